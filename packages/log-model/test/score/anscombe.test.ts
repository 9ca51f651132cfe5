import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anscombe, medianOf, surpriseOf } from '@bellwether/log-model';

const usual = fc.array(fc.nat({ max: 5_000 }), { minLength: 1, maxLength: 30 });

describe('the median', () => {
  it.each([
    [[], undefined],
    [[3], 3],
    [[3, 1], 2],
    [[9, 1, 2], 2],
    [[1, 1, 100, 2], 1.5],
    [[10, 9, 100, 1], 9.5],
  ])('of %j is %s', (values, median) => {
    expect(medianOf(values)).toBe(median);
  });

  it('leaves its values as they were', () => {
    const values = [3, 1, 2];
    medianOf(values);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('surprise', () => {
  it.each([
    ['what is usual', 100, [100, 100, 100], 100, 0],
    ['a busier window', 400, [100, 100, 100], 100, 19.99],
    ['a quieter window', 0, [100, 100, 100], 100, -18.81],
    ['one event after none', 1, [0, 0, 0], 0, 1.12],
    ['a window among uneven ones', 100, [50, 100, 150], 100, 0],
    ['a window beyond a wide spread', 400, [50, 60, 100, 140, 150], 100, 3.0],
  ])('at %s', (_, observed, past, expected, zScore) => {
    const surprise = surpriseOf(observed, past);
    expect(surprise.expected).toBe(expected);
    expect(surprise.zScore).toBeCloseTo(zScore, 1);
  });

  it('is not narrowed below the spread of a Poisson count, nor widened by one odd window', () => {
    expect(surpriseOf(120, [100, 100, 100, 100]).zScore).toBeCloseTo(anscombe(120) - anscombe(100));
    expect(surpriseOf(400, [100, 101, 99, 100, 90_000]).zScore).toBeGreaterThan(15);
  });

  it('has the sign of the difference and grows with it', () => {
    fc.assert(
      fc.property(usual, fc.nat({ max: 10_000 }), fc.nat({ max: 10_000 }), (past, first, second) => {
        const [less, more] = [surpriseOf(Math.min(first, second), past), surpriseOf(Math.max(first, second), past)];
        expect(less.zScore).toBeLessThanOrEqual(more.zScore);
        expect(Math.sign(more.zScore)).toBe(Math.sign(Math.max(first, second) - more.expected));
      }),
    );
  });

  it('is as great for what lies as far above as below, on the scale where counts spread evenly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 50, max: 5_000 }), fc.double({ min: 0, max: 10, noNaN: true }), (rate, away) => {
        const countAt = (scaled: number): number => (scaled / 2) ** 2 - 3 / 8;
        const centre = anscombe(rate);
        const above = surpriseOf(countAt(centre + away), [rate, rate, rate]);
        const below = surpriseOf(countAt(centre - away), [rate, rate, rate]);
        expect(above.zScore + below.zScore).toBeCloseTo(0, 6);
        expect(above.zScore).toBeCloseTo(away, 6);
      }),
    );
  });

  it('does not depend on the order of the usual windows', () => {
    fc.assert(
      fc.property(usual, fc.nat({ max: 5_000 }), (past, observed) => {
        expect(surpriseOf(observed, past.toReversed())).toEqual(surpriseOf(observed, past));
      }),
    );
  });

  it('refuses to judge without any usual window', () => {
    expect(() => surpriseOf(3, [])).toThrow(RangeError);
  });
});
