import type { Backlog, LateWindow, LateWindowStore } from '@bellwether/ports';

export interface MemoryLateWindows extends LateWindowStore {
  /** Notes that are not done. For assertions. */
  all(): readonly LateWindow[];
}

const keyOf = ({ scope, windowStartMs, notedAtMs }: LateWindow): string => `${notedAtMs} ${windowStartMs} ${scope}`;

/** Late windows in memory. */
export const memoryLateWindows = (): MemoryLateWindows => {
  const notes = new Map<string, LateWindow>();
  const backlogs: Backlog[] = [];
  return {
    note: async (windows) => {
      for (const window of windows) notes.set(keyOf(window), { ...window });
    },
    due: async (notedToMs, limit) =>
      [...notes.values()]
        .filter(({ notedAtMs }) => notedAtMs <= notedToMs)
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
