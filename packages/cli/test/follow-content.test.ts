import { describe, expect, it } from '@jest/globals';
import { ContentTracker, probeBytes } from '@bellwether/local-adapters';
import { ChangedFile, followContent } from '../src/analyze/follow-content.ts';

const markAt = async (text: string, position: number) =>
  (await probeBytes(Buffer.from(text)).look([position])).get(position)!.mark;

const read = async (
  text: string,
  chunkBytes: number,
  committed: Awaited<ReturnType<typeof markAt>>,
): Promise<string> => {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < text.length; at += chunkBytes) yield Buffer.from(text.slice(at, at + chunkBytes));
  }
  let seen = '';
  for await (const chunk of followContent(chunks(), new ContentTracker(), committed))
    seen += Buffer.from(chunk).toString();
  return seen;
};

describe('content that goes on behind a committed position', () => {
  const text = Array.from({ length: 900 }, (_, n) => `line ${n}\n`).join('');

  it.each([1, 7, 4_096, 5_000, 100_000])('is given on as it is, in chunks of %i bytes', async (chunkBytes) => {
    for (const position of [0, 1, 4_095, 4_096, 5_000, text.length])
      expect(await read(text, chunkBytes, await markAt(text, position))).toBe(text);
  });

  it.each([
    ['another beginning', `other ${text.slice(6)}`],
    ['other bytes before the position', `${text.slice(0, 4_990)}xx${text.slice(4_992)}`],
    ['an earlier end', text.slice(0, 4_000)],
    ['nothing', ''],
  ])('is refused when there is %s', async (_, other) => {
    await expect(read(other, 512, await markAt(text, 5_000))).rejects.toBeInstanceOf(ChangedFile);
  });
});
