import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countWindowMs, type FindingCandidate, type EventEvidence, type WindowCounts } from '@bellwether/log-model';
import {
  countEvidence,
  decidingWindows,
  findingIdOf,
  findingOfCandidate,
  findingWindowMs,
  gatherCandidates,
  maxEvidence,
} from '@bellwether/log-model/decide';
import { makeEventEvidence, noonMs } from '../event-factory.ts';

const only = <Item>(items: readonly Item[]): Item => {
  expect(items).toHaveLength(1);
  return items[0] as Item;
};

/** The rows a store contains of a candidate after it took these contributions. */
const rowsOf = (candidate: FindingCandidate, found: readonly EventEvidence[]): readonly WindowCounts[] => {
  const rows = new Map<number, Record<string, number>>();
  for (const { scope, windowStartMs, field, count } of countEvidence(found)) {
    if (scope !== candidate.counters?.scope) continue;
    const fields = rows.get(windowStartMs) ?? {};
    fields[field] = (fields[field] ?? 0) + count;
    rows.set(windowStartMs, fields);
  }
  return [...rows]
    .sort(([left], [right]) => left - right)
    .map(([windowStartMs, fields]) => ({ scope: candidate.counters?.scope ?? '', windowStartMs, fields }));
};

const seconds = (count: number): number => count * 1_000;

describe('gathering candidates', () => {
  it('makes one candidate of the evidence of one rule about one thing in one window', () => {
    const candidate = only(gatherCandidates([makeEventEvidence(1, noonMs + 5), makeEventEvidence(2, noonMs + 3)]));
    expect(candidate).toMatchObject({
      windowStartMs: noonMs,
      firstSeenMs: noonMs + 3,
      lastSeenMs: noonMs + 5,
      eventIds: ['event-1', 'event-2'],
      counters: { touchedWindows: [noonMs] },
      scope: '111122223333:/app/web',
      account: '111122223333',
    });
  });

  it.each<[string, EventEvidence]>([
    ['another rule', makeEventEvidence(2, noonMs, { rule: 'b-rule' })],
    ['another thing', makeEventEvidence(2, noonMs, { dedupeKey: 'ben' })],
    ['another account', makeEventEvidence(2, noonMs, {}, { account: '444455556666' })],
    ['another window', makeEventEvidence(2, noonMs + findingWindowMs)],
  ])('keeps apart what is about %s', (_, other) => {
    const ids = gatherCandidates([makeEventEvidence(1, noonMs), other]).map(({ findingId }) => findingId);
    expect(new Set(ids).size).toBe(2);
  });

  it('keeps a bounded number of evidence ids', () => {
    const many = Array.from({ length: 50 }, (_, n) => makeEventEvidence(n, noonMs + n));
    expect(only(gatherCandidates(many)).eventIds).toHaveLength(maxEvidence);
  });

  it('gives nothing for nothing', () => {
    expect(gatherCandidates([])).toEqual([]);
  });

  it('gives the same ids, times and windows in whatever order evidence comes', () => {
    const anyEvidence = fc.array(
      fc.record({ at: fc.nat({ max: 4 * countWindowMs }), key: fc.constantFrom('ana', 'ben') }),
      { minLength: 1, maxLength: 30 },
    );
    const seen = (found: readonly EventEvidence[]): unknown =>
      gatherCandidates(found)
        .map(({ findingId, firstSeenMs, lastSeenMs, counters }) => ({
          findingId,
          firstSeenMs,
          lastSeenMs,
          touchedWindows: counters?.touchedWindows,
        }))
        .sort((left, right) => (left.findingId < right.findingId ? -1 : 1));
    fc.assert(
      fc.property(anyEvidence, (items) => {
        const found = items.map(({ at, key }, n) => makeEventEvidence(n, noonMs + at, { dedupeKey: key }));
        expect(seen(found.toReversed())).toEqual(seen(found));
      }),
    );
  });
});

describe('the id of a finding', () => {
  it('stays what it is', () => {
    expect(findingIdOf('root-activity', '111122223333', 'root', noonMs)).toBe('4f0920afac5293c99e48aa6ccd28f58b');
  });

  it('fits a workflow name and tells candidates apart', () => {
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

describe('counting evidence', () => {
  it('adds every event, and every distinct value under its own name', () => {
    const found = [22, 22, 443].map((port, n) =>
      makeEventEvidence(n, noonMs, { threshold: { count: 10, distinctValue: String(port) } }),
    );
    const candidate = only(gatherCandidates(found));
    const key = candidate.counters?.key;
    const { fields } = only(rowsOf(candidate, found));
    expect(fields).toEqual({ [`${key}/events`]: 3, [`${key}/value:22`]: 2, [`${key}/value:443`]: 1 });
  });

  it('puts many candidates of a rule into two rows a window, and each is decided by its own counters', () => {
    const found = Array.from({ length: 300 }, (_, n) =>
      makeEventEvidence(n, noonMs + n, { dedupeKey: `key-${n % 100}`, threshold: { count: n % 100 < 50 ? 3 : 4 } }),
    );
    const candidates = gatherCandidates(found);
    expect(new Set(countEvidence(found).map(({ scope }) => scope)).size).toBe(2);
    const decisions = candidates.map((candidate) => findingOfCandidate(candidate, rowsOf(candidate, found)));
    expect(decisions.map((finding) => finding?.count)).toEqual(candidates.map((_, n) => (n < 50 ? 3 : undefined)));
  });

  it('keeps claims in rows of their own, so that they take no room of declared events', () => {
    const scopes = ([undefined, 'claimed'] as const).map((provenance) => {
      const found = [makeEventEvidence(1, noonMs, provenance === undefined ? {} : { provenance })];
      const scope = only(gatherCandidates(found)).counters?.scope;
      expect(only(countEvidence(found)).scope).toBe(scope);
      return scope;
    });
    expect(scopes[0]).toMatch(/^signal#a-rule#111122223333#[01]$/);
    expect(scopes[1]).toBe(scopes[0]?.replace(/(?=[01]$)/, 'claimed-'));
  });

  it('sums to the number of events with evidence', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 3 * countWindowMs }), { maxLength: 40 }), (times) => {
        const contributions = countEvidence(times.map((at, n) => makeEventEvidence(n % 5, noonMs + at)));
        expect(contributions.reduce((sum, { count }) => sum + count, 0)).toBe(times.length);
      }),
    );
  });
});

describe('deciding a candidate', () => {
  const decided = (found: readonly EventEvidence[]) => {
    const candidate = only(gatherCandidates(found));
    return findingOfCandidate(candidate, rowsOf(candidate, found));
  };
  const burst = (count: number, everyMs: number, threshold: number, fromMs = noonMs): readonly EventEvidence[] =>
    Array.from({ length: count }, (_, n) =>
      makeEventEvidence(n, fromMs + n * everyMs, { threshold: { count: threshold } }),
    );
  const scan = (ports: readonly number[], threshold: number): readonly EventEvidence[] =>
    ports.map((port, n) =>
      makeEventEvidence(n, noonMs + seconds(n), { threshold: { count: threshold, distinctValue: String(port) } }),
    );

  it('raises what needs no threshold at its first event', () => {
    expect(decided([makeEventEvidence(1, noonMs + 7)])).toMatchObject({
      kind: 'rule',
      rule: 'a-rule',
      count: 1,
      firstSeenMs: noonMs + 7,
      lastSeenMs: noonMs + 7,
      reasons: ['Because of this.'],
    });
  });

  it.each<[string, readonly EventEvidence[], boolean]>([
    ['enough events in one window', burst(10, seconds(1), 10), true],
    ['one event too few', burst(9, seconds(1), 10), false],
    ['enough events in two windows together', burst(10, seconds(60), 10), true],
    ['as many events, but thinly spread', burst(10, seconds(200), 10), false],
    ['enough distinct values', scan([1, 2, 3], 3), true],
    ['many events of too few values', scan([1, 2, 2, 1, 1, 2], 3), false],
  ])('at %s', (_, found, isRaised) => {
    expect(decided(found) !== undefined).toBe(isRaised);
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
      makeEventEvidence(20 + n, noonMs + seconds(n), { threshold: { count: 10 } }),
    );
    const candidate = only(gatherCandidates(after));
    const finding = findingOfCandidate(candidate, rowsOf(candidate, [...before, ...after]));
    expect(finding).toMatchObject({ windowStartMs: noonMs, count: 6, firstSeenMs: noonMs });
  });

  it('takes in the window behind a late event: the last to come may be the earliest', () => {
    const later = burst(6, seconds(1), 10, noonMs + countWindowMs);
    const late = Array.from({ length: 6 }, (_, n) =>
      makeEventEvidence(20 + n, noonMs + seconds(n), { threshold: { count: 10 } }),
    );
    const candidate = only(gatherCandidates(late));
    expect(findingOfCandidate(candidate, rowsOf(candidate, [...later, ...late]))).toBeDefined();
  });

  it('takes in what follows when the threshold was reached before, so that the end of a burst is not lost', () => {
    const first = burst(10, seconds(1), 10);
    const last = makeEventEvidence(50, noonMs + 12 * countWindowMs, { threshold: { count: 10 } });
    const candidate = only(gatherCandidates([last]));
    expect(findingOfCandidate(candidate, rowsOf(candidate, [...first, last]))).toMatchObject({
      count: 11,
      lastSeenMs: noonMs + 12 * countWindowMs,
    });
  });

  it('does not take a burst of the finding window before for one of its own', () => {
    const before = burst(10, seconds(1), 10, noonMs - countWindowMs);
    const last = makeEventEvidence(50, noonMs + 12 * countWindowMs, { threshold: { count: 10 } });
    const candidate = only(gatherCandidates([last]));
    expect(findingOfCandidate(candidate, rowsOf(candidate, [...before, last]))).toBeUndefined();
  });

  it('asks for the windows it touched and the one before each', () => {
    const candidate = only(
      gatherCandidates([makeEventEvidence(1, noonMs), makeEventEvidence(2, noonMs + countWindowMs)]),
    );
    expect(decidingWindows(candidate.counters ?? { touchedWindows: [] })).toEqual(
      [-1, 0, 1].map((step) => noonMs + step * countWindowMs),
    );
  });

  it('comes to one finding of one count, or to none, however the events are ordered and cut into batches', () => {
    const anyEvidence = fc.array(fc.record({ at: fc.nat({ max: 6 * countWindowMs }), value: fc.nat({ max: 6 }) }), {
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
        anyEvidence,
        counts,
        fc.array(fc.nat({ max: 40 }), { maxLength: 4 }),
        (items, [count, isDistinct], cuts) => {
          const found = items.map(({ at, value }, n) =>
            makeEventEvidence(n, noonMs + at, {
              threshold: { count, ...(isDistinct ? { distinctValue: String(value) } : {}) },
            }),
          );
          /** What a store keeps of the findings raised after each batch: the latest sight and the greatest count. */
          const kept = (ends: readonly number[]): unknown => {
            let from = 0;
            const raised = [...ends, found.length].flatMap((end) => {
              const candidates = gatherCandidates(found.slice(from, end));
              from = end;
              return candidates.flatMap(
                (candidate) => findingOfCandidate(candidate, rowsOf(candidate, found.slice(0, end))) ?? [],
              );
            });
            return { isRaised: raised.length > 0, count: Math.max(0, ...raised.map((finding) => finding.count)) };
          };
          const ends = cuts.filter((cut) => cut < found.length).sort((left, right) => left - right);
          expect(kept(ends)).toEqual(kept([]));
        },
      ),
      { numRuns: 200 },
    );
  });
});
