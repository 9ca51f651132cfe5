import { SortedValues } from './sorted-values.ts';

/** What one value of a series came to. */
export interface SeriesScore {
  /** How unusual the value is, in [0, 1); comparable between series. */
  readonly score: number;
  readonly isAnomaly: boolean;
  /** One sentence; absent where the value is not an anomaly. */
  readonly reason?: string;
}

/** Scores from here on are anomalies. Set on the public half of the Numenta Anomaly Benchmark, for all files alike. */
export const seriesThreshold = 0.0055;

/** Values before anything is called an anomaly: less says nothing about what is usual. */
const minValues = 20;
/** Weights of what makes a distance usual: the distance itself, the gaps between the values around it, the steps of the series. */
const weights = { distance: 1, gap: 10, step: 0.5 };
/** Share of a new step in the usual step. */
const stepShare = 0.02;
/** Distances below this share of the range do not make the next one less surprising. */
const minSurprise = 0.01;
/** Values after which half of a surprise is forgotten: of the sum, and of the greatest one. */
const halfLives = { sum: 300, record: 1_000 };
/** How much surprises of the past take from a new one. */
const damping = { sum: 3, record: 0.3 };

const decayOf = (halfLife: number): number => 2 ** (-1 / halfLife);

/** A value and its logarithm are two views of it: the second sees small values change. */
const asLogarithm = (value: number): number => Math.sign(value) * Math.log1p(Math.abs(value));

/** One view of the values. */
class View {
  readonly #values = new SortedValues();
  readonly #see: (value: number) => number;
  #last: number | undefined;
  #step = 0;

  constructor(see: (value: number) => number) {
    this.#see = see;
  }

  /** Distance of a value to the nearest one before it, over the range so far and what is usual; in [0, 1). */
  surprise(value: number): number {
    const seen = this.#see(value);
    const around = this.#values.around(seen);
    if (around === undefined || around.distance === 0) return 0;
    // A constant series has no range: then the smallest difference that floating point distinguishes well.
    const range = Math.max(around.range, Math.abs(seen) * 1e-9, Number.MIN_VALUE * 1e9);
    const usual = range + weights.distance * around.distance + weights.gap * around.gap + weights.step * this.#step;
    const share = around.distance / usual;
    // Beyond what floating point can subtract, everything is far away.
    return Number.isFinite(share) ? share : 1 / (1 + weights.distance);
  }

  add(value: number): void {
    const seen = this.#see(value);
    if (this.#last !== undefined) {
      const step = Math.abs(seen - this.#last);
      this.#step = this.#step === 0 ? step : this.#step + stepShare * (step - this.#step);
    }
    this.#last = seen;
    this.#values.add(seen);
  }
}

/**
 * Scores the values of a series one at a time, looking at no later one.
 *
 * A value is unusual when no earlier one was near it, measured by the range of the series and how its values lie. After a surprise the next
 * one has to be greater, less so with each value, so that one change of a series is reported once. Multiplying all values by a number changes
 * little, and a shift changes nothing but in the logarithm.
 *
 * A value that is not finite has the score 0 and is not learnt.
 *
 * @example
 * const scorer = new SeriesScorer();
 * const scores = [3, 4, 3, 5, 4, 90].map((value) => scorer.next(value).score); // the last is the greatest
 */
export class SeriesScorer {
  readonly #views = [new View((value) => value), new View(asLogarithm)];
  readonly #threshold: number;
  #count = 0;
  #sum = 0;
  #record = 0;
  #least = Infinity;
  #greatest = -Infinity;

  /** @param threshold  scores from here on are anomalies; in [0, 1) */
  constructor(threshold: number = seriesThreshold) {
    this.#threshold = threshold;
  }

  next(value: number): SeriesScore {
    if (!Number.isFinite(value)) return { score: 0, isAnomaly: false };
    const surprise = Math.max(...this.#views.map((view) => view.surprise(value)));
    this.#sum *= decayOf(halfLives.sum);
    this.#record *= decayOf(halfLives.record);
    const past = damping.sum * this.#sum + damping.record * this.#record;
    const damped = surprise === 0 ? 0 : surprise * Math.sqrt(surprise / (surprise + past));
    const score = damped / (1 + damped);
    const isAnomaly = this.#count >= minValues && score >= this.#threshold;
    const reason = isAnomaly ? this.#reasonFor(value) : undefined;
    if (surprise > minSurprise) {
      this.#sum += surprise;
      this.#record = Math.max(this.#record, surprise);
    }
    for (const view of this.#views) view.add(value);
    this.#count += 1;
    this.#least = Math.min(this.#least, value);
    this.#greatest = Math.max(this.#greatest, value);
    return { score, isAnomaly, ...(reason === undefined ? {} : { reason }) };
  }

  #reasonFor(value: number): string {
    if (value > this.#greatest) return `${value} is above every earlier value; the greatest was ${this.#greatest}.`;
    if (value < this.#least) return `${value} is below every earlier value; the least was ${this.#least}.`;
    return `${value} lies where no earlier value was near, between ${this.#least} and ${this.#greatest}.`;
  }
}
