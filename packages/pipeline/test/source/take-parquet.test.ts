import { describe, expect, it } from '@jest/globals';
import { isParquet } from '../../src/source/take-parquet.ts';

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
});
