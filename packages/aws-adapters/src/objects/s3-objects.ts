import { PortError } from '@bellwether/ports';
import type { ObjectSource } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { s3Calls } from '../clients.ts';
import { errorName, isRetryable, portCall } from '../port-call.ts';
import type { S3Calls } from '../sdk/s3.ts';

/**
 * How S3 says that an object or a version is gone. `MethodNotAllowed`: the version is the mark that it was deleted. `PreconditionFailed`:
 * it was replaced by other content, whose own notice is on its way.
 */
const goneErrors: ReadonlySet<string> = new Set([
  'NoSuchKey',
  'NoSuchVersion',
  'NotFound',
  'MethodNotAllowed',
  'PreconditionFailed',
]);

const quoted = (etag: string): string => (etag.startsWith('"') ? etag : `"${etag}"`);

const isStream = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

/** The parts of a body; an error in the middle becomes the one that adapters throw. A broken connection may work the next time. */
async function* partsOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    // A stream that ends too early has no name that distinguishes it from other errors; the object itself never changes.
    const isCut = errorName(error) === 'Error' || isRetryable(error);
    throw new PortError('objects', 'read', isCut, { cause: error });
  }
}

/**
 * Objects of any bucket that the role may read. Needs `s3:GetObject`, `s3:GetObjectVersion` where versions are asked for, and
 * `s3:ListBucket` on the bucket: without it S3 answers 403 for an object that is gone, as for one that is forbidden.
 */
export const s3Objects = (calls: Calls<Pick<S3Calls, 'get'>> = s3Calls): ObjectSource => ({
  open: (bucket, key, { versionId, etag } = {}) =>
    portCall('objects', 'open', async () => {
      try {
        const version = versionId === undefined ? {} : { VersionId: versionId };
        const content = etag === undefined || etag === '' ? {} : { IfMatch: quoted(etag) };
        const { Body } = await (await calls()).get({ Bucket: bucket, Key: key, ...version, ...content });
        if (!isStream(Body)) throw new TypeError('S3 answered without a stream.');
        return partsOf(Body);
      } catch (error) {
        if (goneErrors.has(errorName(error))) return 'not_found';
        throw error;
      }
    }),
});
