/** A half-open span of event time, `[startMs, endMs)`, in epoch milliseconds UTC. */
export interface Window {
  readonly startMs: number;
  readonly endMs: number;
}

/** Length of a count window, in milliseconds: five minutes. */
export const countWindowMs = 300_000;

/** Start of the window of `lengthMs` that contains `timestampMs`; windows are aligned to the epoch. */
export const windowStart = (timestampMs: number, lengthMs: number = countWindowMs): number =>
  Math.floor(timestampMs / lengthMs) * lengthMs;
