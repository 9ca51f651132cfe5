import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openChance } from '../src/chance/chance.ts';
import { uniqueIdOf, uuidOf, visitorAddressOf } from '../src/chance/identifiers.ts';
import { chooserOf, shareOf } from '../src/chance/weighted.ts';

const seeds = fc.maxSafeInteger();

describe('chance', () => {
  it('gives the same draws for the same seed and label, others for another of either', () => {
    const draws = (seed: number, label: string): string => openChance(seed, label).hex(64);
    expect(draws(7, 'a')).toBe(draws(7, 'a'));
    const all = [draws(7, 'a'), draws(8, 'a'), draws(7, 'b'), draws(-7, 'a'), draws(7 + 2 ** 32, 'a'), draws(0, '')];
    expect(new Set(all).size).toBe(all.length);
  });

  it('spreads fractions evenly over sixteen bins', () => {
    const chance = openChance(42, 'bins');
    const bins = new Array<number>(16).fill(0);
    for (let draw = 0; draw < 64_000; draw += 1) {
      const bin = Math.floor(chance.fraction() * 16);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    // Chi-square with 15 degrees of freedom: 37.7 is passed by chance once in a thousand seeds, and this seed is fixed.
    const chiSquare = bins.reduce((sum, count) => sum + (count - 4_000) ** 2 / 4_000, 0);
    expect(chiSquare).toBeLessThan(37.7);
  });

  it('keeps every draw inside its bounds', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: -1e6, max: 1e6 }), fc.nat(1e6), (seed, least, room) => {
        const chance = openChance(seed, 'bounds');
        const fraction = chance.fraction();
        const whole = chance.whole(least, least + room);
        expect(fraction >= 0 && fraction < 1).toBe(true);
        expect(Number.isInteger(whole) && whole >= least && whole <= least + room).toBe(true);
        expect(chance.around(50, 0.5)).toBeGreaterThan(0);
        expect(['x', 'y', 'z']).toContain(chance.pick(['x', 'y', 'z']));
      }),
    );
  });

  it.each([0.3, 4, 29, 31, 400])('draws Poisson counts around a mean of %p', (mean) => {
    const chance = openChance(11, 'poisson');
    const draws = Array.from({ length: 4_000 }, () => chance.poisson(mean));
    const average = draws.reduce((sum, count) => sum + count, 0) / draws.length;
    expect(draws.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
    // Five standard errors of the average.
    expect(Math.abs(average - mean)).toBeLessThan(5 * Math.sqrt(mean / draws.length));
  });

  it('writes ids and addresses in the shape of the real ones', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const chance = openChance(seed, 'ids');
        expect(uuidOf(chance)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(uniqueIdOf(chance, 'AKIA')).toMatch(/^AKIA[A-Z2-7]{16}$/);
        const octets = visitorAddressOf(chance).split('.').map(Number);
        expect(octets.length === 4 && octets.every((octet) => octet >= 0 && octet <= 255)).toBe(true);
      }),
    );
  });

  it('chooses by weight', () => {
    const table = [
      [1, 'seldom'],
      [9, 'often'],
    ] as const;
    const choose = chooserOf<string>(table);
    const chance = openChance(3, 'weights');
    const often = Array.from({ length: 10_000 }, () => choose(chance)).filter((value) => value === 'often').length;
    expect(often / 10_000).toBeCloseTo(shareOf<string>(table, 'often'), 1);
  });

  it('refuses crossed bounds, an empty list and a table without weight', () => {
    const chance = openChance(1, 'refusals');
    expect(() => chance.whole(2, 1)).toThrow(RangeError);
    expect(() => chance.whole(0, Number.NaN)).toThrow(RangeError);
    expect(() => chance.pick([])).toThrow(RangeError);
    expect(() => chooserOf([])).toThrow(RangeError);
    expect(() => chooserOf([[0, 'never']])).toThrow(RangeError);
  });
});
