import type { ListObjectVersionsCommandOutput } from '@aws-sdk/client-s3';
import type { ObjectListing } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { s3Calls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import type { S3Calls } from '../sdk/s3.ts';

/** What S3 calls the version of an object in a bucket that keeps none; its notices name no version then. */
const noVersion = 'null';

/**
 * The newest versions of a bucket's objects, as S3's notices name them. Needs `s3:ListBucketVersions` on the bucket, which S3 asks
 * for where none are kept too.
 */
export const s3ObjectListing = (
  bucket: string,
  calls: Calls<Pick<S3Calls, 'listVersions'>> = s3Calls,
): ObjectListing => ({
  list: async function* (prefix) {
    let marker: { readonly KeyMarker?: string; readonly VersionIdMarker?: string } = {};
    for (let isMore = true; isMore;) {
      const asked = { Bucket: bucket, Prefix: prefix, ...marker };
      const page: ListObjectVersionsCommandOutput = await portCall('objects', 'list', async () =>
        (await calls()).listVersions(asked),
      );
      for (const { Key, VersionId = noVersion, ETag = '', IsLatest, LastModified } of page.Versions ?? []) {
        if (Key === undefined || IsLatest === false) continue;
        const version = VersionId === noVersion ? {} : { versionId: VersionId };
        // Notices write it without its quotes.
        yield { bucket, key: Key, etag: ETag.replaceAll('"', ''), ...version, writtenMs: LastModified?.getTime() ?? 0 };
      }
      const { IsTruncated, NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
      isMore = IsTruncated === true && KeyMarker !== undefined;
      if (KeyMarker !== undefined)
        marker = VersionIdMarker === undefined ? { KeyMarker } : { KeyMarker, VersionIdMarker };
    }
  },
});
