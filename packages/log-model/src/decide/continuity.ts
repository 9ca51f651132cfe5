import { countWindowMs, type Finding, windowStart } from '@bellwether/log-events';
import type { WindowCounts } from '../count/contribution.ts';
import {
  type CandidateCounters,
  eventsFieldOf,
  type FindingCandidate,
  findingIdOf,
  findingWindowMs,
} from './candidate.ts';

/** A finding that was quiet for no longer than this goes on in the next finding window. Milliseconds: one hour. */
export const continuationMs = 3_600_000;

/** Finding windows before the present one in which a finding that goes on may have begun: a day of them. */
export const continuationWindows = 4;

/** What continuity asks about a stored finding. */
export type StoredSpan = Pick<Finding, 'firstSeenMs' | 'lastSeenMs'>;

/** Which finding a candidate belongs to. */
export interface Continuity {
  /** The candidate as it began: in its own finding window or an earlier one, up to the last event that is known of it. */
  readonly begun: FindingCandidate;
  /** Ids of stored findings of later windows that turn out to be the same one: events came out of order, or filled a gap. */
  readonly absorbed: readonly string[];
}

/** The candidate as it would be if it had begun `windows` finding windows earlier. */
const shifted = (candidate: FindingCandidate, windows: number): FindingCandidate => {
  if (windows === 0) return candidate;
  const { evidence, account } = candidate;
  const windowStartMs = candidate.windowStartMs - windows * findingWindowMs;
  return {
    ...candidate,
    findingId: findingIdOf(evidence.rule, account, evidence.dedupeKey, windowStartMs),
    windowStartMs,
  };
};

/** Starts of the first and the last count window in which the counters know events of the candidate's finding window. */
const countedSpan = (
  { windowStartMs, firstSeenMs, lastSeenMs }: FindingCandidate,
  counters: CandidateCounters,
  rows: readonly WindowCounts[],
): readonly [number, number] => {
  let [first, last] = [windowStart(firstSeenMs), windowStart(lastSeenMs)];
  const field = eventsFieldOf(counters.key);
  for (const row of rows) {
    const isWithin = row.windowStartMs >= windowStartMs && row.windowStartMs < windowStartMs + findingWindowMs;
    if (!isWithin || (row.fields[field] ?? 0) === 0) continue;
    first = Math.min(first, row.windowStartMs);
    last = Math.max(last, row.windowStartMs);
  }
  return [first, last];
};

/**
 * Which finding a candidate belongs to, whatever order its events came in and however they were cut into batches: the events of one
 * finding window belong together, and a window whose first event comes within an hour of the last of an earlier finding goes on with
 * that one. So that order does not matter, the hour is counted from one count window to another, and a stored finding of a later window
 * is absorbed as soon as an earlier one reaches it.
 *
 * Where that can be is known from the times, so most candidates cost one question.
 *
 * @param rows  the counters' rows of the candidate's finding window
 * @param stored  looks a finding up
 */
export const continuityOf = async (
  candidate: FindingCandidate,
  counters: CandidateCounters,
  rows: readonly WindowCounts[],
  stored: (findingId: string) => Promise<StoredSpan | undefined>,
): Promise<Continuity> => {
  const [firstMs, lastCountedMs] = countedSpan(candidate, counters, rows);
  const own = await stored(candidate.findingId);
  let lastMs = Math.max(candidate.lastSeenMs, lastCountedMs, own?.lastSeenMs ?? 0);
  let windowsBack = 0;
  for (let back = 1; back <= continuationWindows && windowsBack === 0; back += 1) {
    if (firstMs - continuationMs >= candidate.windowStartMs) break;
    const earlier = await stored(shifted(candidate, back).findingId);
    if (earlier === undefined || earlier.lastSeenMs < firstMs - continuationMs) continue;
    windowsBack = back;
    lastMs = Math.max(lastMs, earlier.lastSeenMs);
  }
  const absorbed: string[] = [];
  for (let ahead = 1; ahead <= continuationWindows; ahead += 1) {
    const later = shifted(candidate, windowsBack - ahead);
    if (later.windowStartMs > lastMs + continuationMs) break;
    const span = ahead === windowsBack ? own : await stored(later.findingId);
    if (span === undefined || windowStart(span.firstSeenMs, countWindowMs) > lastMs + continuationMs) continue;
    absorbed.push(later.findingId);
    lastMs = Math.max(lastMs, span.lastSeenMs);
  }
  const begun = shifted(candidate, windowsBack);
  return { begun: lastMs === begun.lastSeenMs ? begun : { ...begun, lastSeenMs: lastMs }, absorbed };
};
