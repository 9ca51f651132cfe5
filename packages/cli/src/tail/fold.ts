/** A line, as far as folding looks at it. */
export interface FoldableLine {
  /** Lines with one key are alike: their input, severity and pattern. */
  readonly key: string;
}

/** Lines that were not printed one by one. */
export interface FoldedLines<Line> {
  /** Integer, 1 or more. */
  readonly count: number;
  readonly last: Line;
}

/** Folds lines that are like one that was just printed. */
export interface LineFold<Line extends FoldableLine> {
  /**
   * Takes a line.
   *
   * @param nowMs  epoch milliseconds UTC, never going back
   * @returns whether it is printed; otherwise it is counted
   */
  take(line: Line, nowMs: number): boolean;
  /** What was counted for at least the fold's time, and not counted out yet. */
  due(nowMs: number): readonly FoldedLines<Line>[];
  /** Everything that was counted and not counted out. */
  end(): readonly FoldedLines<Line>[];
}

/** Keys that are remembered; the one that was printed longest ago makes room. */
const maxKeys = 10_000;

/**
 * Prints the first line of a kind, and counts those that follow within `foldMs`. A kind that goes on is counted out once every `foldMs`.
 *
 * @param foldMs  milliseconds; 0 prints every line
 * @example
 * // Lines "GET /a 200", "GET /b 200", "GET /c 200" of one pattern, one a second, and foldMs of 10 seconds:
 * // the first is printed; ten seconds later the fold is due with count 2.
 */
export const createFold = <Line extends FoldableLine>(foldMs: number): LineFold<Line> => {
  const kinds = new Map<string, { printedMs: number; count: number; last: Line }>();
  const dropped: FoldedLines<Line>[] = [];

  const makeRoom = (): void => {
    if (kinds.size < maxKeys) return;
    const [oldest] = kinds;
    if (oldest === undefined) return;
    const [key, { count, last }] = oldest;
    kinds.delete(key);
    if (count > 0) dropped.push({ count, last });
  };

  const takeDropped = (): FoldedLines<Line>[] => dropped.splice(0);

  return {
    take: (line, nowMs) => {
      if (foldMs === 0) return true;
      const kind = kinds.get(line.key);
      if (kind !== undefined && (kind.count > 0 || nowMs - kind.printedMs < foldMs)) {
        kind.count += 1;
        kind.last = line;
        return false;
      }
      kinds.delete(line.key);
      makeRoom();
      kinds.set(line.key, { printedMs: nowMs, count: 0, last: line });
      return true;
    },
    due: (nowMs) => {
      const folded = takeDropped();
      for (const [key, kind] of [...kinds]) {
        if (nowMs - kind.printedMs < foldMs) break;
        kinds.delete(key);
        if (kind.count === 0) continue;
        folded.push({ count: kind.count, last: kind.last });
        // Printed now, as a count: it goes to the end of the order of printing.
        kinds.set(key, { printedMs: nowMs, count: 0, last: kind.last });
      }
      return folded;
    },
    end: () => {
      const folded = [...takeDropped(), ...[...kinds.values()].filter(({ count }) => count > 0)];
      kinds.clear();
      return folded.map(({ count, last }) => ({ count, last }));
    },
  };
};
