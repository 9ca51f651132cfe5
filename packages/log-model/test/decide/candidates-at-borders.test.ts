import { describe, expect, it } from '@jest/globals';
import { countWindowMs } from '@bellwether/log-model';
import { findingWindowMs, gatherCandidates } from '@bellwether/log-model/decide';
import { makeEventEvidence, noonMs } from '../event-factory.ts';

const ofThree = { threshold: { count: 3 } };

describe('candidates where two finding windows meet', () => {
  it.each([
    ['without a threshold, in its own window', undefined, -1, [-1]],
    ['with a threshold of one, in its own', 1, -1, [-1]],
    ['with a threshold, in the last millisecond: in both', 2, -1, [-1, 0]],
    ['with a threshold, at the start of the last count window: in both', 2, -countWindowMs, [-1, 0]],
    ['with a threshold, before the last count window: in its own', 2, -countWindowMs - 1, [-1]],
    ['with a threshold, in the first millisecond: in its own', 2, 0, [0]],
  ])('shows evidence %s', (_, count, fromNoonMs, windows) => {
    const evidence = count === undefined ? {} : { threshold: { count } };
    const candidates = gatherCandidates([makeEventEvidence(1, noonMs + fromNoonMs, evidence)]);
    expect(candidates.map(({ windowStartMs }) => (windowStartMs - noonMs) / findingWindowMs)).toEqual(windows);
    for (const { eventIds } of candidates) expect(eventIds).toEqual(['event-1']);
  });

  it('counts what only borders on a window as its first millisecond', () => {
    const [, bordering] = gatherCandidates([makeEventEvidence(1, noonMs - 1, ofThree)]);
    expect(bordering).toMatchObject({ windowStartMs: noonMs, firstSeenMs: noonMs, lastSeenMs: noonMs });
  });

  it('takes the evidence of a window alone where it has some, and the earlier window first', () => {
    const found = [makeEventEvidence(1, noonMs + 1, ofThree), makeEventEvidence(2, noonMs - 1, ofThree)];
    for (const given of [found, found.toReversed()])
      expect(gatherCandidates(given).map(({ eventIds }) => eventIds)).toEqual([['event-2'], ['event-1']]);
  });
});
