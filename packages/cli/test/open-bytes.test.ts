import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seeded } from '@bellwether/testkit';
import { openBytes, openChunks, UnreadableRest } from '../src/analyze/open-bytes.ts';
import { manyLines, openWorkspace } from './workspace.ts';

const workspace = openWorkspace();

const take = async (
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ readonly text: string; readonly failure: string | undefined }> => {
  const read: Uint8Array[] = [];
  let failure: string | undefined;
  try {
    for await (const chunk of chunks) read.push(Uint8Array.from(chunk));
  } catch (error) {
    if (!(error instanceof UnreadableRest)) throw error;
    failure = error.failure.code;
  }
  return { text: Buffer.concat(read).toString(), failure };
};

async function* inChunks(bytes: Uint8Array, chunkBytes: number): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

const randomBytes = (seed: number, length: number): Uint8Array => {
  const chance = seeded(seed);
  return Uint8Array.from({ length }, () => Math.floor(chance() * 256));
};

const text = manyLines(200);

describe('opening bytes', () => {
  it.each([
    ['plain.log', text, text],
    ['named-gzip-but-plain.log.gz', text, text],
    ['gzip.log.gz', gzipSync(text), text],
    ['gzip-without-its-name.log', gzipSync(text), text],
    ['members.gz', Buffer.concat([gzipSync('a\n'), gzipSync('b\n')]), 'a\nb\n'],
    ['empty.log', '', ''],
    ['empty.gz', gzipSync(''), ''],
    ['two-bytes.log', 'a\n', 'a\n'],
    ['colours.log', '\u001b[31mERROR\u001b[0m no\n'.repeat(50), '\u001b[31mERROR\u001b[0m no\n'.repeat(50)],
    ['fix.log', '8=FIX.4.4\u00019=12\u000135=A\u0001\n'.repeat(50), '8=FIX.4.4\u00019=12\u000135=A\u0001\n'.repeat(50)],
  ])('gives the text of %s', async (name, content, expected) => {
    expect(await take(openBytes(await workspace.write(name, content)))).toEqual({ text: expected, failure: undefined });
  });

  it('lets text in an old encoding through', async () => {
    const latin = Buffer.from(
      '2026-01-15 12:00:00 FEHLER Verbindung f\u00fcr K\u00f6ln getrennt\n'.repeat(40),
      'latin1',
    );
    expect((await take(inChunks(latin, 100))).failure).toBeUndefined();
    expect((await take(openChunks(inChunks(latin, 100)))).failure).toBeUndefined();
  });

  it('gives the same text however the bytes come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5_000 }), fc.boolean(), async (chunkBytes, isGzip) => {
        const bytes = isGzip ? gzipSync(text) : Buffer.from(text);
        expect(await take(openChunks(inChunks(bytes, chunkBytes)))).toEqual({ text, failure: undefined });
      }),
      { numRuns: 30 },
    );
  });

  it('gives what comes before the damage of a cut gzip file, wherever it is cut', async () => {
    const bytes = gzipSync(text);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 12, max: bytes.length - 1 }), async (length) => {
        const read = await take(openChunks(inChunks(bytes.subarray(0, length), 4_096)));
        expect(read.failure).toBe('truncated_gzip');
        expect(text.startsWith(read.text)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses gzip data that is broken', async () => {
    expect(await take(openChunks(inChunks(Buffer.from('\x1f\x8b\x08\x00 nothing of the kind', 'latin1'), 64)))).toEqual(
      {
        text: '',
        failure: 'bad_gzip',
      },
    );
  });

  it('refuses bytes that are no text, whatever they are', async () => {
    const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(7, 4_000)]);
    const wide = Buffer.from('2026-01-15 INFO wide characters\n'.repeat(20), 'utf16le');
    for (const bytes of [png, wide, gzipSync(randomBytes(3, 6_000))])
      expect((await take(openChunks(inChunks(bytes, 8_192)))).failure).toBe('not_text');
    for (let seed = 1; seed <= 60; seed += 1)
      expect((await take(openChunks(inChunks(randomBytes(seed, 3_000), 8_192)))).failure).toBe('not_text');
  });
});
