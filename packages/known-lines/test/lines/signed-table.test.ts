import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SignedTable } from '../../src/lines/signed-table.ts';

const entryOf = (number: number): { readonly high: number; readonly low: number } => ({
  high: Math.imul(number + 1, 0x9e3779b1),
  low: Math.imul(number + 7, 0x85ebca6b) ^ (number >>> 3),
});

describe('SignedTable', () => {
  it('keeps nearly all that it holds while it grows', () => {
    const table = new SignedTable(65_536);
    const entries = Array.from({ length: 10_000 }, (_, number) => entryOf(number));
    for (const entry of entries) table.put(entry);
    const found = entries.filter((entry) => table.find(entry.high, entry.low) === entry);
    expect(found.length).toBeGreaterThan(9_000);
  });

  it('finds the entry put last, and never another for it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 4_000 }), { minLength: 1, maxLength: 2_000 }), (numbers) => {
        const table = new SignedTable(2_048);
        for (const number of numbers) {
          const entry = entryOf(number);
          table.put(entry);
          expect(table.find(entry.high, entry.low)).toBe(entry);
        }
        for (const number of numbers) {
          const { high, low } = entryOf(number);
          const found = table.find(high, low);
          if (found !== undefined) expect(found).toEqual({ high, low });
        }
      }),
      { numRuns: 20 },
    );
  });

  it('lets go of what is gone instead of growing', () => {
    const gone = new Set<object>();
    const table = new SignedTable(65_536, (entry) => gone.has(entry));
    const entries = Array.from({ length: 50_000 }, (_, number) => entryOf(number));
    for (const [number, entry] of entries.entries()) {
      table.put(entry);
      const old = entries[number - 20];
      if (old !== undefined) gone.add(old);
    }
    const found = entries.filter((entry) => table.find(entry.high, entry.low) === entry);
    expect(found.length).toBeLessThan(1_024);
    for (const entry of entries.slice(-10)) expect(found).toContain(entry);
  });

  it('finds nothing in an empty table', () => {
    expect(new SignedTable(16).find(0, 0)).toBeUndefined();
  });
});
