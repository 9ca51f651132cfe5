import { dayMs, hourMs, identify, minuteMs } from '@bellwether/log-model';

/** A half-open part of the analysed time, epoch milliseconds UTC. */
export interface AnalysisWindow {
  /** The same for the same log sources and times, so that a window that is analysed again replaces its own result. */
  readonly id: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** Events of a stretch of time, as counters or a count over the archive give them. */
export interface Volume {
  /** Epoch milliseconds UTC. */
  readonly startMs: number;
  readonly endMs: number;
  readonly events: number;
}

export interface WindowPlan {
  readonly startMs: number;
  readonly endMs: number;
  /** What is analysed, in words that never change for one selection: the account and the patterns of log groups. */
  readonly selection: readonly string[];
  /** Empty where nothing is known; windows are then whole days. */
  readonly volumes: readonly Volume[];
  /** Events that one window contains at most, as far as it can be cut. */
  readonly maxEvents?: number;
}

/** Longest span of one analysis, and its longest and shortest windows. Milliseconds. */
export const maxAnalysisMs = 30 * dayMs;
export const maxWindowMs = dayMs;
export const minWindowMs = 5 * minuteMs;
/** Events of one window that one function analyses well within its deadline. */
export const usualMaxEvents = 500_000;

/** Lengths that a window may have, longest first. Each divides the one before it, and all divide a day. */
const lengthsMs = [dayMs, 12 * hourMs, 6 * hourMs, 3 * hourMs, hourMs, 30 * minuteMs, 15 * minuteMs, minWindowMs];

/** Events between two times. A stretch that is only partly inside counts by its share. */
const eventsBetween = (volumes: readonly Volume[], startMs: number, endMs: number): number => {
  let events = 0;
  for (const volume of volumes) {
    const shared = Math.min(endMs, volume.endMs) - Math.max(startMs, volume.startMs);
    if (shared > 0) events += (volume.events * shared) / Math.max(1, volume.endMs - volume.startMs);
  }
  return events;
};

/**
 * Cuts the analysed time into half-open windows: days of UTC, and where a day contains too many events, equal parts of it. Windows follow
 * each other without a gap and never overlap, so an event on a border belongs to one of them. Their borders depend on the clock alone, so
 * the same day gives the same windows on every run whose volumes are the same.
 *
 * @throws RangeError when the span is empty, is longer than 30 days, or has no whole milliseconds
 * @example
 * planWindows({ startMs: 0, endMs: 2 * dayMs, selection: ['*'], volumes: [] });
 * // [{ id: '...', startMs: 0, endMs: 86_400_000 }, { id: '...', startMs: 86_400_000, endMs: 172_800_000 }]
 */
export const planWindows = (plan: WindowPlan): readonly AnalysisWindow[] => {
  const { startMs, endMs, selection, volumes, maxEvents = usualMaxEvents } = plan;
  if (!Number.isSafeInteger(startMs) || !Number.isSafeInteger(endMs))
    throw new RangeError('An analysis begins and ends at whole milliseconds.');
  if (startMs >= endMs) throw new RangeError('An analysis ends after it begins.');
  if (endMs - startMs > maxAnalysisMs) throw new RangeError('An analysis spans at most 30 days.');
  const windows: AnalysisWindow[] = [];
  const cut = (fromMs: number, toMs: number, depth: number): void => {
    const shorterMs = lengthsMs[depth + 1];
    if (shorterMs === undefined || eventsBetween(volumes, fromMs, toMs) <= maxEvents) {
      const id = identify('analysis-window', ...selection, String(fromMs), String(toMs));
      windows.push({ id, startMs: fromMs, endMs: toMs });
      return;
    }
    const firstMs = Math.floor(fromMs / shorterMs) * shorterMs;
    for (let partMs = firstMs; partMs < toMs; partMs += shorterMs)
      cut(Math.max(fromMs, partMs), Math.min(toMs, partMs + shorterMs), depth + 1);
  };
  for (let day = Math.floor(startMs / dayMs) * dayMs; day < endMs; day += dayMs)
    cut(Math.max(startMs, day), Math.min(endMs, day + dayMs), 0);
  return windows;
};
