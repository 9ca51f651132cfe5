import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runSeed, scheduleSeeds } from '@bellwether/testkit';

describe('the seeds of fault schedules', () => {
  it('are the same at every change', () => {
    expect(scheduleSeeds(4)).toEqual([1, 2, 3, 4]);
    expect(scheduleSeeds(0)).toEqual([]);
  });

  it('are the same for the same seed of a run', () => {
    expect(scheduleSeeds(50, 20_261_129)).toEqual(scheduleSeeds(50, 20_261_129));
  });

  it('of a night hold neither those of a change nor those of the next nights', () => {
    const nights = [20_261_129, 20_261_130, 20_261_201].map((night) => scheduleSeeds(5_000, night));
    const all = [...scheduleSeeds(200), ...nights.flat()];
    // By chance a pair or two of 15,000 draws may meet.
    expect(new Set(all).size).toBeGreaterThan(all.length - 5);
  });

  it('are seeds that schedules accept', () => {
    fc.assert(
      fc.property(fc.integer(), (night) => {
        for (const seed of scheduleSeeds(20, night)) {
          expect(Number.isInteger(seed)).toBe(true);
          expect(seed).toBeGreaterThan(0);
          expect(seed).toBeLessThan(2 ** 31);
        }
      }),
    );
  });
});

describe('the seed of a run', () => {
  const withSeed = (written: string | undefined, check: () => void): void => {
    const before = process.env['BELLWETHER_SEED'];
    const set = (value: string | undefined): void => {
      if (value === undefined) delete process.env['BELLWETHER_SEED'];
      else process.env['BELLWETHER_SEED'] = value;
    };
    set(written);
    try {
      check();
    } finally {
      set(before);
    }
  };

  it.each([
    [undefined, undefined],
    ['', undefined],
    ['20261129', 20_261_129],
    ['-3', -3],
  ])('written as %j is %s', (written, seed) => {
    withSeed(written, () => expect(runSeed()).toBe(seed));
  });

  it.each(['today', '1.5', '2026-11-29', '1e400'])('refuses %s', (written) => {
    withSeed(written, () => expect(runSeed).toThrow(RangeError));
  });

  it('is the seed of every property, too', () => {
    const seed = runSeed();
    expect(fc.readConfigureGlobal().seed).toBe(seed);
  });
});
