import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { SeriesScorer } from '../src/index.ts';
import { maxValues, SortedValues } from '../src/sorted-values.ts';

const scoresOf = (values: readonly number[]): readonly number[] => {
  const scorer = new SeriesScorer();
  return values.map((value) => scorer.next(value).score);
};
/** A daily wave with a little noise that is the same each time. */
const wave = (length: number): readonly number[] =>
  Array.from({ length }, (_, n) => 50 + 20 * Math.sin((2 * Math.PI * n) / 288) + ((n * 7919) % 13) / 13);

describe('a series', () => {
  it.each([
    ['a value above all', 200],
    ['a value below all', -80],
  ])('has its greatest score at %s', (_, odd) => {
    const values = [...wave(1_500), odd, ...wave(100)];
    const scores = scoresOf(values);
    expect(scores.indexOf(Math.max(...scores.slice(300))) % values.length).toBe(1_500);
  });

  it('is called an anomaly with a sentence that says what the value is beyond', () => {
    const scorer = new SeriesScorer();
    for (const value of wave(1_500)) scorer.next(value);
    expect(scorer.next(200)).toMatchObject({
      isAnomaly: true,
      reason: expect.stringMatching(/^200 is above every earlier value; the greatest was 70\./) as unknown,
    });
    expect(scorer.next(51).isAnomaly).toBe(false);
  });

  it('is reported once while a change lasts', () => {
    const scorer = new SeriesScorer();
    for (const value of wave(1_500)) scorer.next(value);
    const after = wave(200).map((value) => scorer.next(value + 300).isAnomaly);
    expect(after[0]).toBe(true);
    expect(after.filter(Boolean).length).toBeLessThan(10);
  });

  it('finds the value in a gap of a square wave, which is neither high nor low', () => {
    const scorer = new SeriesScorer();
    for (let n = 0; n < 600; n += 1) scorer.next(n % 60 < 30 ? 20 : 80);
    expect(scorer.next(50)).toMatchObject({
      isAnomaly: true,
      reason: expect.stringContaining('no earlier value was near') as unknown,
    });
  });

  it('has no anomalies while it is constant, and one where it first changes', () => {
    const scorer = new SeriesScorer();
    const flat = Array.from({ length: 100 }, () => scorer.next(7));
    expect(flat.every(({ score, isAnomaly }) => score === 0 && !isAnomaly)).toBe(true);
    expect(scorer.next(8).isAnomaly).toBe(true);
  });

  it('calls nothing an anomaly before it has seen some values', () => {
    const scorer = new SeriesScorer();
    expect([1, 100, 10_000, 5, 1e9].some((value) => scorer.next(value).isAnomaly)).toBe(false);
  });

  it.each([Number.NaN, Infinity, -Infinity])('passes over %s, and learns nothing from it', (odd) => {
    const values = wave(100);
    const scorer = new SeriesScorer();
    const scores = values.flatMap((value) => {
      expect(scorer.next(odd)).toEqual({ score: 0, isAnomaly: false });
      return [scorer.next(value).score];
    });
    expect(scores).toEqual(scoresOf(values));
  });

  it('has a score for values that are too far apart to be subtracted', () => {
    const scores = scoresOf([-1.7e308, 1.7e308, 0, 5e-324, -1.7e308]);
    expect(scores.every((score) => score >= 0 && score < 1)).toBe(true);
  });

  it('has scores in [0, 1) that follow from the values before alone, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 60 }), (values) => {
        const scores = scoresOf(values);
        for (const [index, score] of scores.entries()) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThan(1);
          expect(scoresOf(values.slice(0, index + 1)).at(-1)).toBe(score);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('sorted values', () => {
  it('keep their ends and stay bounded', () => {
    const values = new SortedValues();
    for (let n = 0; n < maxValues * 2 + 10; n += 1) values.add((n * 7919) % 1_000_003);
    values.add(-5);
    values.add(2_000_000);
    expect(values.size).toBeLessThanOrEqual(maxValues + 1);
    expect(values.around(0)?.range).toBe(2_000_005);
    expect(values.around(2_000_010)?.distance).toBe(10);
  });

  it('give the nearest earlier value, as looking at all of them does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: -60, max: 60 }),
        (earlier, value) => {
          const values = new SortedValues();
          for (const one of earlier) values.add(one);
          expect(values.around(value)).toMatchObject({
            distance: Math.min(...earlier.map((one) => Math.abs(one - value))),
            range: Math.max(...earlier) - Math.min(...earlier),
          });
        },
      ),
    );
    expect(new SortedValues().around(1)).toBeUndefined();
  });
});
