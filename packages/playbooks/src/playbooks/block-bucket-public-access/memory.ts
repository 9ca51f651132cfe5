import { PortError } from '@bellwether/ports';
import { type BucketGuards, type GuardedBucket, guards } from './port.ts';

export interface MemoryBucketGuards extends BucketGuards {
  /** Bucket name to how it is. Set it to arrange a test. */
  readonly buckets: Map<string, GuardedBucket>;
  /** Bucket name to the account that owns it, where that is not the account which is asked for. */
  readonly othersOwn: Map<string, string>;
}

/** Buckets that exist in memory alone. A bucket of another account is an error, as S3 answers. */
export const openInMemory = (): MemoryBucketGuards => {
  const buckets = new Map<string, GuardedBucket>();
  const othersOwn = new Map<string, string>();
  const checkOwner = (operation: string, bucketName: string, account: string): void => {
    if ((othersOwn.get(bucketName) ?? account) !== account)
      throw new PortError('bucketGuards', operation, false, { cause: new Error('AccessDenied') });
  };
  return {
    buckets,
    othersOwn,
    look: async (bucketName, account) => {
      checkOwner('look', bucketName, account);
      return buckets.get(bucketName);
    },
    blockAll: async (bucketName, account) => {
      checkOwner('blockAll', bucketName, account);
      const bucket = buckets.get(bucketName);
      if (bucket === undefined)
        throw new PortError('bucketGuards', 'blockAll', false, { cause: new Error('NoSuchBucket') });
      buckets.set(bucketName, { ...bucket, on: guards });
    },
  };
};
