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

/** Late windows that are to be judged again. */
export interface LateWindowStore {
  /** Notes windows. One may be noted many times; each note is forgotten by itself. */
  note(windows: readonly LateWindow[]): Promise<void>;
  /** Notes made at or before a time, the oldest first, at most `limit`. */
  due(notedToMs: number, limit: number): Promise<readonly LateWindow[]>;
  /** Forgets notes as `due` gave them; notes that came since stay. */
  done(windows: readonly LateWindow[]): Promise<void>;
}
