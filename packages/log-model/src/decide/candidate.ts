import { ContributionSums, type CountContribution } from '../count/contribution.ts';
import { ruleScopePrefix } from '../count/scope.ts';
import type { Evidence, ObservedEvidence } from '../detectors/evidence.ts';
import { type Finding, type LogEvent, identify, countWindowMs, windowStart } from '@bellwether/log-events';

/** Length of the window in which findings of one rule with one dedupe key are one finding: six hours, in milliseconds. */
export const findingWindowMs = 6 * 3_600_000;

/** Greatest number of event ids a finding carries as its evidence. */
export const maxEvidence = 20;

/** Evidence in one event. */
export interface EventEvidence {
  readonly sequence: string;
  readonly event: LogEvent;
  readonly scope: string;
  readonly evidence: Evidence;
}

/** Counters that say how often a candidate was seen. */
export interface CandidateCounters {
  /** Scope of the counters, shared with other candidates of the rule; and the candidate's own name among them. */
  readonly scope: string;
  readonly key: string;
  /** Starts of the count windows the batch touched, ascending. */
  readonly touchedWindows: readonly number[];
}

/**
 * The evidence of one detector about one thing in one finding window, as one batch or one closed window shows it.
 *
 * @example
 * // Two failed sign-ins from one address at 12:00:03 and 12:00:05, which are not a finding yet: ten are asked for.
 * const candidate: FindingCandidate = {
 *   findingId: '4f0920afac5293c99e48aa6ccd28f58b',
 *   evidence: signInEvidence, // of the first of the two
 *   scope: '111122223333:/cloudtrail',
 *   dataset: 'cloudtrail',
 *   account: '111122223333',
 *   region: 'eu-west-1',
 *   windowStartMs: Date.UTC(2026, 0, 15, 12),
 *   firstSeenMs: Date.UTC(2026, 0, 15, 12, 0, 3),
 *   lastSeenMs: Date.UTC(2026, 0, 15, 12, 0, 5),
 *   eventIds: ['event-1', 'event-2'],
 *   counters: { scope: 'signal#console-login-brute-force#111122223333#0', key: '0d3f...', touchedWindows: [Date.UTC(2026, 0, 15, 12)] },
 * };
 */
export interface FindingCandidate extends Pick<Finding, 'scope' | 'dataset' | 'account' | 'region'> {
  readonly findingId: string;
  readonly evidence: Evidence;
  readonly windowStartMs: number;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  readonly eventIds: readonly string[];
  /** Undefined when the detector counted for itself. */
  readonly counters: CandidateCounters | undefined;
}

/** Deterministic id of a finding: the same rule, account, dedupe key and window always have the same one. */
export const findingIdOf = (rule: string, account: string, dedupeKey: string, windowStartMs: number): string =>
  identify('finding', rule, account, dedupeKey, String(windowStartMs));

/** What a candidate is called among the counters of its rule: 32 hex digits. Events of one candidate ask for it one after the other. */
const counterKeys = (): ((evidence: Evidence) => string) => {
  const keys = new Map<string, string>();
  return ({ dedupeKey }) => {
    const known = keys.get(dedupeKey);
    if (known !== undefined) return known;
    const key = identify('signal', dedupeKey);
    keys.set(dedupeKey, key);
    return key;
  };
};

/**
 * The candidates of a rule share two rows per window. A row each would make every address that knocks once a write of its own, and a
 * row for all would have no room under an attack from thousands. Claims have rows of their own, so that no line takes the room of declared events.
 */
export const counterScopeOf = (
  { rule, provenance }: Pick<Evidence, 'rule' | 'provenance'>,
  account: string,
  key: string,
): string =>
  `${ruleScopePrefix}${rule}#${account}#${provenance === 'claimed' ? 'claimed-' : ''}${Number.parseInt(key.slice(0, 1), 16) >> 3}`;

/** Longest time between the other matches and the one that comes after them, in milliseconds: an hour. */
const maxAfterMs = 3_600_000;

/**
 * The candidate of another rule that a candidate must come after, as its counters are asked for: the hour up to the candidate's latest
 * event. Undefined for a candidate that comes after nothing.
 */
export const precedentOf = (candidate: FindingCandidate): FindingCandidate | undefined => {
  const { evidence, account, lastSeenMs, counters } = candidate;
  const { after } = evidence;
  if (after === undefined || counters === undefined) return undefined;
  const { key } = counters;
  const windowStartMs = windowStart(lastSeenMs - maxAfterMs);
  const before: Evidence = { ...evidence, rule: after.rule, threshold: { count: after.count } };
  const scope = counterScopeOf(before, account, key);
  return {
    ...candidate,
    evidence: before,
    windowStartMs,
    firstSeenMs: windowStartMs,
    counters: { scope, key, touchedWindows: [windowStart(lastSeenMs)] },
  };
};

/** Names of a candidate's counters: its events, and each distinct value. */
export const eventsFieldOf = (key: string): string => `${key}/events`;
export const valuePrefixOf = (key: string): string => `${key}/value:`;

/** Whether evidence is decided with its batch: what is only looked at by others is not, and what must not be followed by something waits. */
const canBeFinding = ({ mode, absence }: Evidence): boolean =>
  (mode === undefined || mode === 'shadow') && absence === undefined;

interface EvidenceGroup {
  readonly windowStartMs: number;
  readonly items: EventEvidence[];
}

const candidateOfGroup = (
  { windowStartMs, items }: EvidenceGroup,
  keyOf: (evidence: Evidence) => string,
): FindingCandidate | undefined => {
  const first = items[0];
  if (!first) return undefined;
  const { evidence } = first;
  const { account } = first.event;
  const key = keyOf(evidence);
  // What only borders on the window counts as its first millisecond.
  const times = items
    .map(({ event }) => Math.max(event.timestampMs, windowStartMs))
    .sort((left, right) => left - right);
  return {
    findingId: findingIdOf(evidence.rule, account, evidence.dedupeKey, windowStartMs),
    evidence,
    scope: first.scope,
    dataset: first.event.dataset,
    account,
    region: first.event.region,
    windowStartMs,
    firstSeenMs: times[0] ?? 0,
    lastSeenMs: times.at(-1) ?? 0,
    eventIds: items.slice(0, maxEvidence).map(({ event }) => event.id),
    counters: {
      scope: counterScopeOf(evidence, account, key),
      key,
      touchedWindows: [...new Set(times.map((timeMs) => windowStart(timeMs)))],
    },
  };
};

/**
 * Groups evidence in events by rule, account, dedupe key and finding window. Earlier windows come first, so that a finding which goes on
 * across windows is stored before its continuation is decided, in whatever order the events came.
 *
 * Evidence with a threshold in the last count window of a finding window is shown to the next window too: events that came there before
 * may reach the threshold together with it.
 */
export const gatherCandidates = (found: readonly EventEvidence[]): readonly FindingCandidate[] => {
  const groups = new Map<string, EvidenceGroup>();
  const bordering = new Map<string, EvidenceGroup>();
  const enter = (into: Map<string, EvidenceGroup>, item: EventEvidence, windowStartMs: number): void => {
    const { event, evidence } = item;
    // An id is made once per group, not once per event.
    const name = JSON.stringify([evidence.rule, event.account, evidence.dedupeKey, windowStartMs]);
    const group = into.get(name);
    if (group) group.items.push(item);
    else into.set(name, { windowStartMs, items: [item] });
  };
  for (const item of found) {
    if (!canBeFinding(item.evidence)) continue;
    const { timestampMs } = item.event;
    const windowStartMs = windowStart(timestampMs, findingWindowMs);
    enter(groups, item, windowStartMs);
    const nextMs = windowStartMs + findingWindowMs;
    if ((item.evidence.threshold?.count ?? 1) > 1 && timestampMs >= nextMs - countWindowMs)
      enter(bordering, item, nextMs);
  }
  for (const [name, group] of bordering) if (!groups.has(name)) groups.set(name, group);
  const keyOf = counterKeys();
  const inTime = [...groups.values()].sort((left, right) => left.windowStartMs - right.windowStartMs);
  return inTime.map((group) => candidateOfGroup(group, keyOf)).filter((candidate) => candidate !== undefined);
};

/**
 * The candidate of evidence whose detector counted for itself.
 *
 * @param origin  where most of the events come from
 */
export const observedCandidate = (
  evidence: ObservedEvidence,
  origin: Pick<Finding, 'scope' | 'dataset' | 'account' | 'region'>,
): FindingCandidate => {
  const { firstSeenMs, lastSeenMs } = evidence.observed;
  const windowStartMs = windowStart(lastSeenMs, findingWindowMs);
  const findingId = findingIdOf(evidence.rule, origin.account, evidence.dedupeKey, windowStartMs);
  return { findingId, evidence, ...origin, windowStartMs, firstSeenMs, lastSeenMs, eventIds: [], counters: undefined };
};

/** What a counter remembers of what waits for something to follow: where it was, and what it is about. */
const waitingNameOf = (scope: string, { region }: Pick<LogEvent, 'region'>, { dedupeKey }: Evidence): string =>
  [scope, region, dedupeKey].map(encodeURIComponent).join('|').slice(0, maxWaitingName);

/** Longest name of what waits, in UTF-16 units. */
const maxWaitingName = 1_000;

/** What evidence adds to the counters of its candidate: every event, and each distinct value where the rule counts those. */
export const countEvidence = (found: readonly EventEvidence[]): readonly CountContribution[] => {
  const sums = new ContributionSums();
  const keyOf = counterKeys();
  for (const { sequence, event, scope, evidence } of found) {
    // Correlations count what they look at.
    if (evidence.mode === 'part') continue;
    const key = keyOf(evidence);
    sums.open(sequence, counterScopeOf(evidence, event.account, key), windowStart(event.timestampMs));
    sums.add(eventsFieldOf(key));
    const value = evidence.threshold?.distinctValue ?? (evidence.absence && waitingNameOf(scope, event, evidence));
    if (value !== undefined) sums.add(valuePrefixOf(key) + value);
  }
  return sums.all;
};

/** The windows whose counters decide about a candidate: those the batch touched and the one before each. */
export const decidingWindows = ({ touchedWindows }: Pick<CandidateCounters, 'touchedWindows'>): readonly number[] =>
  [...new Set(touchedWindows.flatMap((startMs) => [startMs - countWindowMs, startMs]))].sort(
    (left, right) => left - right,
  );
