/** Milliseconds that a piece of work takes, by the process's own steady clock. */
export const timeMs = (work: () => void): number => {
  const startMs = performance.now();
  work();
  return performance.now() - startMs;
};

export const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Rounds that are measured, and those before them that only let the compiler settle. */
export const measuredRounds = 9;
export const warmUpRounds = 2;

/**
 * Median milliseconds of each piece of work, run in turn in every round: what else the machine does falls on all alike.
 */
export const interleave = <Name extends string>(works: Readonly<Record<Name, () => void>>): Record<Name, number> => {
  const names = Object.keys(works) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < warmUpRounds + measuredRounds; round += 1) {
    for (const name of names) {
      const tookMs = timeMs(works[name]);
      if (round >= warmUpRounds) times.get(name)?.push(tookMs);
    }
  }
  return Object.fromEntries(names.map((name) => [name, medianOf(times.get(name) ?? [])])) as Record<Name, number>;
};
