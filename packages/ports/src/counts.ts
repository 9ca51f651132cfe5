/**
 * What one record adds to one counter. Counters live in rows of (`scope`, `windowStartMs`); a row has many named fields.
 */
export interface CountContribution {
  /** Position of the record in its shard; compares as a string of equal length (Kinesis sequence numbers, padded ordinals). */
  readonly sequence: string;
  readonly scope: string;
  /** Start of the five-minute event-time window, epoch milliseconds UTC. */
  readonly windowStartMs: number;
  /** Such as `events`, `severity:ERROR`, `template:<id>`, `port:22`. */
  readonly field: string;
  /** Events to add; integer, 1 or more. */
  readonly count: number;
}

export interface WindowCounts {
  readonly scope: string;
  readonly windowStartMs: number;
  readonly fields: Readonly<Record<string, number>>;
}

/**
 * Counts per scope and window. Exactly once in effect: a contribution is added only when its sequence is greater than
 * the greatest one the (`shard`, scope, window) row has taken, so that a batch given again, cut anywhere, adds nothing.
 * One shard's contributions arrive in sequence order, as Kinesis keeps it with a parallelisation factor of 1.
 */
export interface CountStore {
  add(shard: string, contributions: readonly CountContribution[]): Promise<void>;
  /** The row summed over all shards; no fields when there is none. */
  row(scope: string, windowStartMs: number): Promise<WindowCounts>;
  /** Rows of a scope whose window starts in `[fromMs, toMs)`, by time, summed over shards; windows without events are left out. */
  rows(scope: string, fromMs: number, toMs: number): Promise<readonly WindowCounts[]>;
  /** Scopes with a row whose window starts in `[fromMs, toMs)`, sorted. Scopes that begin with `signal#` are left out. */
  scopes(fromMs: number, toMs: number): Promise<readonly string[]>;
}
