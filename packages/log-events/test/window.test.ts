import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { windowStart } from '@bellwether/log-model';

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
