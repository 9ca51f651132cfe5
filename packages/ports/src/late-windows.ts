/**
 * A closed count window that got counts after the scheduled run had judged it: what was delivered late, or replayed.
 *
 * @example
 * const late: LateWindow = { scope: '111122223333:/cloudtrail', windowStartMs: Date.UTC(2026, 0, 15, 11), notedAtMs: Date.UTC(2026, 0, 15, 12, 7) };
 */
export interface LateWindow {
  readonly scope: string;
  /** Epoch milliseconds UTC, aligned to the count window. */
  readonly windowStartMs: number;
  /** When the counts came, epoch milliseconds UTC. */
  readonly notedAtMs: number;
}

/**
 * A batch whose oldest record had waited long when the batch was begun: of what came after that record, not all is counted yet.
 *
 * @example
 * const backlog: Backlog = { shard: 'logs-shardId-000000000000', oldestArrivalMs: Date.UTC(2026, 0, 15, 12), notedAtMs: Date.UTC(2026, 0, 15, 12, 20) };
 */
export interface Backlog {
  /** What is read in order: a shard, or a queue. */
  readonly shard: string;
  /** When the batch's oldest record was received, epoch milliseconds UTC. */
  readonly oldestArrivalMs: number;
  /** When the batch was begun, epoch milliseconds UTC. */
  readonly notedAtMs: number;
}

/** What came late: windows that are to be judged again, and batches that had to wait. */
export interface LateWindowStore {
  /** Notes windows. One may be noted many times; each note is forgotten by itself. */
  note(windows: readonly LateWindow[]): Promise<void>;
  /** Notes made at or before a time, the oldest first, at most `limit`. */
  due(notedToMs: number, limit: number): Promise<readonly LateWindow[]>;
  /** Forgets notes as `due` gave them; notes that came since stay. */
  done(windows: readonly LateWindow[]): Promise<void>;
  /** Notes a batch that had to wait. */
  noteBacklog(backlog: Backlog): Promise<void>;
  /** The backlogs noted at or after a time, in any order. */
  backlogs(notedFromMs: number): Promise<readonly Backlog[]>;
}
