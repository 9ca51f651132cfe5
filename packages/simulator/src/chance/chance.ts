import { sfc32 } from './sfc32.ts';

const hexDigits = '0123456789abcdef';

/** Seeded chance: every draw of the simulator goes through one of these. */
export interface Chance {
  /** In [0, 1), 32 bits fine. */
  readonly fraction: () => number;
  /** A whole number in `[min, max]`, both included. */
  readonly whole: (min: number, max: number) => number;
  /** True with the given probability in [0, 1]. */
  readonly happens: (probability: number) => boolean;
  /** One member of a list that is not empty. */
  readonly pick: <T>(list: readonly T[]) => T;
  /** Lower-case hex characters. */
  readonly hex: (length: number) => string;
  /** A positive number around `median`; `spread` is the standard deviation of its logarithm. */
  readonly around: (median: number, spread: number) => number;
  /** Poisson with the given mean, 0 or more. */
  readonly poisson: (mean: number) => number;
}

/**
 * Opens the stream of one label inside a seed.
 *
 * @throws RangeError from `whole` when its bounds are crossed, from `pick` when the list is empty
 */
export const openChance = (seed: number, label: string): Chance => {
  const next = sfc32(seed, label);
  const fraction = (): number => next() / 4_294_967_296;

  const whole = (min: number, max: number): number => {
    if (!(max >= min)) throw new RangeError('The bounds are crossed.');
    return min + Math.floor(fraction() * (max - min + 1));
  };

  /** Box and Muller; `1 - fraction()` keeps the logarithm finite. */
  const gauss = (): number => Math.sqrt(-2 * Math.log(1 - fraction())) * Math.cos(2 * Math.PI * fraction());

  const poisson = (mean: number): number => {
    if (!(mean > 0)) return 0;
    // Above 30 the normal curve is close enough, and the product below would take one draw an event.
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * gauss()));
    const limit = Math.exp(-mean);
    let product = fraction();
    let count = 0;
    while (product > limit) {
      product *= fraction();
      count += 1;
    }
    return count;
  };

  return {
    fraction,
    whole,
    happens: (probability) => fraction() < probability,
    pick: <T>(list: readonly T[]): T => {
      if (list.length === 0) throw new RangeError('Nothing to pick from.');
      return list[Math.floor(fraction() * list.length)] as T;
    },
    hex: (length) => {
      let text = '';
      let bits = 0;
      for (let index = 0; index < length; index += 1) {
        if (index % 8 === 0) bits = next();
        text += hexDigits.charAt(bits & 15);
        bits >>>= 4;
      }
      return text;
    },
    around: (median, spread) => median * Math.exp(spread * gauss()),
    poisson,
  };
};
