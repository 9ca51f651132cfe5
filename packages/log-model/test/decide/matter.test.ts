import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  countSignals,
  countWindowMs,
  decideMatter,
  decidingWindows,
  findingIdOf,
  findingWindowMs,
  gatherMatters,
  type Matter,
  maxEvidence,
  type SignalledEvent,
  type WindowCounts,
} from '@bellwether/log-model';
import { makeSignalled, noonMs } from '../event-factory.ts';

const only = <Item>(items: readonly Item[]): Item => {
  expect(items).toHaveLength(1);
  return items[0] as Item;
};

/** The rows a store holds of a matter's signal after it took these contributions. */
const rowsOf = (matter: Matter, signalled: readonly SignalledEvent[]): readonly WindowCounts[] => {
  const rows = new Map<number, Record<string, number>>();
  for (const { scope, windowStartMs, field, count } of countSignals(signalled)) {
    if (scope !== matter.signalScope) continue;
    const fields = rows.get(windowStartMs) ?? {};
    fields[field] = (fields[field] ?? 0) + count;
    rows.set(windowStartMs, fields);
  }
  return [...rows]
    .sort(([left], [right]) => left - right)
    .map(([windowStartMs, fields]) => ({ scope: matter.signalScope, windowStartMs, fields }));
};

const seconds = (count: number): number => count * 1_000;

describe('gathering matters', () => {
  it('makes one matter of the signals of one rule about one thing in one window', () => {
    const matter = only(gatherMatters([makeSignalled(1, noonMs + 5), makeSignalled(2, noonMs + 3)]));
    expect(matter).toMatchObject({
      windowStartMs: noonMs,
      firstSeenMs: noonMs + 3,
      lastSeenMs: noonMs + 5,
      evidence: ['event-1', 'event-2'],
      touchedWindows: [noonMs],
      scope: '111122223333:/app/web',
      account: '111122223333',
    });
  });

  it.each<[string, SignalledEvent]>([
    ['another rule', makeSignalled(2, noonMs, { rule: 'b-rule' })],
    ['another thing', makeSignalled(2, noonMs, { dedupeKey: 'ben' })],
    ['another account', makeSignalled(2, noonMs, {}, { account: '444455556666' })],
    ['another window', makeSignalled(2, noonMs + findingWindowMs)],
  ])('keeps apart what is about %s', (_, other) => {
    const ids = gatherMatters([makeSignalled(1, noonMs), other]).map(({ findingId }) => findingId);
    expect(new Set(ids).size).toBe(2);
  });

  it('keeps a bounded number of evidence ids', () => {
    const many = Array.from({ length: 50 }, (_, n) => makeSignalled(n, noonMs + n));
    expect(only(gatherMatters(many)).evidence).toHaveLength(maxEvidence);
  });

  it('gives nothing for nothing', () => {
    expect(gatherMatters([])).toEqual([]);
  });

  it('gives the same ids, times and windows in whatever order the signals come', () => {
    const anySignals = fc.array(
      fc.record({ at: fc.nat({ max: 4 * countWindowMs }), key: fc.constantFrom('ana', 'ben') }),
      { minLength: 1, maxLength: 30 },
    );
    const told = (signalled: readonly SignalledEvent[]): unknown =>
      gatherMatters(signalled)
        .map(({ findingId, firstSeenMs, lastSeenMs, touchedWindows }) => ({
          findingId,
          firstSeenMs,
          lastSeenMs,
          touchedWindows,
        }))
        .sort((left, right) => (left.findingId < right.findingId ? -1 : 1));
    fc.assert(
      fc.property(anySignals, (signals) => {
        const signalled = signals.map(({ at, key }, n) => makeSignalled(n, noonMs + at, { dedupeKey: key }));
        expect(told(signalled.toReversed())).toEqual(told(signalled));
      }),
    );
  });
});

describe('the id of a finding', () => {
  it('stays what it is', () => {
    expect(findingIdOf('root-activity', '111122223333', 'root', noonMs)).toBe('4f0920afac5293c99e48aa6ccd28f58b');
  });

  it('fits a workflow name and tells matters apart', () => {
    const part = fc.string({ unit: 'grapheme', maxLength: 30 });
    fc.assert(
      fc.property(part, part, fc.nat(), (rule, key, window) => {
        const id = findingIdOf(rule, '1', key, window);
        expect(id).toMatch(/^[A-Za-z0-9_-]{1,80}$/);
        expect(findingIdOf(rule, '1', `${key}x`, window)).not.toBe(id);
      }),
    );
  });
});

describe('counting signals', () => {
  it('adds every event, and every distinct value under its own name', () => {
    const signalled = [22, 22, 443].map((port, n) =>
      makeSignalled(n, noonMs, { threshold: { count: 10, distinctValue: String(port) } }),
    );
    const matter = only(gatherMatters(signalled));
    const key = matter.signalKey;
    const { fields } = only(rowsOf(matter, signalled));
    expect(fields).toEqual({ [`${key}/events`]: 3, [`${key}/value:22`]: 2, [`${key}/value:443`]: 1 });
  });

  it('puts many matters of a rule into two rows a window, and each is decided by its own counters', () => {
    const signalled = Array.from({ length: 300 }, (_, n) =>
      makeSignalled(n, noonMs + n, { dedupeKey: `key-${n % 100}`, threshold: { count: n % 100 < 50 ? 3 : 4 } }),
    );
    const matters = gatherMatters(signalled);
    expect(new Set(countSignals(signalled).map(({ scope }) => scope)).size).toBe(2);
    const decisions = matters.map((matter) => decideMatter(matter, rowsOf(matter, signalled)));
    expect(decisions.map((finding) => finding?.count)).toEqual(matters.map((_, n) => (n < 50 ? 3 : undefined)));
  });

  it('sums to the number of signals', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 3 * countWindowMs }), { maxLength: 40 }), (times) => {
        const contributions = countSignals(times.map((at, n) => makeSignalled(n % 5, noonMs + at)));
        expect(contributions.reduce((sum, { count }) => sum + count, 0)).toBe(times.length);
      }),
    );
  });
});

describe('deciding a matter', () => {
  const decided = (signalled: readonly SignalledEvent[]) => {
    const matter = only(gatherMatters(signalled));
    return decideMatter(matter, rowsOf(matter, signalled));
  };
  const burst = (count: number, everyMs: number, threshold: number, fromMs = noonMs): readonly SignalledEvent[] =>
    Array.from({ length: count }, (_, n) =>
      makeSignalled(n, fromMs + n * everyMs, { threshold: { count: threshold } }),
    );
  const scan = (ports: readonly number[], threshold: number): readonly SignalledEvent[] =>
    ports.map((port, n) =>
      makeSignalled(n, noonMs + seconds(n), { threshold: { count: threshold, distinctValue: String(port) } }),
    );

  it('raises what needs no threshold at its first event', () => {
    expect(decided([makeSignalled(1, noonMs + 7)])).toMatchObject({
      kind: 'rule',
      rule: 'a-rule',
      count: 1,
      firstSeenMs: noonMs + 7,
      lastSeenMs: noonMs + 7,
      reasons: ['Because of this.'],
    });
  });

  it.each<[string, readonly SignalledEvent[], boolean]>([
    ['enough events in one window', burst(10, seconds(1), 10), true],
    ['one event too few', burst(9, seconds(1), 10), false],
    ['enough events in two windows together', burst(10, seconds(60), 10), true],
    ['as many events, but thinly spread', burst(10, seconds(200), 10), false],
    ['enough distinct values', scan([1, 2, 3], 3), true],
    ['many events of too few values', scan([1, 2, 2, 1, 1, 2], 3), false],
  ])('at %s', (_, signalled, isRaised) => {
    expect(decided(signalled) !== undefined).toBe(isRaised);
  });

  it('calls a rule that needs many events a threshold, and says how many it takes', () => {
    expect(decided(burst(12, seconds(1), 10))).toMatchObject({
      kind: 'threshold',
      count: 12,
      reasons: ['10 or more events within ten minutes.', 'Because of this.'],
    });
    expect(decided(scan([1, 2, 3, 3], 3))?.reasons[0]).toBe('3 or more distinct values within ten minutes.');
  });

  it('takes in what came before the finding window began', () => {
    const before = burst(6, seconds(10), 10, noonMs - seconds(120));
    const after = Array.from({ length: 6 }, (_, n) =>
      makeSignalled(20 + n, noonMs + seconds(n), { threshold: { count: 10 } }),
    );
    const matter = only(gatherMatters(after));
    const finding = decideMatter(matter, rowsOf(matter, [...before, ...after]));
    expect(finding).toMatchObject({ windowStartMs: noonMs, count: 6, firstSeenMs: noonMs });
  });

  it('takes in the window behind a late event: the last to come may be the earliest', () => {
    const later = burst(6, seconds(1), 10, noonMs + countWindowMs);
    const late = Array.from({ length: 6 }, (_, n) =>
      makeSignalled(20 + n, noonMs + seconds(n), { threshold: { count: 10 } }),
    );
    const matter = only(gatherMatters(late));
    expect(decideMatter(matter, rowsOf(matter, [...later, ...late]))).toBeDefined();
  });

  it('takes in what follows when the threshold was reached before, so that the end of a burst is not lost', () => {
    const first = burst(10, seconds(1), 10);
    const last = makeSignalled(50, noonMs + 12 * countWindowMs, { threshold: { count: 10 } });
    const matter = only(gatherMatters([last]));
    expect(decideMatter(matter, rowsOf(matter, [...first, last]))).toMatchObject({
      count: 11,
      lastSeenMs: noonMs + 12 * countWindowMs,
    });
  });

  it('does not take a burst of the finding window before for one of its own', () => {
    const before = burst(10, seconds(1), 10, noonMs - countWindowMs);
    const last = makeSignalled(50, noonMs + 12 * countWindowMs, { threshold: { count: 10 } });
    const matter = only(gatherMatters([last]));
    expect(decideMatter(matter, rowsOf(matter, [...before, last]))).toBeUndefined();
  });

  it('asks for the windows it touched and the one before each', () => {
    const matter = only(gatherMatters([makeSignalled(1, noonMs), makeSignalled(2, noonMs + countWindowMs)]));
    expect(decidingWindows(matter)).toEqual([-1, 0, 1].map((step) => noonMs + step * countWindowMs));
  });

  it('comes to one finding of one count, or to none, however the events are ordered and cut into batches', () => {
    const anySignals = fc.array(fc.record({ at: fc.nat({ max: 6 * countWindowMs }), value: fc.nat({ max: 6 }) }), {
      minLength: 1,
      maxLength: 40,
    });
    const counts = fc.constantFrom<readonly [number, boolean]>(
      [1, false],
      [4, false],
      [12, false],
      [3, true],
      [6, true],
    );
    fc.assert(
      fc.property(
        anySignals,
        counts,
        fc.array(fc.nat({ max: 40 }), { maxLength: 4 }),
        (signals, [count, isDistinct], cuts) => {
          const signalled = signals.map(({ at, value }, n) =>
            makeSignalled(n, noonMs + at, {
              threshold: { count, ...(isDistinct ? { distinctValue: String(value) } : {}) },
            }),
          );
          /** What a store keeps of the findings raised after each batch: the latest sight and the greatest count. */
          const kept = (ends: readonly number[]): unknown => {
            let from = 0;
            const raised = [...ends, signalled.length].flatMap((end) => {
              const matters = gatherMatters(signalled.slice(from, end));
              from = end;
              return matters.flatMap((matter) => decideMatter(matter, rowsOf(matter, signalled.slice(0, end))) ?? []);
            });
            return { isRaised: raised.length > 0, count: Math.max(0, ...raised.map((finding) => finding.count)) };
          };
          const ends = cuts.filter((cut) => cut < signalled.length).sort((left, right) => left - right);
          expect(kept(ends)).toEqual(kept([]));
        },
      ),
      { numRuns: 200 },
    );
  });
});
