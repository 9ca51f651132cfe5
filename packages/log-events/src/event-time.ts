import { dayMs, hourMs, minuteMs } from './durations.ts';
import type { IngestionPath } from './provenance.ts';

/** Oldest event that a live delivery is believed to bring where nothing says how long the archive keeps events. Milliseconds. */
export const defaultMaxLiveAgeMs = 400 * dayMs;

/** How far ahead of its arrival a live event may be: CloudWatch Logs takes two hours, and clocks are a little wrong. Milliseconds. */
export const maxLiveAheadMs = 2 * hourMs + 15 * minuteMs;

/** Earliest time that a file or an object is believed: 1990-01-01, epoch milliseconds UTC. */
export const minFileTimeMs = 631_152_000_000;

/** How far ahead of its arrival an event of a file or an object may be, in milliseconds. */
export const maxFileAheadMs = dayMs;

/**
 * Whether a record may have happened when it says. A time far off makes objects, counters and findings that no query finds and
 * nobody can resolve.
 *
 * @param timestampMs  epoch milliseconds UTC; any number, NaN too
 * @param receivedMs  when the record arrived, epoch milliseconds UTC
 * @param maxLiveAgeMs  how long the archive keeps events: what a live delivery brings is not older; milliseconds, more than `nearMs`
 * @example isTimeBelieved(Date.UTC(9998, 0), Date.UTC(2026, 0), 'file') // false
 */
export const isTimeBelieved = (
  timestampMs: number,
  receivedMs: number,
  path: IngestionPath,
  maxLiveAgeMs: number = defaultMaxLiveAgeMs,
): boolean =>
  path === 'stream' || path === 'subscription'
    ? timestampMs >= receivedMs - maxLiveAgeMs && timestampMs <= receivedMs + maxLiveAheadMs
    : timestampMs >= minFileTimeMs && timestampMs <= receivedMs + maxFileAheadMs;

/** How long before its arrival a live event is near: most are within seconds. Milliseconds. */
export const nearMs = 2 * dayMs;

/** Whether a live event happened about when it arrived. What did not is believed within bounds for each delivery. */
export const isTimeNear = (timestampMs: number, receivedMs: number): boolean =>
  timestampMs >= receivedMs - nearMs && timestampMs <= receivedMs + maxLiveAheadMs;
