import type { DocumentName } from './contents.ts';

/** How old what is kept may grow, in milliseconds. */
export interface RefreshPolicy {
  /** A document older than this is asked for again while the caller goes on. */
  readonly maxAgeMs: Readonly<Record<DocumentName, number>>;
  /** Older by this factor, as after a long pause between invocations, and the caller waits for the newer one. */
  readonly waitFactor: number;
  /** After a failure the source is left alone for this long. */
  readonly retryAfterMs: number;
}

/** A mute that someone just wrote is wanted soon; the rest changes by hand and seldom. */
export const defaultRefreshPolicy: RefreshPolicy = {
  maxAgeMs: { thresholds: 60_000, mutes: 30_000, routes: 60_000, outputs: 60_000, grouping: 300_000 },
  waitFactor: 4,
  retryAfterMs: 10_000,
};
