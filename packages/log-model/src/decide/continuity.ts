import type { Finding } from '@bellwether/log-events';
import { type FindingCandidate, findingIdOf, findingWindowMs } from './candidate.ts';

/** A finding that was quiet for no longer than this when a new finding window began goes on. Milliseconds: one hour. */
export const continuationMs = 3_600_000;

/** Finding windows before the present one in which a finding that goes on may have begun: a day of them. */
export const continuationWindows = 4;

/** The candidate as it would be if it had begun in an earlier finding window, the latest first. */
export const continuationsOf = (candidate: FindingCandidate): readonly FindingCandidate[] =>
  Array.from({ length: continuationWindows }, (_, index) => {
    const { evidence, account } = candidate;
    const windowStartMs = candidate.windowStartMs - (index + 1) * findingWindowMs;
    const findingId = findingIdOf(evidence.rule, account, evidence.dedupeKey, windowStartMs);
    return { ...candidate, findingId, windowStartMs };
  });

/** Whether a stored finding of an earlier window goes on as the candidate. */
export const goesOnAs = (candidate: FindingCandidate, stored: Pick<Finding, 'lastSeenMs'>): boolean =>
  stored.lastSeenMs >= candidate.firstSeenMs - continuationMs;
