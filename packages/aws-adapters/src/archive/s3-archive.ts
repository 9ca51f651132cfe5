import type { Archive } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { s3Calls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import type { S3Calls } from '../sdk/s3.ts';
import { checkedKey } from './object-key.ts';
import { underKey } from './under-key.ts';

// A gzip file is named as such and not as an encoding: with both, readers would decompress twice.
const contentTypeOf = (path: string): string =>
  path.endsWith('.gz') ? 'application/gzip' : 'application/octet-stream';

/** Prefixes of raw records, before compaction and after it. */
const isPayload = (path: string): boolean => /^payloads(?:-kept)?\//.test(path);

/**
 * The lake in a bucket. Needs `s3:PutObject` on it; encryption is the bucket's default.
 *
 * @param payloadKeyArn  key of the raw records, `payloads/` and `payloads-kept/`; needs `kms:GenerateDataKey` on it. The
 *   ARN, not an alias: the bucket's policy compares it with the header
 */
export const s3Archive = (
  bucket: string,
  payloadKeyArn: string | undefined,
  calls: Calls<Pick<S3Calls, 'put'>> = s3Calls,
): Archive => ({
  write: (path, bytes) =>
    portCall('archive', 'write', async () => {
      const Key = checkedKey('archive', 'write', path);
      const encryption = isPayload(path) ? underKey(payloadKeyArn) : {};
      await (await calls()).put({ Bucket: bucket, Key, Body: bytes, ContentType: contentTypeOf(path), ...encryption });
    }),
});
