import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hashId, windowStart } from '@bellwether/log-model';

describe('the hash for ids', () => {
  // Ids lie in stores: a change of these values would make every finding a new one.
  it.each([
    ['', 'cf8308935ad47dcb'],
    ['a', '77f95df43388f744'],
    ['rule\n111122223333\nmain\n0', 'a0144d9279a99ed5'],
    ['caf\u00e9 \ud83d\ude00', 'dcd68e922c14dc05'],
  ])('of %j stays what it is', (text, hash) => {
    expect(hashId(text)).toBe(hash);
  });

  it('is 16 lower-case hex characters, the same for the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(hashId(text)).toMatch(/^[0-9a-f]{16}$/);
        expect(hashId(text)).toBe(hashId(text));
      }),
    );
  });

  it('tells apart texts that differ in one character or in order', () => {
    const hashes = new Set<string>();
    for (let n = 0; n < 50_000; n += 1) hashes.add(hashId(`template ${n}`)).add(hashId(`${n} template`));
    expect(hashes.size).toBe(100_000);
  });
});

describe('the start of a window', () => {
  it.each([
    [0, 300_000, 0],
    [299_999, 300_000, 0],
    [300_000, 300_000, 300_000],
    [-1, 300_000, -300_000],
    [12_345, 1_000, 12_000],
  ])('of %i in windows of %i ms is %i', (timestampMs, lengthMs, startMs) => {
    expect(windowStart(timestampMs, lengthMs)).toBe(startMs);
  });

  it('lies at or before the time, and less than a window before it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -8.64e15, max: 8.64e15 }), (timestampMs) => {
        const behindMs = timestampMs - windowStart(timestampMs);
        expect(behindMs >= 0 && behindMs < 300_000).toBe(true);
      }),
    );
  });
});
