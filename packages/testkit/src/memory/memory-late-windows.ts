import type { Backlog, LateWindow, LateWindowStore } from '@bellwether/ports';

export interface MemoryLateWindows extends LateWindowStore {
  /** Notes that are not done. For assertions. */
  all(): readonly LateWindow[];
}

const keyOf = ({ scope, windowStartMs, notedAtMs }: LateWindow): string => `${notedAtMs} ${windowStartMs} ${scope}`;

/** How long a note is kept: a week. */
const keptMs = 7 * 86_400_000;

/** Late windows in memory. */
export const memoryLateWindows = (now: () => number = () => 0): MemoryLateWindows => {
  const notes = new Map<string, LateWindow>();
  const writtenAtMs = new Map<string, number>();
  const isKept = (note: LateWindow): boolean => now() - (writtenAtMs.get(keyOf(note)) ?? 0) < keptMs;
  const backlogs: Backlog[] = [];
  return {
    note: async (windows) => {
      for (const window of windows) {
        notes.set(keyOf(window), { ...window });
        writtenAtMs.set(keyOf(window), now());
      }
    },
    due: async (notedToMs, limit) =>
      [...notes.values()]
        .filter((note) => note.notedAtMs <= notedToMs && isKept(note))
        .sort((left, right) => left.notedAtMs - right.notedAtMs)
        .slice(0, limit),
    done: async (windows) => {
      for (const window of windows) notes.delete(keyOf(window));
    },
    noteBacklog: async (backlog) => void backlogs.push({ ...backlog }),
    backlogs: async (notedFromMs) => backlogs.filter(({ notedAtMs }) => notedAtMs >= notedFromMs),
    all: () => [...notes.values()],
  };
};
