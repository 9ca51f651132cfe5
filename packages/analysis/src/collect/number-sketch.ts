/** Numbers as counts by bins whose borders grow by 5 %: a quantile is right within 2.5 %, and sketches of windows add up. */
export interface NumberSketch {
  /** Integer. */
  readonly count: number;
  readonly min: number;
  readonly max: number;
  /** Bin to count, by bin. Values of zero or less are in `zeroBin`. */
  readonly bins: readonly (readonly [number, number])[];
}

const growth = Math.log(1.05);
const zeroBin = -1_000;
/** Bins of one sketch; values beyond are put in the outermost ones. */
const maxBin = 900;

const binOf = (value: number): number =>
  value <= 0 ? zeroBin : Math.max(-maxBin, Math.min(maxBin, Math.round(Math.log(value) / growth)));

const valueOf = (bin: number): number => (bin === zeroBin ? 0 : Math.exp(bin * growth));

/** A sketch while it is filled. */
export class GrowingSketch {
  private count = 0;
  private min = Number.POSITIVE_INFINITY;
  private max = Number.NEGATIVE_INFINITY;
  private readonly bins = new Map<number, number>();

  /** Adds a finite number. */
  add(value: number): void {
    this.count += 1;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    const bin = binOf(value);
    this.bins.set(bin, (this.bins.get(bin) ?? 0) + 1);
  }

  merge(other: NumberSketch): void {
    this.count += other.count;
    this.min = Math.min(this.min, other.min);
    this.max = Math.max(this.max, other.max);
    for (const [bin, count] of other.bins) this.bins.set(bin, (this.bins.get(bin) ?? 0) + count);
  }

  /** What was added; undefined for nothing. */
  get(): NumberSketch | undefined {
    if (this.count === 0) return undefined;
    const { count, min, max } = this;
    return { count, min, max, bins: [...this.bins].toSorted(([left], [right]) => left - right) };
  }
}

/**
 * The value that a share of the numbers does not exceed.
 *
 * @param share  in (0, 1]
 * @example quantileOf({ count: 2, min: 1, max: 9, bins: [[0, 1], [45, 1]] }, 0.5) // 1
 */
export const quantileOf = ({ count, min, max, bins }: NumberSketch, share: number): number => {
  const rank = Math.max(1, Math.ceil(count * share));
  let seen = 0;
  for (const [bin, inBin] of bins) {
    seen += inBin;
    if (seen >= rank) return Math.min(max, Math.max(min, valueOf(bin)));
  }
  return max;
};

/** Sketches joined; undefined for none. */
export const mergeSketches = (sketches: readonly NumberSketch[]): NumberSketch | undefined => {
  const whole = new GrowingSketch();
  for (const sketch of sketches) whole.merge(sketch);
  return whole.get();
};
