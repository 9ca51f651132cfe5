import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wholeSpan } from '@bellwether/log-model';

describe('a span of time in whole milliseconds', () => {
  it.each([
    [0, 5, [0, 5]],
    [0.5, 1.5, [1, 2]],
    [-Infinity, Infinity, [-8.64e15, 8.64e15 + 1]],
    [-Number.MAX_VALUE, 0, [-8.64e15, 0]],
    [5, 5, undefined],
    [6, 5, undefined],
    [0.2, 0.8, undefined],
    [Infinity, Infinity, undefined],
    [Number.NaN, 5, undefined],
    [0, Number.NaN, undefined],
  ])('from %d to %d is %j', (fromMs, toMs, expected) => {
    const span = wholeSpan({ fromMs, toMs });
    expect(span && [span.fromMs, span.toMs]).toEqual(expected);
  });

  it('holds the same moments', () => {
    const times = fc.double({ min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(times, times, fc.integer({ min: -1_000_001, max: 1_000_001 }), (fromMs, toMs, timeMs) => {
        const span = wholeSpan({ fromMs, toMs });
        const isIn = span !== undefined && timeMs >= span.fromMs && timeMs < span.toMs;
        expect(isIn).toBe(timeMs >= fromMs && timeMs < toMs);
      }),
    );
  });
});
