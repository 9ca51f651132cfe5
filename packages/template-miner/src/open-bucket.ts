import { emptyBucket } from './bucket.ts';
import type { Bucket } from './live-template.ts';
import type { Registry } from './registry.ts';

/** The delimiters of a message as one key. */
export const gapsKey = (gaps: readonly string[]): string => gaps.join('\u0000');

/** The bucket of a key; an empty one is made where there is none. */
export const openBucket = (buckets: Map<string, Bucket>, key: string, registry: Registry): Bucket => {
  let bucket = buckets.get(key);
  if (!bucket) {
    bucket = emptyBucket(registry.nextGeneration());
    buckets.set(key, bucket);
  }
  return bucket;
};
