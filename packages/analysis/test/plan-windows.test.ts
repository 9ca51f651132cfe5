import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { dayMs, hourMs } from '@bellwether/log-model';
import { coverageOf, planWindows, retentionOf } from '../src/index.ts';
import { startMs } from './analysis-factory.ts';

const plan = (more: Partial<Parameters<typeof planWindows>[0]> = {}) =>
  planWindows({ startMs, endMs: startMs + 30 * dayMs, selection: ['/app/*'], volumes: [], ...more });

describe('planWindows', () => {
  it('cuts thirty days into days where nothing is known of their volume', () => {
    const windows = plan();
    expect(windows).toHaveLength(30);
    expect(windows[0]).toMatchObject({ startMs, endMs: startMs + dayMs });
  });

  it('cuts a busy day, and only that', () => {
    const volumes = Array.from({ length: 48 }, (_, hour) => ({
      startMs: startMs + hour * hourMs,
      endMs: startMs + (hour + 1) * hourMs,
      events: hour === 30 ? 900 : 10,
    }));
    const windows = plan({ endMs: startMs + 2 * dayMs, volumes, maxEvents: 950 });
    expect(windows.map(({ startMs: from, endMs: to }) => (to - from) / hourMs)).toEqual([24, 6, 6, 12]);
    const finer = plan({ endMs: startMs + 2 * dayMs, volumes, maxEvents: 240 });
    // The busy hour is cut as far as it has to be: into quarters of an hour.
    expect(
      finer.filter(({ startMs: from }) => from >= startMs + 30 * hourMs && from < startMs + 31 * hourMs),
    ).toHaveLength(4);
  });

  it('gives a window the same id on every run, and another for other log groups', () => {
    const ids = (selection: readonly string[]) => plan({ selection }).map(({ id }) => id);
    expect(ids(['/app/*'])).toEqual(ids(['/app/*']));
    expect(new Set([...ids(['/app/*']), ...ids(['/db'])]).size).toBe(60);
    // A day has the same id in the analysis of tomorrow.
    expect(plan({ startMs: startMs + dayMs, endMs: startMs + 31 * dayMs })[0]?.id).toBe(plan()[1]?.id);
  });

  it('leaves no gap and no overlap, whatever the volumes', () => {
    const volume = fc
      .record({
        at: fc.integer({ min: 0, max: 200 }),
        hours: fc.integer({ min: 1, max: 60 }),
        events: fc.nat(5_000_000),
      })
      .map(({ at, hours, events }) => ({
        startMs: startMs + at * hourMs,
        endMs: startMs + (at + hours) * hourMs,
        events,
      }));
    fc.assert(
      fc.property(
        fc.array(volume, { maxLength: 12 }),
        fc.integer({ min: 1, max: 30 * dayMs }),
        fc.integer({ min: 0, max: dayMs }),
        (volumes, lengthMs, offsetMs) => {
          const from = startMs + offsetMs;
          const windows = plan({ startMs: from, endMs: from + lengthMs, volumes });
          expect(windows[0]?.startMs).toBe(from);
          expect(windows.at(-1)?.endMs).toBe(from + lengthMs);
          for (const [index, { startMs: begin, endMs: end }] of windows.entries()) {
            expect(end).toBeGreaterThan(begin);
            if (index > 0) expect(begin).toBe(windows[index - 1]?.endMs);
          }
          expect(new Set(windows.map(({ id }) => id)).size).toBe(windows.length);
        },
      ),
    );
  });

  it.each([
    [{ endMs: startMs }, 'ends after it begins'],
    [{ endMs: startMs + 30 * dayMs + 1 }, 'at most 30 days'],
    [{ startMs: 0.5 }, 'whole milliseconds'],
    [{ endMs: Number.NaN }, 'whole milliseconds'],
  ])('refuses %j: %s', (more, message) => {
    expect(() => plan(more)).toThrow(message);
  });
});

describe('coverage', () => {
  it('says how many windows have facts and why others have none', () => {
    const windows = plan();
    const analysed = new Set([...windows.slice(2).map(({ id }) => id), 'of another plan']);
    const [first, second] = windows;
    const coverage = coverageOf(windows, analysed, new Map([[first?.id ?? '', 'expired']]));
    expect(coverage).toMatchObject({ planned: 30, analysed: 28 });
    expect(coverage.missing).toEqual([
      { ...first, reason: 'expired' },
      { ...second, reason: 'failed' },
    ]);
  });

  it.each([
    [0, 'kept'],
    [startMs, 'kept'],
    [startMs + 1, 'partly'],
    [startMs + dayMs - 1, 'partly'],
    [startMs + dayMs, 'expired'],
  ])('knows what retention leaves of a day when logs are kept since %d: %s', (keptSinceMs, expected) => {
    expect(retentionOf({ id: 'w', startMs, endMs: startMs + dayMs }, keptSinceMs)).toBe(expected);
  });
});
