import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createFold } from '../../src/tail/fold.ts';

const line = (key: string, text = key) => ({ key, text });

describe('folding', () => {
  it('prints the first line of a kind, and counts those that follow', () => {
    const fold = createFold<ReturnType<typeof line>>(10_000);
    expect([0, 1_000, 2_000].map((atMs) => fold.take(line('a', String(atMs)), atMs))).toEqual([true, false, false]);
    expect(fold.take(line('b'), 2_000)).toBe(true);
    expect(fold.due(9_999)).toEqual([]);
    expect(fold.due(10_000)).toEqual([{ count: 2, last: line('a', '2000') }]);
    expect(fold.end()).toEqual([]);
  });

  it('counts a kind that goes on once in a while, and prints it again after a pause', () => {
    const fold = createFold<ReturnType<typeof line>>(10_000);
    fold.take(line('a'), 0);
    fold.take(line('a'), 5_000);
    expect(fold.due(10_000)).toMatchObject([{ count: 1 }]);
    expect(fold.take(line('a'), 15_000)).toBe(false);
    expect(fold.due(19_999)).toEqual([]);
    expect(fold.due(20_000)).toMatchObject([{ count: 1 }]);
    expect(fold.due(30_000)).toEqual([]);
    expect(fold.take(line('a'), 40_000)).toBe(true);
  });

  it('prints every line when it folds nothing', () => {
    const fold = createFold(0);
    expect([fold.take(line('a'), 0), fold.take(line('a'), 0)]).toEqual([true, true]);
    expect(fold.end()).toEqual([]);
  });

  it('prints or counts each line exactly once, whatever comes when', () => {
    const step = fc.record({ key: fc.constantFrom('a', 'b', 'c'), waitMs: fc.nat(6_000), isLook: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const fold = createFold(10_000);
        let nowMs = 0;
        let [shown, counted] = [0, 0];
        for (const { key, waitMs, isLook } of steps) {
          nowMs += waitMs;
          if (isLook) for (const { count } of fold.due(nowMs)) counted += count;
          if (fold.take(line(key), nowMs)) shown += 1;
        }
        for (const { count } of fold.end()) counted += count;
        expect(shown + counted).toBe(steps.length);
      }),
    );
  });

  it('counts out what makes room, so that memory stays bounded', () => {
    const fold = createFold<ReturnType<typeof line>>(10_000);
    fold.take(line('first'), 0);
    fold.take(line('first'), 0);
    for (let index = 0; index < 10_000; index += 1) fold.take(line(`k${index}`), 1);
    expect(fold.due(1)).toEqual([{ count: 1, last: line('first') }]);
  });
});
