import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createLineSplitter } from '../src/framing/split-lines.ts';

const splitAll = (
  chunks: readonly Uint8Array[],
  limitBytes?: number,
): readonly { text: string; isTooLong: boolean; lengthBytes: number }[] => {
  const splitter = createLineSplitter(limitBytes === undefined ? {} : { limitBytes });
  return [...chunks.flatMap((chunk) => [...splitter.push(chunk)]), ...splitter.end()];
};

const chunksOf = (bytes: Buffer, size: number): readonly Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );

describe('createLineSplitter', () => {
  it.each([
    ['line feeds', 'a\nb\n', ['a', 'b']],
    ['carriage returns before them', 'a\r\nb\r\n', ['a', 'b']],
    ['a last line without end', 'a\nb', ['a', 'b']],
    ['empty lines', '\n\na\n', ['', '', 'a']],
    ['a byte order mark', '\ufeffa\nb', ['a', 'b']],
    ['characters of several bytes', 'grüße\n日本\n😀', ['grüße', '日本', '😀']],
    ['NUL', 'a\u0000b\n', ['a\u0000b']],
    ['nothing', '', []],
  ])('splits %s the same in chunks of any size', (_name, text, lines) => {
    for (const size of [1, 2, 3, 7, 1000]) {
      expect(splitAll(chunksOf(Buffer.from(text), size)).map((line) => line.text)).toEqual(lines);
    }
  });

  it('splits any text as String.split does', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.integer({ min: 1, max: 50 }), (parts, size) => {
        const text = parts.join('\n').replace(/[\r\ufeff]/g, '');
        const expected = text.split('\n');
        if (expected[expected.length - 1] === '') expected.pop();
        expect(splitAll(chunksOf(Buffer.from(text), size)).map((line) => line.text)).toEqual(expected);
      }),
    );
  });

  it('keeps the beginning of a line over the limit and tells its whole length', () => {
    const lines = splitAll([Buffer.from('x'.repeat(70)), Buffer.from(`${'x'.repeat(40)}\nnext\n`)], 64);
    expect(lines).toEqual([
      { text: 'x'.repeat(64), lengthBytes: 110, isTooLong: true },
      { text: 'next', lengthBytes: 4, isTooLong: false },
    ]);
  });

  it('takes a line of exactly the limit as whole, also with a carriage return', () => {
    for (const size of [1, 5, 100]) {
      expect(splitAll(chunksOf(Buffer.from(`${'x'.repeat(16)}\r\ny`), size), 16).map((line) => line.isTooLong)).toEqual(
        [false, false],
      );
    }
  });

  it('lets a line of 2 GB pass', () => {
    const splitter = createLineSplitter({ limitBytes: 1024 });
    const chunk = Buffer.alloc(64 * 1024 * 1024, 0x61);
    for (let count = 0; count < 32; count += 1) expect(splitter.push(chunk)).toEqual([]);
    const [line] = splitter.push(Buffer.from('\n'));
    expect(line).toEqual({ text: 'a'.repeat(1024), lengthBytes: 2 ** 31, isTooLong: true });
  });

  it('never throws on invalid UTF-8', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array()), (chunks) => {
        const total = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
        expect(splitAll(chunks).length).toBeLessThanOrEqual(total);
      }),
    );
  });
});
