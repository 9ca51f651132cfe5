import { describe, expect, it } from '@jest/globals';
import { countWindowMs, type Evidence, type FindingCandidate, type WindowCounts } from '@bellwether/log-model';
import {
  countEvidence,
  decideInWindow,
  eventsFieldOf,
  findingOfCandidate,
  gatherCandidates,
  hasPrecedent,
  observedCandidate,
  precedentOf,
} from '@bellwether/log-model/decide';
import { makeEventEvidence, noonMs } from '../event-factory.ts';

const afterTen = { rule: 'login-failed', count: 10 };

/** A success at 12:07, after ten failures or more. */
const success = (changes: Partial<Evidence> = {}): FindingCandidate => {
  const [candidate] = gatherCandidates([makeEventEvidence(1, noonMs + 7 * 60_000, { after: afterTen, ...changes })]);
  if (candidate === undefined) throw new Error('No candidate.');
  return candidate;
};

const key = success().counters?.key ?? '';

/** Rows by the number of their count window, counted from noon: the failures in each. */
const failures = (counts: Readonly<Record<number, number>>): readonly WindowCounts[] =>
  Object.entries(counts).map(([index, count]) => ({
    scope: 'of the failures',
    windowStartMs: noonMs + Number(index) * countWindowMs,
    fields: { [eventsFieldOf(key)]: count },
  }));

describe('what a candidate must come after', () => {
  it('is asked for under the counters of the other rule, about the same thing, an hour back', () => {
    const before = precedentOf(success());
    const [failure] = gatherCandidates([
      makeEventEvidence(1, noonMs, { rule: 'login-failed', threshold: { count: 10 } }),
    ]);
    expect(before).toMatchObject({
      evidence: { rule: 'login-failed', threshold: { count: 10 } },
      // 11:07, by the start of its count window.
      windowStartMs: noonMs - 11 * countWindowMs,
      firstSeenMs: noonMs - 11 * countWindowMs,
      counters: {
        scope: failure?.counters?.scope,
        key: failure?.counters?.key,
        touchedWindows: [noonMs + countWindowMs],
      },
    });
    // The counters of the rule itself are others.
    expect(before?.counters?.scope).not.toBe(success().counters?.scope);
  });

  it('is nothing for a rule that comes after nothing, and where nothing is counted', async () => {
    const plain = {
      ...success(),
      evidence: { ...success().evidence, after: undefined },
    } as unknown as FindingCandidate;
    expect(precedentOf(plain)).toBeUndefined();
    expect(precedentOf({ ...success(), counters: undefined })).toBeUndefined();
    const asked: FindingCandidate[] = [];
    const countsOf = async (candidate: FindingCandidate) => (asked.push(candidate), []);
    expect(await hasPrecedent(plain, countsOf)).toBe(true);
    expect(await hasPrecedent({ ...success(), counters: undefined }, countsOf)).toBe(true);
    expect(asked).toEqual([]);
  });

  it.each<[string, Readonly<Record<number, number>>, boolean]>([
    ['ten failures in one window', { 0: 10 }, true],
    ['nine', { 0: 9 }, false],
    ['ten within two windows', { 0: 4, 1: 6 }, true],
    ['none', {}, false],
    ['ten in the window of the success', { 1: 10 }, true],
    ['ten in a window after it', { 2: 10 }, false],
    ['five before it and five in a window after it', { 1: 5, 2: 5 }, false],
  ])('%s: %s', async (_, counts, expected) => {
    expect(await hasPrecedent(success(), async () => failures(counts))).toBe(expected);
  });

  it('counts a window that begins with the success', async () => {
    const [onTheHour] = gatherCandidates([makeEventEvidence(1, noonMs, { after: afterTen })]);
    if (onTheHour === undefined) throw new Error('No candidate.');
    expect(await hasPrecedent(onTheHour, async () => failures({ 0: 10 }))).toBe(true);
  });

  it('makes the finding, or none', async () => {
    const countsOf = (counts: Readonly<Record<number, number>>) => async (candidate: FindingCandidate) =>
      candidate.evidence.rule === 'login-failed'
        ? failures(counts)
        : [{ scope: '', windowStartMs: noonMs + countWindowMs, fields: { [eventsFieldOf(key)]: 1 } }];
    const templates = async () => [];
    const facts = (counts: Readonly<Record<number, number>>) => ({ counts: countsOf(counts), templates }) as never;
    expect(await decideInWindow(success(), facts({ 0: 9 }))).toBeUndefined();
    const decided = await decideInWindow(success({ reasons: ['It was seen.'] }), facts({ 0: 10 }));
    expect(decided?.finding.reasons).toEqual([
      '10 or more matches of login-failed came in the hour before.',
      'It was seen.',
    ]);
  });
});

describe('what evidence is for', () => {
  it('is a part of correlations alone: it is not counted, and no candidate', () => {
    const part = makeEventEvidence(1, noonMs, { mode: 'part' });
    expect(gatherCandidates([part])).toEqual([]);
    expect(countEvidence([part])).toEqual([]);
    expect(countEvidence([makeEventEvidence(1, noonMs)])).not.toEqual([]);
  });

  it.each<['shadow' | undefined, boolean]>([
    ['shadow', true],
    [undefined, false],
  ])('of mode %s is marked as shadow: %s', (mode, isShadow) => {
    const evidence = { ...success().evidence, after: undefined, ...(mode === undefined ? {} : { mode }) };
    const candidate = observedCandidate(
      { ...evidence, observed: { count: 2, firstSeenMs: noonMs, lastSeenMs: noonMs } } as never,
      { scope: 's', dataset: 'application', account: '111122223333', region: 'eu-west-1' },
    );
    expect(findingOfCandidate(candidate, [])?.isShadow ?? false).toBe(isShadow);
  });

  it('with a threshold of one gives its reasons alone', () => {
    const candidate = { ...success(), evidence: { ...success().evidence, after: undefined, threshold: { count: 1 } } };
    const rows = failures({ 1: 1 });
    expect(findingOfCandidate(candidate as never, rows)?.reasons).toEqual(success().evidence.reasons);
  });
});
