import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseTime } from '../src/time-option.ts';

const nowMs = Date.UTC(2026, 10, 20, 12);

describe('a time on the command line', () => {
  it.each<[string, number | undefined]>([
    ['2026-11-20T07:00Z', Date.UTC(2026, 10, 20, 7)],
    ['2026-11-20T07:00:30.5Z', Date.UTC(2026, 10, 20, 7, 0, 30, 500)],
    ['2026-11-20T08:00+01:00', Date.UTC(2026, 10, 20, 7)],
    ['2026-11-20T07:00', Date.UTC(2026, 10, 20, 7)],
    ['2026-11-20', Date.UTC(2026, 10, 20)],
    ['90m', nowMs - 90 * 60_000],
    ['2h', nowMs - 7_200_000],
    ['1w', nowMs - 7 * 86_400_000],
    ['yesterday', undefined],
    ['2h ago', undefined],
    ['2026-13-01', undefined],
    ['20', undefined],
    ['', undefined],
  ])('is read: %j', (text, expected) => {
    expect(parseTime(text, nowMs)).toBe(expected);
  });

  it('is the same time when it is written as ISO 8601', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }), (date) => {
        expect(parseTime(date.toISOString(), nowMs)).toBe(date.getTime());
      }),
    );
  });
});
