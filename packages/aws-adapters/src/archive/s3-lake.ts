import { gunzip } from '@bellwether/log-model';
import { PortError, type Lake, type ListedObject } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { s3Calls } from '../clients.ts';
import { inParallel } from '@bellwether/ports';
import { errorName, portCall } from '../port-call.ts';
import type { S3Calls } from '../sdk/s3.ts';
import { checkedKey } from './object-key.ts';
import { s3Archive } from './s3-archive.ts';
import { documentTypeOf, writeDocument } from './s3-documents.ts';

/** Keys of one call that removes, as S3 bounds it. */
const maxKeys = 1_000;
const maxCallsAtOnce = 4;

/** The keys below a prefix in S3's order, page after page. */
export async function* listKeys(
  port: string,
  bucket: string,
  prefix: string,
  calls: Calls<Pick<S3Calls, 'list'>>,
): AsyncGenerator<ListedObject> {
  let token: string | undefined;
  do {
    const page = await portCall(port, 'list', async () =>
      (await calls()).list({
        Bucket: bucket,
        Prefix: prefix,
        ...(token === undefined ? {} : { ContinuationToken: token }),
      }),
    );
    for (const { Key, Size = 0 } of page.Contents ?? []) if (Key !== undefined) yield { path: Key, sizeBytes: Size };
    token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
}

/** Most bytes of a document of ours after decompression. */
const maxDocumentBytes = 256 * 1024 * 1024;

const unpacked = (bytes: Uint8Array): Uint8Array => {
  const outcome = gunzip(bytes, maxDocumentBytes);
  if (!outcome.ok) throw new TypeError('The object is not the gzip document that its encoding says.');
  return outcome.bytes;
};

/** An object with its metadata, held whole: what lies in the lake was written by one batch, so it is small. */
export const wholeObject = (
  port: string,
  bucket: string,
  key: string,
  calls: Calls<Pick<S3Calls, 'get'>>,
): Promise<{ readonly bytes: Uint8Array; readonly metadata: Readonly<Record<string, string>> } | 'not_found'> =>
  portCall(port, 'read', async () => {
    try {
      const {
        Body,
        ContentEncoding,
        Metadata = {},
      } = await (await calls()).get({ Bucket: bucket, Key: checkedKey(port, 'read', key) });
      if (Body === undefined) throw new TypeError('S3 answered without a body.');
      const bytes = await Body.transformToByteArray();
      return { bytes: ContentEncoding === 'gzip' ? unpacked(bytes) : bytes, metadata: Metadata };
    } catch (error) {
      if (errorName(error) === 'NoSuchKey') return 'not_found';
      throw error;
    }
  });

/**
 * The lake in a bucket, to be looked after. Needs `s3:ListBucket` on it, `s3:GetObject`, `s3:PutObject` and `s3:DeleteObject` on the
 * prefixes at hand. Reports and documents of analyses are stored compressed. In a versioned bucket what is removed can be restored while its version is kept.
 */
export const s3Lake = (bucket: string, payloadKeyArn: string | undefined, calls: Calls<S3Calls> = s3Calls): Lake => ({
  write: (path, bytes) => {
    const documentType = documentTypeOf(path);
    return documentType === undefined
      ? s3Archive(bucket, payloadKeyArn, calls).write(path, bytes)
      : writeDocument(bucket, documentType, calls)(path, bytes);
  },
  list: (prefix) => listKeys('lake', bucket, prefix, calls),
  read: async (path) => {
    const object = await wholeObject('lake', bucket, path, calls);
    return object === 'not_found' ? object : object.bytes;
  },
  remove: (paths) =>
    portCall('lake', 'remove', async () => {
      const s3 = await calls();
      const cuts = Array.from({ length: Math.ceil(paths.length / maxKeys) }, (_, n) =>
        paths.slice(n * maxKeys, (n + 1) * maxKeys),
      );
      await inParallel(cuts, maxCallsAtOnce, async (cut) => {
        const Objects = cut.map((path) => ({ Key: checkedKey('lake', 'remove', path) }));
        const { Errors = [] } = await s3.remove({ Bucket: bucket, Delete: { Objects, Quiet: true } });
        if (Errors.length > 0)
          throw new PortError('lake', 'remove', true, { cause: new Error(`S3 kept ${Errors.length} of the objects.`) });
      });
    }),
});
