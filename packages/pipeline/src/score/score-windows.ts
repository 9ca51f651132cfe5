import {
  accountOfScope,
  countWindowMs,
  datasets,
  defaultVolumePolicy,
  observedCandidate,
  openWindowDetectors,
  type Dataset,
  type DecisionFacts,
  type Finding,
  type NotifyPolicy,
  type ThresholdRule,
  type VolumePolicy,
  type WindowCounts,
} from '@bellwether/log-model';
import { decide } from '@bellwether/log-model/decide';
import type { Ports } from '@bellwether/ports';
import { raiseFinding, type NotifyPorts } from '../commit/raise-finding.ts';

export type ScorePorts = Pick<Ports, 'counts'> & NotifyPorts;

export interface ScorePolicy extends NotifyPolicy {
  /** Fixed thresholds, judged besides the scope's own past; none when absent. */
  readonly thresholds?: readonly ThresholdRule[];
  readonly volume?: VolumePolicy;
  /** Where the data at hand ends, epoch milliseconds UTC: what has written nothing since may go on elsewhere. Never when absent. */
  readonly dataEndsMs?: number;
}

/** Where most of a scope's events come from, read off its counters. */
const originOf = (
  scope: string,
  rows: readonly WindowCounts[],
): Pick<Finding, 'scope' | 'dataset' | 'account' | 'region'> => {
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
  return { scope, dataset, account: accountOfScope(scope), region: '' };
};

/** Windows that can be unusual: those with events, and the quiet ones after them that a detector asks for. */
const windowsToScore = (
  rows: readonly WindowCounts[],
  fromMs: number,
  toMs: number,
  quietWindows: readonly number[],
): readonly number[] => {
  const starts = new Set<number>();
  for (const row of rows) {
    starts.add(row.windowStartMs);
    for (const windows of quietWindows) starts.add(row.windowStartMs + windows * countWindowMs);
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

/** Detectors over windows count for themselves, so nothing is asked to decide about their candidates. */
const noFacts: DecisionFacts = {
  counts: async () => [],
  finding: async () => undefined,
  templates: async () => [],
};

/**
 * Shows the closed windows that start in `[fromMs, toMs)` of every scope with recent events to the detectors over windows, and raises
 * what is unusual or too much. Judging a window again raises nothing new.
 *
 * @param fromMs  start of the first window, aligned to five minutes, epoch milliseconds UTC
 */
export const scoreWindows = async (
  ports: ScorePorts,
  policy: ScorePolicy,
  fromMs: number,
  toMs: number,
): Promise<{ readonly findings: readonly Finding[]; readonly windowsScored: number }> => {
  const { volume = defaultVolumePolicy, thresholds = [] } = policy;
  const detectors = openWindowDetectors({ volume, thresholds });
  const historyMs = Math.max(...detectors.map(({ historyWindows }) => historyWindows)) * countWindowMs;
  const quietWindows = detectors.flatMap((detector) => detector.quietWindows);
  const findings: Finding[] = [];
  let windowsScored = 0;
  for (const scope of await ports.counts.scopes(fromMs - historyMs, toMs)) {
    const rows = await ports.counts.rows(scope, fromMs - historyMs, toMs);
    const origin = originOf(scope, rows);
    for (const windowStartMs of windowsToScore(rows, fromMs, toMs, quietWindows)) {
      windowsScored += 1;
      const isPastEnd = windowStartMs + countWindowMs > (policy.dataEndsMs ?? Infinity);
      for (const { evaluate, historyWindows } of detectors) {
        const known = rowsBetween(rows, windowStartMs - historyWindows * countWindowMs, windowStartMs + 1);
        for (const evidence of evaluate({ scope, windowStartMs, isPastEnd }, { rows: known })) {
          const decision = await decide(observedCandidate(evidence, origin), noFacts);
          if (decision === undefined) continue;
          findings.push(decision.finding);
          await raiseFinding(ports, policy, decision.finding);
        }
      }
    }
  }
  return { findings, windowsScored };
};
