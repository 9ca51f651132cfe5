import { binsOf, type Series } from './series.ts';

/** Where a number left its usual range for good. */
export interface Shift {
  /** When it left, epoch milliseconds UTC: start of the first bin that differs. */
  readonly atMs: number;
  /** Geometric means before and since. */
  readonly before: number;
  readonly after: number;
  readonly countBefore: number;
  readonly countAfter: number;
}

/** What a shift asks for. */
export const shiftPolicy = {
  minBefore: 6,
  minAfter: 3,
  /** One mean is at least this many times the other. */
  minRatio: 3,
  /** Standard deviations, of the logarithms, that lie between the means. */
  minDeviations: 3,
} as const;

interface Sums {
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
}

const spreadOf = ({ n, sum, squares }: Sums): number => Math.max(0, squares - (sum * sum) / n);

/**
 * The one moment that parts a series best into two levels, where they are clearly apart.
 *
 * The values are logarithms of one plus the number (`Measure.series`). The split is the one with the least sum of squares inside the two
 * sides, as in binary segmentation.
 *
 * @see Scott and Knott (1974), Biometrics 30(3), 507-512
 */
export const shiftOf = (series: Series): Shift | undefined => {
  const bins = binsOf(series);
  const total = bins.reduce<Sums>(
    (sums, bin) => ({ n: sums.n + bin.n, sum: sums.sum + bin.sum, squares: sums.squares + bin.squares }),
    { n: 0, sum: 0, squares: 0 },
  );
  const { minBefore, minAfter, minRatio, minDeviations } = shiftPolicy;
  if (total.n < minBefore + minAfter) return undefined;
  let left: Sums = { n: 0, sum: 0, squares: 0 };
  let best: { readonly cost: number; readonly left: Sums; readonly atMs: number } | undefined;
  for (const [index, bin] of bins.entries()) {
    left = { n: left.n + bin.n, sum: left.sum + bin.sum, squares: left.squares + bin.squares };
    const next = bins[index + 1];
    const rightN = total.n - left.n;
    if (next === undefined || left.n < minBefore || rightN < minAfter) continue;
    const right = { n: rightN, sum: total.sum - left.sum, squares: total.squares - left.squares };
    const cost = spreadOf(left) + spreadOf(right);
    if (best === undefined || cost < best.cost) best = { cost, left, atMs: next.startMs };
  }
  if (best === undefined) return undefined;
  const { left: before, atMs } = best;
  const after = { n: total.n - before.n, sum: total.sum - before.sum, squares: total.squares - before.squares };
  const [meanBefore, meanAfter] = [before.sum / before.n, after.sum / after.n];
  const deviation = Math.max(0.05, Math.sqrt(spreadOf(before) / before.n), Math.sqrt(spreadOf(after) / after.n));
  const distance = Math.abs(meanAfter - meanBefore);
  if (distance < Math.log(minRatio) || distance < minDeviations * deviation) return undefined;
  const [countBefore, countAfter] = [before.n, after.n];
  return { atMs, before: Math.expm1(meanBefore), after: Math.expm1(meanAfter), countBefore, countAfter };
};
