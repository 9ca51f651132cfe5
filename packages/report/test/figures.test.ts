import { describe, expect, it } from '@jest/globals';
import { clock, duration, number, percent, plural, sortFindings, time } from '../src/figures.ts';
import { findingOf } from './report-factory.ts';

describe('figures', () => {
  it.each([
    [number(0), '0'],
    [number(999), '999'],
    [number(1_000), '1,000'],
    [number(-1_234_567), '-1,234,567'],
    [percent(0, 0), '0 %'],
    [percent(1, 10_000), '< 0.1 %'],
    [percent(1, 30), '3.3 %'],
    [percent(1, 2), '50 %'],
    [plural(1, 'event'), '1 event'],
    [plural(2, 'event was', 'events were'), '2 events were'],
    [duration(0), '0 s'],
    [duration(-5), '0 s'],
    [duration(61_000), '1 min 1 s'],
    [duration(3_600_000), '1 h'],
    [duration(90_061_000), '1 d 1 h'],
    [time(Date.UTC(2026, 2, 2, 9, 5, 7, 123)), '2026-03-02T09:05:07Z'],
    [time(NaN), 'unknown time'],
    [time(1e300), 'unknown time'],
    [clock(Date.UTC(2026, 2, 2, 9, 5)), '09:05'],
    [clock(Infinity), '--:--'],
  ])('writes %s', (written, expected) => {
    expect(written).toBe(expected);
  });

  it('puts the most severe finding first, then the greatest score, then the earliest', () => {
    const findings = [
      findingOf({ id: 'd', severity: 'WARNING', score: 1 }),
      findingOf({ id: 'c', severity: 'ERROR', score: 0.5 }),
      findingOf({ id: 'b', severity: 'ERROR', score: 0.9, firstSeenMs: 2 }),
      findingOf({ id: 'a', severity: 'ERROR', score: 0.9, firstSeenMs: 1 }),
    ];
    expect(sortFindings(findings).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  });
});
