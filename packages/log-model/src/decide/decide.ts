import type { Template } from '@bellwether/template-miner';
import { type Finding, countWindowMs } from '@bellwether/log-events';
import type { WindowCounts } from '../count/contribution.ts';
import { likenessOf, newFailureRule } from '../detectors/new-failures.ts';
import { defaultNoveltyPolicy } from '../score/novelty.ts';
import {
  type CandidateCounters,
  eventsFieldOf,
  type FindingCandidate,
  findingWindowMs,
  precedentOf,
  valuePrefixOf,
} from './candidate.ts';
import { continuityOf, type StoredSpan } from './continuity.ts';

const eventsIn = (row: WindowCounts | undefined, { key }: CandidateCounters): number =>
  row?.fields[eventsFieldOf(key)] ?? 0;

const distinctIn = (rows: readonly (WindowCounts | undefined)[], { key }: CandidateCounters): number => {
  const prefix = valuePrefixOf(key);
  return new Set(rows.flatMap((row) => Object.keys(row?.fields ?? {}).filter((field) => field.startsWith(prefix))))
    .size;
};

/**
 * The greatest number of events, or distinct values, in any two windows side by side, the second of them in the candidate's
 * finding window. All windows count, not only those of the batch at hand: what reached the threshold once is a finding, and
 * what comes later, or comes late, belongs to it however the events are cut into batches.
 */
const strengthOf = (
  { evidence, windowStartMs }: FindingCandidate,
  counters: CandidateCounters,
  rows: ReadonlyMap<number, WindowCounts>,
): number => {
  let strength = 0;
  for (const row of rows.values()) {
    if (row.windowStartMs < windowStartMs || eventsIn(row, counters) === 0) continue;
    const pair = [rows.get(row.windowStartMs - countWindowMs), row];
    const inPair =
      evidence.threshold?.distinctValue === undefined
        ? pair.reduce((sum, one) => sum + eventsIn(one, counters), 0)
        : distinctIn(pair, counters);
    strength = Math.max(strength, inPair);
  }
  return strength;
};

/**
 * Whether what a candidate must come after was there before its latest event; true where it comes after nothing.
 *
 * @param countsOf  rows of a candidate's counters, as `DecisionFacts` gives them
 */
export const hasPrecedent = async (
  candidate: FindingCandidate,
  countsOf: DecisionFacts['counts'],
): Promise<boolean> => {
  const before = precedentOf(candidate);
  if (before?.counters === undefined) return true;
  const rows = (await countsOf(before)).filter(({ windowStartMs }) => windowStartMs <= candidate.lastSeenMs);
  const byStart = new Map(rows.map((row) => [row.windowStartMs, row]));
  return strengthOf(before, before.counters, byStart) >= (before.evidence.threshold?.count ?? 1);
};

/** What the counters of a candidate come to; undefined while its threshold is not reached. */
const countedOf = (
  candidate: FindingCandidate,
  counters: CandidateCounters,
  rows: readonly WindowCounts[],
): Pick<Finding, 'count' | 'firstSeenMs'> | undefined => {
  const { threshold } = candidate.evidence;
  const byStart = new Map(rows.map((row) => [row.windowStartMs, row]));
  if (threshold && strengthOf(candidate, counters, byStart) < threshold.count) return undefined;
  const windowRows = rows.filter((row) => row.windowStartMs >= candidate.windowStartMs);
  const counted = windowRows.reduce((sum, row) => sum + eventsIn(row, counters), 0);
  const firstRowMs = windowRows.find((row) => eventsIn(row, counters) > 0)?.windowStartMs ?? candidate.firstSeenMs;
  return {
    count: Math.max(1, counted),
    // Where events are only counted until there are enough, the counters know the first one to five minutes.
    firstSeenMs: threshold ? Math.min(firstRowMs, candidate.firstSeenMs) : candidate.firstSeenMs,
  };
};

/**
 * The finding that a candidate makes by its own evidence and counters.
 *
 * @param rows  the counters' rows of the candidate's finding window and the count window before it; none for a candidate without counters
 * @returns undefined while the threshold is not reached
 */
export const findingOfCandidate = (candidate: FindingCandidate, rows: readonly WindowCounts[]): Finding | undefined => {
  const { evidence, counters } = candidate;
  const { threshold, after, attack, provenance } = evidence;
  const counted =
    counters === undefined
      ? { count: evidence.observed?.count ?? 1, firstSeenMs: candidate.firstSeenMs }
      : countedOf(candidate, counters, rows);
  if (counted === undefined) return undefined;
  const unit = threshold?.distinctValue === undefined ? 'events' : 'distinct values';
  return {
    id: candidate.findingId,
    kind: threshold && evidence.kind === 'rule' ? 'threshold' : evidence.kind,
    rule: evidence.rule,
    title: evidence.title,
    severity: evidence.severity,
    score: evidence.score,
    reasons:
      threshold && threshold.count > 1
        ? [`${threshold.count} or more ${unit} within ten minutes.`, ...evidence.reasons]
        : after
          ? [`${after.count} or more matches of ${after.rule} came in the hour before.`, ...evidence.reasons]
          : evidence.reasons,
    scope: candidate.scope,
    dataset: candidate.dataset,
    account: candidate.account,
    region: candidate.region,
    dedupeKey: evidence.dedupeKey,
    resources: evidence.resources,
    evidence: candidate.eventIds,
    windowStartMs: candidate.windowStartMs,
    firstSeenMs: counted.firstSeenMs,
    lastSeenMs: candidate.lastSeenMs,
    count: counted.count,
    ...(attack ? { attack } : {}),
    ...(provenance ? { provenance } : {}),
    ...(evidence.mode === 'shadow' ? { isShadow: true as const } : {}),
  };
};

/** What is asked of the stores to decide. */
export interface DecisionFacts {
  /** Rows of the candidate's counters, as `findingOfCandidate` takes them. */
  counts(candidate: FindingCandidate): Promise<readonly WindowCounts[]>;
  /** A stored finding; undefined when there is none. */
  finding(findingId: string): Promise<StoredSpan | undefined>;
  /** Templates of a scope, as all processes together know them. */
  templates(scope: string): Promise<readonly Pick<Template, 'id' | 'firstSeenMs' | 'text'>[]>;
}

/**
 * Whether a failure has been known for so long that it is not new: by its template, which another process may have learnt, or by one that
 * differs only in values. Shards of one log group learn apart; the store knows what all of them have seen. Asked only about candidates that
 * would be findings, so rarely.
 */
const isKnownElsewhere = async (
  { evidence, scope, firstSeenMs }: FindingCandidate,
  facts: Pick<DecisionFacts, 'templates'>,
): Promise<boolean> => {
  const { templateId } = evidence.resources;
  if (evidence.rule !== newFailureRule || templateId === undefined) return false;
  const stored = await facts.templates(scope);
  const { likeness } = evidence;
  return stored.some(
    ({ id, text, firstSeenMs: knownSinceMs }) =>
      knownSinceMs < firstSeenMs - defaultNoveltyPolicy.newForMs &&
      (id === templateId || (likeness !== undefined && likenessOf(text) === likeness)),
  );
};

/** What a candidate comes to. */
export interface Decision {
  readonly finding: Finding;
  /** Ids of stored findings whose events it counts: they are the same one, and are taken back. */
  readonly absorbed: readonly string[];
}

/** What a candidate comes to in its own finding window. */
export interface DecidedInWindow {
  readonly finding: Finding;
  /** The counters' rows that say so; none where the detector counted for itself. */
  readonly rows: readonly WindowCounts[];
}

/**
 * Decides whether a candidate is a finding of its own finding window: the only code that applies thresholds and what is known elsewhere.
 *
 * @returns undefined when it is none, or none yet
 */
export const decideInWindow = async (
  candidate: FindingCandidate,
  facts: Pick<DecisionFacts, 'counts' | 'templates'>,
): Promise<DecidedInWindow | undefined> => {
  const rows = candidate.counters === undefined ? [] : await facts.counts(candidate);
  const finding = findingOfCandidate(candidate, rows);
  if (!finding || (candidate.counters !== undefined && (await isKnownElsewhere(candidate, facts)))) return undefined;
  if (!(await hasPrecedent(candidate, (before) => facts.counts(before)))) return undefined;
  return { finding, rows };
};

/**
 * The finding to which a decided candidate belongs, across finding windows. Findings of detectors that count for themselves begin anew in
 * each finding window.
 */
export const continueFinding = async (
  candidate: FindingCandidate,
  { finding, rows }: DecidedInWindow,
  facts: Pick<DecisionFacts, 'counts' | 'finding'>,
): Promise<Decision | undefined> => {
  const { counters } = candidate;
  if (counters === undefined) return { finding, absorbed: [] };
  const { begun, absorbed } = await continuityOf(candidate, counters, rows, facts.finding);
  const isWithinRows = begun.lastSeenMs < candidate.windowStartMs + findingWindowMs;
  const isOwn = begun.findingId === candidate.findingId && isWithinRows;
  const whole = findingOfCandidate(begun, isOwn ? rows : await facts.counts(begun));
  return whole && { finding: whole, absorbed };
};

/**
 * Decides whether a candidate is a finding, and which, with continuity across finding windows. Whether the finding is notified is the
 * question of `shouldNotify`.
 *
 * @returns undefined when it is none, or none yet
 */
export const decide = async (candidate: FindingCandidate, facts: DecisionFacts): Promise<Decision | undefined> => {
  const decided = await decideInWindow(candidate, facts);
  return decided && continueFinding(candidate, decided, facts);
};
