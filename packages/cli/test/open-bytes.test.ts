import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seeded } from '@bellwether/testkit';
import { isPlainContent, openBytes, openChunks, UnreadableRest } from '../src/analyze/open-bytes.ts';
import { manyLines, openWorkspace } from './workspace.ts';

const workspace = openWorkspace();

const take = async (
  chunks: AsyncIterable<Uint8Array>,
  isThrown = false,
): Promise<{ readonly text: string; readonly failure: string | undefined }> => {
  const read: Uint8Array[] = [];
  let failure: string | undefined;
  try {
    for await (const chunk of chunks) read.push(Uint8Array.from(chunk));
  } catch (error) {
    if (isThrown || !(error instanceof UnreadableRest)) throw error;
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

  it('gives text in UTF-16 as UTF-8, with a byte order mark and without, compressed and cut anywhere', async () => {
    const said = '2026-01-15 12:00:00 WARNING K\u00f6ln \u{1f525} getrennt\r\n'.repeat(40);
    const little = Buffer.from(said, 'utf16le');
    const big = Buffer.from(little).swap16();
    const marked = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])] as const;
    const all = [little, big, Buffer.concat([marked[0], little]), Buffer.concat([marked[1], big])];
    for (const bytes of all)
      for (const part of [1, 3, 100, 10_000])
        for (const whole of [bytes, gzipSync(bytes)])
          expect(await take(openChunks(inChunks(whole, part)))).toEqual({ text: said, failure: undefined });
    expect(all.map((bytes) => isPlainContent(bytes))).toEqual([false, false, false, false]);
    expect(isPlainContent(Buffer.from(said))).toBe(true);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['xz', Buffer.from('fd377a585a000004e6d6b446', 'hex'), /^xz -dc/],
    ['bzip2', Buffer.from('425a683931415926535900', 'hex'), /^bzip2 -dc/],
    ['zstd', Buffer.from('28b52ffd0458', 'hex'), /^zstd -dc/],
    ['a zip archive', Buffer.from('504b0304140000000800', 'hex'), /^unzip/],
    [
      'a tar archive',
      Buffer.concat([Buffer.from('app.log'.padEnd(257, '\0')), Buffer.from('ustar\x0000'), Buffer.alloc(300)]),
      /tar -xf/,
    ],
    ['a journal of systemd', Buffer.from('LPKSHHRH\0\0\0\0'), /^journalctl/],
    ['a Windows event log', Buffer.from('ElfFile\0\0\0'), /^evtx_dump/],
  ])('names what it is and the command that helps: %s', async (what, bytes, advice) => {
    for (const whole of [bytes, gzipSync(bytes)])
      for (const part of [1, 50, 1_000]) {
        const error: unknown = await take(openChunks(inChunks(whole, part)), true).catch((thrown: unknown) => thrown);
        if (!(error instanceof UnreadableRest)) throw new Error('It was read.');
        expect(error.unread?.what).toMatch(new RegExp(`${what}$`));
        expect(error.unread?.advice).toMatch(advice);
      }
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
    for (const bytes of [png, gzipSync(randomBytes(3, 6_000))])
      expect((await take(openChunks(inChunks(bytes, 8_192)))).failure).toBe('not_text');
    for (let seed = 1; seed <= 60; seed += 1)
      expect((await take(openChunks(inChunks(randomBytes(seed, 3_000), 8_192)))).failure).toBe('not_text');
  });
});
