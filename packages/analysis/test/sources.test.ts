import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayMs, hourMs } from '@bellwether/log-model';
import { chooseSource, estimateReading, measureArchive, selects, type SourceOffer } from '../src/index.ts';
import { makeEvent, memoryArchiveReads } from '@bellwether/testkit';

const startMs = Date.UTC(2026, 2, 2);
const endMs = startMs + 30 * dayMs;

const offer = (changes: Partial<SourceOffer> = {}): SourceOffer => ({
  kind: 'archive',
  isAbsent: false,
  volumes: [],
  keptSinceMs: startMs,
  missingBefore: 'before_archive',
  cutByRetention: [],
  cannotGive: [],
  usd: 0,
  eventsPerSecond: 1_000,
  ...changes,
});

const choose = (offers: readonly SourceOffer[], longest = 10): string =>
  chooseSource(offers, { startMs, longestSeconds: () => longest, deadlineSeconds: 900 }).kind;

const groups = offer({ kind: 'log-groups' });
const insights = offer({ kind: 'insights' });

describe('choosing where events are read from', () => {
  it.each<[string, readonly SourceOffer[], number, string]>([
    ['the archive where it covers the time', [offer(), groups, insights], 10, 'archive'],
    [
      'the archive whose first event comes within a day',
      [offer({ keptSinceMs: startMs + dayMs }), groups],
      10,
      'archive',
    ],
    [
      'the log groups where the archive began later',
      [offer({ keptSinceMs: startMs + 2 * dayMs }), groups],
      10,
      'log-groups',
    ],
    [
      'Insights where half of the deadline is too short',
      [offer({ isAbsent: true }), groups, insights],
      451,
      'insights',
    ],
    ['the log groups at exactly half of it', [offer({ isAbsent: true }), groups, insights], 450, 'log-groups'],
    [
      'the one that reaches back farthest where none covers it',
      [offer({ keptSinceMs: startMs + 9 * dayMs }), offer({ kind: 'log-groups', keptSinceMs: startMs + 8 * dayMs })],
      10,
      'log-groups',
    ],
    ['the archive on a tie', [offer({ keptSinceMs: endMs - 1 }), { ...groups, keptSinceMs: endMs - 1 }], 10, 'archive'],
    ['the first where nothing is there', [offer({ isAbsent: true }), { ...groups, isAbsent: true }], 10, 'archive'],
  ])('takes %s', (_, offers, longest, kind) => {
    expect(choose(offers, longest)).toBe(kind);
  });

  it('is refused without any source', () => {
    expect(() => choose([])).toThrow('No source of events is set up.');
  });
});

describe('what the archive has of a selection', () => {
  const events = [
    makeEvent({ id: 'a', timestampMs: startMs + 5 * hourMs, logGroup: '/app/orders' }),
    makeEvent({ id: 'b', timestampMs: startMs + 3 * dayMs, logGroup: '/app/web' }),
    makeEvent({ id: 'c', timestampMs: startMs + 9 * dayMs, logGroup: '', dataset: 'cloudtrail' }),
  ];
  const measure = (patterns: readonly string[], keptSinceMs?: number) =>
    measureArchive(memoryArchiveReads(events), { startMs, endMs }, patterns, keptSinceMs);

  it.each<[readonly string[], Partial<SourceOffer>]>([
    [[], { isAbsent: false, keptSinceMs: startMs + 5 * hourMs }],
    [['/app/*'], { logGroups: ['/app/orders', '/app/web'], keptSinceMs: startMs + 5 * hourMs }],
    [['*web'], { logGroups: ['/app/web'], keptSinceMs: startMs + 3 * dayMs }],
    [['/none'], { isAbsent: true, logGroups: [], volumes: [] }],
  ])('of %j are its groups, and since when', async (patterns, expected) => {
    expect(await measure(patterns)).toMatchObject(expected);
  });

  it('of a dataset without a log group is everything, since a group cannot be named', async () => {
    const measured = await measure(['cloudtrail']);
    expect(measured).not.toHaveProperty('logGroups');
    expect(measured.volumes.reduce((sum, { events: count }) => sum + count, 0)).toBe(3);
  });

  it('before its first event is from before it began, or expired where it keeps events for less', async () => {
    expect((await measure([])).missingBefore).toBe('before_archive');
    expect((await measure([], startMs + hourMs)).missingBefore).toBe('expired');
  });

  it('selects by any of the patterns, and all by none', () => {
    expect(['/app/a', '/b', 'cloudtrail'].filter(selects(['/app/*', 'cloud*']))).toEqual(['/app/a', 'cloudtrail']);
    expect(['/app/a', '/b'].filter(selects([]))).toEqual(['/app/a', '/b']);
  });
});

describe('what reading takes', () => {
  it('counts each event once, however windows cut the time', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 23 }), { maxLength: 5 }), (cuts) => {
        const volumes = Array.from({ length: 24 }, (_, hour) => ({
          startMs: startMs + hour * hourMs,
          endMs: startMs + (hour + 1) * hourMs,
          events: 60 * (hour + 1),
        }));
        const borders = [...new Set([0, ...cuts, 24])].sort((left, right) => left - right);
        const windows = borders.slice(1).map((border, index) => ({
          id: String(index),
          startMs: startMs + (borders[index] ?? 0) * hourMs,
          endMs: startMs + border * hourMs,
        }));
        const estimate = estimateReading({ volumes, usd: 1, eventsPerSecond: 60 }, windows, 1);
        expect(estimate.events).toBe(60 * 300);
        expect(estimate.seconds).toBe(300 + 10 * windows.length);
        expect(estimate.longestSeconds).toBeLessThanOrEqual(estimate.seconds);
      }),
    ));
});
