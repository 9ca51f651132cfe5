export interface MemoryClock {
  now(): number;
  /** Sets the time, epoch milliseconds UTC. */
  set(nowMs: number): void;
  /** Moves the time on, in milliseconds. */
  advance(byMs: number): void;
}

/** A clock that stands still until it is set. */
export const memoryClock = (startMs = Date.UTC(2026, 0, 15, 12)): MemoryClock => {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    set: (toMs) => {
      nowMs = toMs;
    },
    advance: (byMs) => {
      nowMs += byMs;
    },
  };
};
