import { describe, expect, it } from '@jest/globals';
import { isParquet, takeParquet } from '../../src/source/take-parquet.ts';

describe('a Parquet file', () => {
  it.each([
    ['PAR1', true],
    ['PAR1 and more', true],
    ['', false],
    ['PAR', false],
    ['PARIS is a city', false],
    ['{"a":1}', false],
  ])('is told from any other file by its first bytes: %j', (text, expected) => {
    expect(isParquet(Buffer.from(text))).toBe(expected);
  });

  it.each([
    [6, 'parquet'],
    [5, 'unreadable'],
  ] as const)('of six bytes is read with a limit of %i: %s', async (limitBytes, kind) => {
    let isClosed = false;
    async function* chunks(): AsyncGenerator<Uint8Array, void, undefined> {
      try {
        for (const part of ['PA', 'R1', '..']) yield Buffer.from(part);
        yield Buffer.alloc(0);
      } finally {
        isClosed = true;
      }
    }
    const opened = await takeParquet(chunks(), limitBytes);
    expect(opened.kind).toBe(kind);
    expect(isClosed).toBe(true);
    if (opened.kind === 'unreadable') expect(opened.failure).toEqual({ code: 'too_long', lengthBytes: 6, limitBytes });
  });
});
