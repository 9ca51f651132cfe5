import type { CountContribution, WindowCounts } from '@bellwether/log-model';

export type { CountContribution, WindowCounts };

/** What became of contributions. */
export interface AddedCounts {
  /**
   * Events that were left out, because their row had taken their sequence or a later one: they were counted before, or came out of order.
   * Integer; also counts events whose addition was repeated because its answer was lost.
   */
  readonly eventsLeftOut: number;
}

/**
 * Counts per scope and window. Exactly once in effect: a contribution is added only when its sequence is greater than
 * the greatest one the (`shard`, scope, window) row has taken, so that a batch given again, cut anywhere, adds nothing.
 * One shard's contributions arrive in sequence order, as Kinesis keeps it with a parallelisation factor of 1.
 */
export interface CountStore {
  add(shard: string, contributions: readonly CountContribution[]): Promise<AddedCounts>;
  /** The row summed over all shards; no fields when there is none. */
  row(scope: string, windowStartMs: number): Promise<WindowCounts>;
  /** Rows of a scope whose window starts in `[fromMs, toMs)`, by time, summed over shards; windows without events are left out. */
  rows(scope: string, fromMs: number, toMs: number): Promise<readonly WindowCounts[]>;
  /** Scopes with a row whose window starts in `[fromMs, toMs)`, sorted. Scopes that begin with `signal#` are left out. */
  scopes(fromMs: number, toMs: number): Promise<readonly string[]>;
}
