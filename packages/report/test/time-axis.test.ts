import { dayMs, hourMs, minuteMs } from '@bellwether/log-model';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { TimelinePoint } from '../src/index.ts';
import { ticksOf, timeAxisOf } from '../src/html/time-axis.ts';
import { emptyFacts, factsOf } from './report-factory.ts';

const noon = Date.UTC(2026, 2, 2, 12, 0, 0);
const words = (startMs: number, spanMs: number): readonly string[] =>
  ticksOf(startMs, startMs + spanMs)
    .map(({ text }) => text)
    .filter((text) => text !== '');

describe('ticksOf', () => {
  it.each([
    ['a minute', noon, minuteMs, '2 Mar 2026, 12:00:10, 12:00:20, 12:00:30, 12:00:40, 12:00:50, 12:01:00'],
    ['five minutes', noon, 5 * minuteMs, '2 Mar 2026, 12:01, 12:02, 12:03, 12:04, 12:05'],
    ['an hour', noon, hourMs, '2 Mar 2026, 12:10, 12:20, 12:30, 12:40, 12:50, 13:00'],
    ['six hours', noon, 6 * hourMs, '2 Mar 2026, 13:00, 14:00, 15:00, 16:00, 17:00, 18:00'],
    ['six hours over midnight', noon + 9 * hourMs, 6 * hourMs, '2 Mar 2026, 22:00, 23:00, 3 Mar, 01:00, 02:00, 03:00'],
    ['a day', noon, dayMs, '2 Mar 2026, 18:00, 21:00, 3 Mar, 03:00, 06:00, 09:00, 12:00'],
    ['three days', noon, 3 * dayMs, '2 Mar 2026, 3 Mar, 12:00, 4 Mar, 12:00, 5 Mar, 12:00'],
    ['a week', noon, 7 * dayMs, '2 Mar 2026, 4 Mar, 5 Mar, 6 Mar, 7 Mar, 8 Mar, 9 Mar'],
    ['a month', noon, 30 * dayMs, '2 Mar 2026, 9 Mar, 16 Mar, 23 Mar, 30 Mar'],
    ['two months over New Year', Date.UTC(2025, 11, 1), 60 * dayMs, '1 Dec 2025, 22 Dec, 5 Jan 2026, 19 Jan'],
    ['seven months', Date.UTC(2005, 5, 3), 214 * dayMs, 'Jun 2005, Aug, Sep, Oct, Nov, Dec, Jan 2006'],
    ['a year', Date.UTC(2025, 2, 2), 365 * dayMs, 'Mar 2025, May, Jul, Sep, Nov, Jan 2026, Mar'],
    ['three years', Date.UTC(2023, 2, 2), 1_096 * dayMs, 'Mar 2023, Jan 2024, Jul, Jan 2025, Jul, Jan 2026'],
    ['thirty years', Date.UTC(1996, 2, 2), 30 * 365 * dayMs, 'Mar 1996, 2005, 2010, 2015, 2020, 2025'],
  ])('names round times and every other date in %s', (_name, startMs, spanMs, expected) => {
    expect(words(startMs, spanMs).join(', ')).toBe(expected);
  });

  it('begins with a date, keeps words apart, and leaves some of them out on a phone', () => {
    const start = fc.integer({ min: Date.UTC(1970, 0), max: Date.UTC(2100, 0) });
    const span = fc.integer({ min: minuteMs, max: 1_100 * dayMs });
    fc.assert(
      fc.property(start, span, (startMs, spanMs) => {
        const ticks = ticksOf(startMs, startMs + spanMs);
        const shown = ticks.filter(({ text }) => text !== '');
        expect(shown[0]).toMatchObject({ atMs: startMs, isDate: true, isOptional: false });
        expect(shown.length).toBeGreaterThanOrEqual(3);
        expect(shown.length).toBeLessThanOrEqual(10);
        const gapsOf = (some: typeof ticks): readonly number[] =>
          some.slice(1).map(({ atMs }, index) => (atMs - (some[index]?.atMs ?? 0)) / spanMs);
        for (const gap of gapsOf(shown)) expect(gap).toBeGreaterThan(0.09);
        for (const gap of gapsOf(shown.filter(({ isOptional }) => !isOptional))) expect(gap).toBeGreaterThan(0.18);
        for (const { atMs } of ticks) expect(atMs >= startMs && atMs <= startMs + spanMs).toBe(true);
      }),
    );
  });
});

describe('timeAxisOf', () => {
  it('has no axis without a time', () => {
    expect(timeAxisOf(emptyFacts)).toBeUndefined();
    expect(timeAxisOf(factsOf({ timeline: [{ startMs: Number.NaN, events: 1, errors: 0 }] }))).toBeUndefined();
  });

  it.each([
    ['a day in windows of five minutes', 5 * minuteMs, 288, 15 * minuteMs],
    ['a day that ends five minutes late', 5 * minuteMs, 289, 15 * minuteMs],
    ['a minute in seconds', 1_000, 60, 1_000],
    ['a single window', 5 * minuteMs, 1, 5 * minuteMs],
    ['a week in hours', hourMs, 168, 2 * hourMs],
  ])('cuts %s into bars of whole points', (_name, timelineStepMs, points, barMs) => {
    const timeline = Array.from({ length: points }, (_, index) => ({
      startMs: noon + index * timelineStepMs,
      events: 1,
      errors: 0,
    }));
    const axis = timeAxisOf(factsOf({ timeline, timelineStepMs }));
    expect(axis?.barMs).toBe(barMs);
    expect(axis?.startMs).toBe(noon);
  });

  it('loses no event, in at most 100 bars', () => {
    const point = fc.record({ startMs: fc.nat(), events: fc.nat(1_000), errors: fc.nat(1_000) });
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 400 }), (timeline) => {
        const bars = timeAxisOf(factsOf({ timeline }))?.bars ?? [];
        const sum = (points: readonly TimelinePoint[]): number =>
          points.reduce((total, { events, errors }) => total + events + errors, 0);
        expect(bars.length).toBeGreaterThan(0);
        expect(bars.length).toBeLessThanOrEqual(100);
        expect(sum(bars)).toBe(sum(timeline));
      }),
    );
  });
});
