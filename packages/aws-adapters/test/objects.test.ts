import { describe, expect, it } from '@jest/globals';
import type { GetObjectCommandInput, GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';
import { s3Objects } from '@bellwether/aws-adapters';
import { describeObjectSource } from '../../testkit/src/conformance/index.ts';
import { opened, sdkError } from './sdk-errors.ts';

const answer = (body: Readable): GetObjectCommandOutput => ({ Body: body, $metadata: {} }) as GetObjectCommandOutput;

const sourceOf = (get: (input: GetObjectCommandInput) => Promise<GetObjectCommandOutput>) => s3Objects(opened({ get }));

// As much of a versioned bucket as GetObject shows.
describeObjectSource('S3 with a fake client', async () => {
  const versions: { readonly key: string; readonly id: string; readonly bytes: Uint8Array }[] = [];
  return {
    bucket: 'trail',
    store: sourceOf(async ({ Bucket, Key, VersionId }) => {
      const found = versions.findLast(({ key, id }) => key === Key && (VersionId === undefined || id === VersionId));
      if (Bucket !== 'trail' || found === undefined) throw sdkError('NoSuchKey', { status: 404 });
      const parts = Array.from({ length: Math.ceil(found.bytes.length / 65_536) }, (_, part) =>
        found.bytes.slice(part * 65_536, (part + 1) * 65_536),
      );
      return answer(Readable.from(parts));
    }),
    put: async (key, bytes) => {
      const id = `v${versions.length}`;
      versions.push({ key, id, bytes });
      return id;
    },
    close: async () => undefined,
  };
});

const read = async (opening: Promise<AsyncIterable<Uint8Array> | 'not_found'>): Promise<number> => {
  const stream = await opening;
  let bytes = 0;
  if (stream !== 'not_found') for await (const part of stream) bytes += part.length;
  return bytes;
};

describe('s3Objects', () => {
  it.each(['NoSuchKey', 'NoSuchVersion', 'NotFound', 'MethodNotAllowed', 'PreconditionFailed'])(
    'takes %s for gone',
    async (name) => {
      const source = sourceOf(async () => Promise.reject(sdkError(name, { status: 404 })));
      expect(await source.open('trail', 'key')).toBe('not_found');
    },
  );

  it.each([
    ['the newest', undefined, {}],
    ['a version', { versionId: 'v1' }, { VersionId: 'v1' }],
    ['a content', { etag: 'd41d8cd9' }, { IfMatch: '"d41d8cd9"' }],
    [
      'a content as S3 lists it',
      { versionId: 'v1', etag: '"d41d8cd9-2"' },
      { VersionId: 'v1', IfMatch: '"d41d8cd9-2"' },
    ],
  ])('asks for %s', async (_, version, asked) => {
    const inputs: unknown[] = [];
    const source = sourceOf(async (input) => (inputs.push(input), answer(Readable.from([]))));
    await source.open('trail', 'key', version);
    expect(inputs).toEqual([{ Bucket: 'trail', Key: 'key', ...asked }]);
  });

  it.each([
    ['AccessDenied', 403, false],
    ['NoSuchBucket', 404, false],
    ['InvalidObjectState', 403, false],
    ['SlowDown', 503, true],
  ])('throws for %s', async (name, status, retryable) => {
    const source = sourceOf(async () => Promise.reject(sdkError(name, { status })));
    await expect(source.open('trail', 'key')).rejects.toMatchObject({ name: 'PortError', port: 'objects', retryable });
  });

  it('throws a PortError that can be tried again out of a stream that is cut', async () => {
    const cut = Readable.from(
      (async function* () {
        yield Buffer.from('some');
        throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
      })(),
    );
    const reading = read(sourceOf(async () => answer(cut)).open('trail', 'key'));
    await expect(reading).rejects.toMatchObject({ name: 'PortError', operation: 'read', retryable: true });
  });

  it('lets the connection go when reading ends early', async () => {
    const body = Readable.from([Buffer.from('a'), Buffer.from('b'), Buffer.from('c')]);
    const stream = await sourceOf(async () => answer(body)).open('trail', 'key');
    if (stream !== 'not_found') for await (const part of stream) if (part.length > 0) break;
    expect(body.destroyed).toBe(true);
  });
});
