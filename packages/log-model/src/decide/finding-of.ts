import type { WindowCounts } from '../count/contribution.ts';
import { type Finding, countWindowMs, windowStart } from '@bellwether/log-events';
import type { VolumeAnomaly } from '../score/volume.ts';
import { findingIdOf, findingWindowMs, signalEventsField, signalValuePrefix, type Matter } from './matter.ts';

const eventsIn = (row: WindowCounts | undefined, { signalKey }: Matter): number =>
  row?.fields[signalEventsField(signalKey)] ?? 0;

const distinctIn = (rows: readonly (WindowCounts | undefined)[], { signalKey }: Matter): number => {
  const prefix = signalValuePrefix(signalKey);
  return new Set(rows.flatMap((row) => Object.keys(row?.fields ?? {}).filter((field) => field.startsWith(prefix))))
    .size;
};

/**
 * The greatest number of events, or distinct values, in any two windows side by side, the second of them in the matter's
 * finding window. All windows count, not only those of the batch at hand: what reached the threshold once is a finding, and
 * what comes later, or comes late, belongs to it however the events are cut into batches.
 */
const strengthOf = (matter: Matter, rows: ReadonlyMap<number, WindowCounts>): number => {
  let strength = 0;
  for (const row of rows.values()) {
    if (row.windowStartMs < matter.windowStartMs || eventsIn(row, matter) === 0) continue;
    const pair = [rows.get(row.windowStartMs - countWindowMs), row];
    const inPair =
      matter.signal.threshold?.distinctValue === undefined
        ? pair.reduce((sum, one) => sum + eventsIn(one, matter), 0)
        : distinctIn(pair, matter);
    strength = Math.max(strength, inPair);
  }
  return strength;
};

/**
 * Decides whether a matter is a finding, from the counters of its signal.
 *
 * @param rows  the signal scope's rows of the matter's finding window and the count window before it
 * @returns the finding, or `undefined` while the threshold is not reached
 */
export const decideMatter = (matter: Matter, rows: readonly WindowCounts[]): Finding | undefined => {
  const { signal } = matter;
  const byStart = new Map(rows.map((row) => [row.windowStartMs, row]));
  const strength = strengthOf(matter, byStart);
  if (signal.threshold && strength < signal.threshold.count) return undefined;
  const windowRows = rows.filter((row) => row.windowStartMs >= matter.windowStartMs);
  const counted = windowRows.reduce((sum, row) => sum + eventsIn(row, matter), 0);
  const firstRowMs = windowRows.find((row) => eventsIn(row, matter) > 0)?.windowStartMs ?? matter.firstSeenMs;
  const unit = signal.threshold?.distinctValue === undefined ? 'events' : 'distinct values';
  const reasons = signal.threshold
    ? [`${signal.threshold.count} or more ${unit} within ten minutes.`, ...signal.reasons]
    : signal.reasons;
  return {
    id: matter.findingId,
    kind: signal.threshold && signal.kind === 'rule' ? 'threshold' : signal.kind,
    rule: signal.rule,
    title: signal.title,
    severity: signal.severity,
    score: signal.score,
    reasons,
    scope: matter.scope,
    dataset: matter.dataset,
    account: matter.account,
    region: matter.region,
    dedupeKey: signal.dedupeKey,
    resources: signal.resources,
    evidence: matter.evidence,
    windowStartMs: matter.windowStartMs,
    // Where events are only counted until there are enough, the counters know the first one to five minutes.
    firstSeenMs: signal.threshold ? Math.min(firstRowMs, matter.firstSeenMs) : matter.firstSeenMs,
    lastSeenMs: matter.lastSeenMs,
    count: Math.max(1, counted),
    ...(signal.attack ? { attack: signal.attack } : {}),
  };
};

const volumeWords: Readonly<Record<VolumeAnomaly['kind'], { title: string; severity: Finding['severity'] }>> = {
  'volume-spike': { title: 'Far more events than usual', severity: 'WARNING' },
  'warning-spike': { title: 'Far more warnings than usual', severity: 'WARNING' },
  'error-spike': { title: 'Far more errors than usual', severity: 'ERROR' },
  'volume-silence': { title: 'A steady dataset has gone silent', severity: 'ERROR' },
};

const rounded = (value: number): string => (Math.round(value * 10) / 10).toString();

/** The finding a volume anomaly makes. `place` says where the scope's events come from. */
export const findingOfVolume = (
  anomaly: VolumeAnomaly,
  place: Pick<Finding, 'dataset' | 'account' | 'region'>,
): Finding => {
  const { title, severity } = volumeWords[anomaly.kind];
  const windowStartMs = windowStart(anomaly.windowStartMs, findingWindowMs);
  const what = {
    'volume-spike': 'events',
    'warning-spike': 'warnings',
    'error-spike': 'errors',
    'volume-silence': 'events',
  }[anomaly.kind];
  const minutes = (anomaly.windows * countWindowMs) / 60_000;
  return {
    id: findingIdOf(anomaly.kind, place.account, anomaly.scope, windowStartMs),
    kind: 'anomaly',
    rule: anomaly.kind,
    title: `${title}: ${anomaly.scope}`,
    severity,
    score: Math.min(1, Math.abs(anomaly.zScore) / 20),
    reasons: [
      anomaly.kind === 'volume-silence'
        ? `No events for ${minutes} minutes where about ${rounded(anomaly.expected)} in ${countWindowMs / 60_000} minutes are usual.`
        : `${anomaly.observed} ${what} in ${minutes} minutes where about ${rounded(anomaly.expected)} are usual.`,
      `That is ${rounded(Math.abs(anomaly.zScore))} standard deviations ${anomaly.zScore > 0 ? 'above' : 'below'} this log group's own recent past.`,
    ],
    scope: anomaly.scope,
    dedupeKey: anomaly.scope,
    resources: {},
    evidence: [],
    windowStartMs,
    firstSeenMs: anomaly.windowStartMs - (anomaly.windows - 1) * countWindowMs,
    lastSeenMs: anomaly.windowStartMs + countWindowMs - 1,
    count: anomaly.observed,
    ...place,
  };
};
