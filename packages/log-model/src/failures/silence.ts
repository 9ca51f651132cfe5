import { minuteMs } from '@bellwether/log-events';
import { binsOf } from './series.ts';
import type { LogSourceSketch } from './records.ts';

/** A stretch in which a log source wrote nothing although it never paused for so long before. */
export interface Silence {
  /** The last event before it, epoch milliseconds UTC. */
  readonly fromMs: number;
  /** Where the data ends. */
  readonly toMs: number;
  /** The longest pause before, milliseconds. */
  readonly longestMs: number;
  /** Pauses that were seen before it. */
  readonly gaps: number;
}

export const silencePolicy = {
  /** Pauses between active minutes that must have been seen. */
  minGaps: 20,
  /** How many times the longest pause makes a silence. */
  ratio: 3,
  /** Shorter silences are not reported. Milliseconds. */
  minMs: 15 * minuteMs,
} as const;

/**
 * The silence at the end of a log source, judged by its own pauses between active minutes.
 *
 * @param endMs  where the data at hand ends, epoch milliseconds UTC
 */
export const silenceOf = (source: LogSourceSketch, endMs: number): Silence | undefined => {
  const bins = binsOf(source.activity);
  const { minGaps, ratio, minMs } = silencePolicy;
  const { widthMs } = source.activity;
  let longestMs = widthMs;
  let gaps = 0;
  let previous: number | undefined;
  for (const { startMs } of bins) {
    if (previous !== undefined) {
      gaps += 1;
      longestMs = Math.max(longestMs, startMs - previous);
    }
    previous = startMs;
  }
  const quietMs = endMs - source.lastMs;
  if (gaps < minGaps || quietMs <= ratio * longestMs || quietMs < minMs) return undefined;
  return { fromMs: source.lastMs, toMs: endMs, longestMs, gaps };
};
