import type { WindowCounts } from '../count/contribution.ts';
import { countWindowMs } from '@bellwether/log-events';
import { surpriseOf } from './anscombe.ts';

export type VolumeAnomalyKind = 'volume-spike' | 'warning-spike' | 'error-spike' | 'volume-silence';

/** A window whose counts are far from the scope's own past. */
export interface VolumeAnomaly {
  readonly kind: VolumeAnomalyKind;
  readonly scope: string;
  readonly windowStartMs: number;
  readonly observed: number;
  readonly expected: number;
  readonly zScore: number;
  /** Windows in a row that have been like this; 1 for a spike. */
  readonly windows: number;
}

/** What counts as unusual. The defaults come from Poisson tails and from what peers found bearable. */
export interface VolumePolicy {
  /** Windows of history a scope needs before it is judged. */
  readonly minHistoryWindows: number;
  /** Windows of history that make the baseline, at most. */
  readonly baselineWindows: number;
  readonly spikeZScore: number;
  /** A spike has at least this many times the usual events, however small the spread. */
  readonly spikeRatio: number;
  readonly spikeMinEvents: number;
  readonly errorMinEvents: number;
  /** A scope must usually have this many events a window before its silence means anything. */
  readonly silenceMinExpected: number;
  /** Empty windows in a row that make a silence. */
  readonly silenceWindows: number;
  /** Windows in a row a scope must have written in before its silence means anything; a nightly job's end does not. */
  readonly silenceSteadyWindows: number;
}

export const defaultVolumePolicy: VolumePolicy = {
  minHistoryWindows: 12,
  baselineWindows: 24,
  // 20 errors after none lie 7.80 above: a threshold of 8 would ask for 21.
  spikeZScore: 7.8,
  spikeRatio: 4,
  spikeMinEvents: 50,
  errorMinEvents: 20,
  silenceMinExpected: 8,
  silenceWindows: 3,
  silenceSteadyWindows: 36,
};

const fieldOf = (row: WindowCounts | undefined, field: string): number => row?.fields[field] ?? 0;
const errorsOf = (row: WindowCounts | undefined): number =>
  fieldOf(row, 'severity:ERROR') + fieldOf(row, 'severity:CRITICAL');

/**
 * Judges one closed window of one scope against the windows before it.
 *
 * @param rows  the scope's rows before and in the window, by time; windows without events may be absent
 * @param windowStartMs  start of the closed window, epoch milliseconds UTC
 * @returns no, one or more anomalies; none while the scope has too little history
 */
export const scoreVolume = (
  scope: string,
  rows: readonly WindowCounts[],
  windowStartMs: number,
  policy: VolumePolicy = defaultVolumePolicy,
): readonly VolumeAnomaly[] => {
  const byStart = new Map(rows.map((row) => [row.windowStartMs, row]));
  const firstStartMs = rows[0]?.windowStartMs ?? windowStartMs;
  const historyWindows = Math.floor((windowStartMs - firstStartMs) / countWindowMs);
  if (historyWindows < policy.minHistoryWindows) return [];
  const before = (steps: number): WindowCounts | undefined => byStart.get(windowStartMs - steps * countWindowMs);
  const rowsBehind = (skip: number, maxWindows: number): (WindowCounts | undefined)[] =>
    Array.from({ length: Math.min(maxWindows, historyWindows - skip) }, (_, index) => before(skip + 1 + index));

  const row = byStart.get(windowStartMs);
  const anomalies: VolumeAnomaly[] = [];
  const spike = (
    kind: VolumeAnomalyKind,
    measure: (of: WindowCounts | undefined) => number,
    minEvents: number,
  ): void => {
    const observed = measure(row);
    if (observed < minEvents) return;
    const { expected, zScore } = surpriseOf(observed, rowsBehind(0, policy.baselineWindows).map(measure));
    if (zScore < policy.spikeZScore || observed < policy.spikeRatio * Math.max(1, expected)) return;
    anomalies.push({ kind, scope, windowStartMs, observed, expected, zScore, windows: 1 });
  };
  spike('volume-spike', (of) => fieldOf(of, 'events'), policy.spikeMinEvents);
  spike('warning-spike', (of) => fieldOf(of, 'severity:WARNING'), policy.spikeMinEvents);
  spike('error-spike', errorsOf, policy.errorMinEvents);

  const silentWindows = policy.silenceWindows;
  const isSilent = Array.from({ length: silentWindows }, (_, steps) => fieldOf(before(steps), 'events')).every(
    (count) => count === 0,
  );
  // Once, in the window that completes the silence: the one before it must have had events.
  if (isSilent && fieldOf(before(silentWindows), 'events') > 0) {
    const steady = rowsBehind(silentWindows - 1, policy.silenceSteadyWindows).map((of) => fieldOf(of, 'events'));
    const { expected, zScore } = surpriseOf(0, steady.slice(0, policy.baselineWindows));
    const isSteady =
      steady.length >= policy.silenceSteadyWindows &&
      steady.filter((count) => count > 0).length >= 0.95 * steady.length;
    if (isSteady && expected >= policy.silenceMinExpected) {
      anomalies.push({
        kind: 'volume-silence',
        scope,
        windowStartMs,
        observed: 0,
        expected,
        zScore,
        windows: silentWindows,
      });
    }
  }
  return anomalies;
};
