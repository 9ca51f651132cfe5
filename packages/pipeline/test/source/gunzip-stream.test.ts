import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { gunzipStream } from '../../src/source/gunzip-stream.ts';

async function* chunksOf(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? 1);
    yield bytes.slice(at, at + size);
    at += size;
  }
}

const unzip = async (bytes: Uint8Array, { sizes = [1_000], limitBytes = 1_000_000 } = {}) => {
  const parts: Uint8Array[] = [];
  const failures: unknown[] = [];
  for await (const part of gunzipStream(chunksOf(bytes, sizes), limitBytes)) {
    if (part.kind === 'bytes') parts.push(Uint8Array.from(part.bytes));
    else failures.push(part.failure);
  }
  return { bytes: Buffer.concat(parts), failures };
};

const text = Buffer.from('{"Records":[]}'.repeat(2_000));

describe('gunzipStream', () => {
  it('gives what was compressed, in one member or more, however it is cut', async () => {
    const members = fc.array(fc.uint8Array({ maxLength: 3_000 }), { minLength: 1, maxLength: 3 });
    const sizes = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(members, sizes, async (contents, cut) => {
        const zipped = Buffer.concat(contents.map((content) => gzipSync(content)));
        expect(await unzip(zipped, { sizes: cut })).toEqual({ bytes: Buffer.concat(contents), failures: [] });
      }),
      { numRuns: 60 },
    );
  });

  it('passes what is not compressed as it is', async () => {
    expect(await unzip(text, { sizes: [1, 2, 500] })).toEqual({ bytes: text, failures: [] });
  });

  it('gives the part before a cut, and says that the data ends too early', async () => {
    const { bytes, failures } = await unzip(gzipSync(text).subarray(0, -12));
    expect(text.subarray(0, bytes.length).equals(bytes)).toBe(true);
    expect(failures).toEqual([{ code: 'truncated_gzip', readBytes: bytes.length }]);
  });

  it.each([
    ['nothing at all', Buffer.alloc(0), [{ code: 'empty' }]],
    ['a header alone', gzipSync(text).subarray(0, 10), [{ code: 'truncated_gzip', readBytes: 0 }]],
    ['a broken body', Buffer.concat([gzipSync('').subarray(0, 10), Buffer.alloc(40, 0xff)]), [{ code: 'bad_gzip' }]],
    [
      'a wrong checksum',
      Buffer.concat([gzipSync('').subarray(0, 10), deflateRawSync('abc'), Buffer.alloc(8, 1)]),
      [{ code: 'bad_gzip' }],
    ],
  ])('says what is wrong with %s', async (_name, bytes, expected) => {
    expect((await unzip(bytes)).failures).toEqual(expected);
  });

  it('stops at the limit and holds no more', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    const { bytes, failures } = await unzip(bomb, { limitBytes: 1_000_000 });
    expect(bytes.length).toBeLessThanOrEqual(1_000_000);
    expect(failures).toEqual([{ code: 'gzip_bomb', limitBytes: 1_000_000 }]);
    expect((await unzip(text, { limitBytes: 10_000 })).failures).toEqual([
      { code: 'too_long', lengthBytes: 11_000, limitBytes: 10_000 },
    ]);
  });

  it('throws what its source throws, not a failure of the data', async () => {
    const broken = (async function* () {
      yield gzipSync(text).subarray(0, 50);
      throw new RangeError('The connection was reset.');
    })();
    const reading = (async () => {
      for await (const part of gunzipStream(broken, 1_000_000)) expect(part.kind).toBe('bytes');
    })();
    await expect(reading).rejects.toThrow(new RangeError('The connection was reset.'));
  });

  it('lets its source go when it is not read to the end', async () => {
    let isReleased = false;
    const endless = (async function* () {
      try {
        for (;;) yield gzipSync(text);
      } finally {
        isReleased = true;
      }
    })();
    for await (const part of gunzipStream(endless, 1e9)) if (part.kind === 'bytes') break;
    await new Promise((resolve) => setImmediate(resolve));
    expect(isReleased).toBe(true);
  });
});
