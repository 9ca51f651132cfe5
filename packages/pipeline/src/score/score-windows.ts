import {
  compileThresholds,
  countWindowMs,
  defaultVolumePolicy,
  findingOfVolume,
  scoreVolume,
  datasets,
  type Finding,
  type Dataset,
  type ThresholdRule,
  type VolumePolicy,
  type WindowCounts,
} from '@bellwether/log-model';
import type { Ports } from '@bellwether/ports';
import { raiseFinding, type NotifyPolicy, type NotifyPorts } from '../commit/raise-finding.ts';

export type ScorePorts = Pick<Ports, 'counts'> & NotifyPorts;

export interface ScorePolicy extends NotifyPolicy {
  /** Anomalies with a lower score, in [0, 1], are kept but not told; 0 when absent. */
  readonly anomalyMinScore?: number;
  /** Fixed thresholds, judged besides the scope's own past; none when absent. */
  readonly thresholds?: readonly ThresholdRule[];
  readonly volume?: VolumePolicy;
  /** Where the data at hand ends, epoch milliseconds UTC: what has written nothing since may go on elsewhere. Never when absent. */
  readonly dataEndsMs?: number;
}

/** The account of a scope; empty where none is known, as in the events of such a scope. */
const accountOf = (scope: string): string => {
  const account = scope.slice(0, scope.indexOf(':'));
  return account === 'local' ? '' : account;
};

/** Where most of a scope's events come from, read off its counters. */
const placeOf = (scope: string, rows: readonly WindowCounts[]): Pick<Finding, 'dataset' | 'account' | 'region'> => {
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const [field, count] of Object.entries(row.fields)) {
      if (!field.startsWith('dataset:')) continue;
      const dataset = field.slice('dataset:'.length, field.indexOf('/'));
      counts.set(dataset, (counts.get(dataset) ?? 0) + count);
    }
  }
  const most = [...counts].sort((left, right) => right[1] - left[1])[0]?.[0];
  const dataset: Dataset = datasets.find((known) => known === most) ?? 'application';
  return { dataset, account: accountOf(scope), region: '' };
};

/** Windows that can be unusual: those with events, and those in which a silence after events would complete. */
const windowsToScore = (
  rows: readonly WindowCounts[],
  fromMs: number,
  toMs: number,
  silenceWindows: number,
): readonly number[] => {
  const starts = new Set<number>();
  for (const row of rows) {
    starts.add(row.windowStartMs);
    starts.add(row.windowStartMs + silenceWindows * countWindowMs);
  }
  return [...starts].filter((startMs) => startMs >= fromMs && startMs < toMs).sort((left, right) => left - right);
};

/** Rows whose window starts in `[fromMs, toMs)`; `rows` are in time order, so their ends are found by halving. */
const rowsBetween = (rows: readonly WindowCounts[], fromMs: number, toMs: number): readonly WindowCounts[] => {
  const firstAtLeast = (timeMs: number): number => {
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((rows[middle]?.windowStartMs ?? timeMs) < timeMs) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return rows.slice(firstAtLeast(fromMs), firstAtLeast(toMs));
};

/**
 * Judges the closed windows that start in `[fromMs, toMs)` of every scope with recent events against the scope's own
 * past and the fixed thresholds, and raises what is unusual or too much. Judging a window again raises nothing new.
 *
 * @param fromMs  start of the first window, aligned to five minutes, epoch milliseconds UTC
 */
export const scoreWindows = async (
  ports: ScorePorts,
  policy: ScorePolicy,
  fromMs: number,
  toMs: number,
): Promise<{ readonly findings: readonly Finding[]; readonly windowsScored: number }> => {
  const volume = policy.volume ?? defaultVolumePolicy;
  const historyMs =
    (Math.max(volume.baselineWindows, volume.silenceSteadyWindows) + volume.silenceWindows) * countWindowMs;
  const thresholdsOf = compileThresholds(policy.thresholds ?? []);
  const findings: Finding[] = [];
  let windowsScored = 0;
  const raise = async (finding: Finding): Promise<void> => {
    findings.push(finding);
    if (finding.kind === 'anomaly' && finding.score < (policy.anomalyMinScore ?? 0))
      await ports.findings.raise(finding);
    else await raiseFinding(ports, policy, finding);
  };
  for (const scope of await ports.counts.scopes(fromMs - historyMs, toMs)) {
    const rows = await ports.counts.rows(scope, fromMs - historyMs, toMs);
    const place = placeOf(scope, rows);
    const judgeThresholds = thresholdsOf(scope);
    for (const startMs of windowsToScore(rows, fromMs, toMs, volume.silenceWindows)) {
      windowsScored += 1;
      const known = rowsBetween(rows, startMs - historyMs, startMs + 1);
      const isOver = startMs + countWindowMs > (policy.dataEndsMs ?? Infinity);
      for (const anomaly of scoreVolume(scope, known, startMs, volume))
        if (anomaly.kind !== 'volume-silence' || !isOver) await raise(findingOfVolume(anomaly, place));
      for (const finding of judgeThresholds?.(known, startMs, place) ?? []) await raise(finding);
    }
  }
  return { findings, windowsScored };
};
