import type { MissingReason } from '../windows/coverage.ts';
import type { AnalysisWindow, Volume } from '../windows/plan-windows.ts';

/**
 * Where events of an analysis are read from. `archive`: the lake, every event as it was understood. `log-groups`: CloudWatch Logs, every
 * event, understood while it is read. `insights`: Logs Insights, which counts and finds patterns itself.
 */
export const sourceKinds = ['archive', 'log-groups', 'insights'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** What a source has of the selection, and what reading it takes. */
export interface SourceOffer {
  readonly kind: SourceKind;
  /** Log groups that are read, by their whole names; those that the selection says when absent. */
  readonly logGroups?: readonly string[];
  /** Whether nothing of the selection is there. */
  readonly isAbsent: boolean;
  /** Events over time; empty where unknown. */
  readonly volumes: readonly Volume[];
  /** Since when it has events, epoch milliseconds UTC. */
  readonly keptSinceMs: number;
  /** Why windows before that have none. */
  readonly missingBefore: MissingReason;
  /** Log sources that keep their logs for less time than was asked for. */
  readonly cutByRetention: readonly { readonly logSource: string; readonly keptSinceMs: number }[];
  /** Facts of an analysis that it cannot give, in words. */
  readonly cannotGive: readonly string[];
  /** Dollars that reading all of it costs, by list prices. */
  readonly usd: number;
  /** Events of a window that are read in a second. */
  readonly eventsPerSecond: number;
}

/** Whole events between two times, a stretch that is only partly inside by its share. */
const eventsIn = (volumes: readonly Volume[], { startMs, endMs }: AnalysisWindow): number =>
  volumes.reduce((sum, volume) => {
    const shared = Math.min(endMs, volume.endMs) - Math.max(startMs, volume.startMs);
    return shared <= 0 ? sum : sum + (volume.events * shared) / (volume.endMs - volume.startMs);
  }, 0);

/** Events, dollars and time of reading. */
export interface ReadingEstimate {
  readonly events: number;
  readonly usd: number;
  /** Seconds of all windows, so many at a time; and of the longest one. */
  readonly seconds: number;
  readonly longestSeconds: number;
}

/** Starting a function or a query takes this long, whatever it reads. */
const secondsOfStart = 10;

/** What reading these windows from a source takes. */
export const estimateReading = (
  { volumes, usd, eventsPerSecond }: Pick<SourceOffer, 'volumes' | 'usd' | 'eventsPerSecond'>,
  windows: readonly AnalysisWindow[],
  concurrency: number,
): ReadingEstimate => {
  const counts = windows.map((window) => eventsIn(volumes, window));
  const secondsOf = (events: number): number => secondsOfStart + events / eventsPerSecond;
  return {
    events: Math.round(counts.reduce((sum, count) => sum + count, 0)),
    usd,
    seconds: Math.ceil(counts.reduce((sum, count) => sum + secondsOf(count), 0) / Math.max(1, concurrency)),
    longestSeconds: Math.ceil(counts.reduce((longest, count) => Math.max(longest, secondsOf(count)), 0)),
  };
};
