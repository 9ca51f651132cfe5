/** Anscombe's transform of a Poisson count: its variance is close to 1 at every rate of 4 or more. */
export const anscombe = (count: number): number => 2 * Math.sqrt(count + 3 / 8);

/** Median of the values; `undefined` for none. */
export const medianOf = (values: readonly number[]): number | undefined => {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
};

/** How far a count lies from what is usual. */
export interface Surprise {
  /** Median events of the usual windows. */
  readonly expected: number;
  /** Signed and dimensionless: positive means busier than usual. */
  readonly zScore: number;
}

/**
 * How surprising `observed` events are where `usual` windows of the same length had theirs.
 *
 * Both sides go through Anscombe's transform, so that one threshold serves quiet and busy scopes. The spread is the
 * median absolute deviation, at least that of a Poisson count (1), so that an odd window or two does not widen it.
 *
 * @param observed events in the window; integer, 0 or more
 * @param usual    events of each usual window; at least one
 * @throws RangeError when `usual` is empty
 * @see Anscombe (1948), Biometrika 35(3-4), 246-254; 1.4826 makes the deviation that of a normal distribution
 */
export const surpriseOf = (observed: number, usual: readonly number[]): Surprise => {
  const expected = medianOf(usual);
  if (expected === undefined) throw new RangeError('A surprise needs at least one usual window.');
  const centre = anscombe(expected);
  const deviation = medianOf(usual.map((count) => Math.abs(anscombe(count) - centre))) ?? 0;
  return { expected, zScore: (anscombe(observed) - centre) / Math.max(1, 1.4826 * deviation) };
};
