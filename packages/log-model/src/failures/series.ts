import { minuteMs } from '@bellwether/log-events';

/** A bin of a series: values and their sums. */
export interface Bin {
  /** Values; integer, 1 or more. */
  n: number;
  /** Sum of the values. */
  sum: number;
  /** Sum of their squares. */
  squares: number;
}

/**
 * Values over time in bins of equal width. The width doubles when there would be more than `maxBins`, so that memory is bounded
 * whatever the span is.
 */
export interface Series {
  /** Width of a bin, milliseconds; one minute or more. */
  widthMs: number;
  readonly maxBins: number;
  /** Bins by their number: bin `i` is `[i * widthMs, (i + 1) * widthMs)`, epoch milliseconds UTC. */
  bins: Map<number, Bin>;
  low: number;
  high: number;
}

/** A series as JSON: width, greatest number of bins, and `[number, n, sum, squares]` of each bin. */
export interface StoredSeries {
  readonly widthMs: number;
  readonly maxBins: number;
  readonly bins: readonly (readonly [number, number, number, number])[];
}

export const emptySeries = (maxBins: number): Series => ({
  widthMs: minuteMs,
  maxBins,
  bins: new Map(),
  low: Infinity,
  high: -Infinity,
});

const addToBin = (series: Series, index: number, { n, sum, squares }: Bin): void => {
  const bin = series.bins.get(index);
  if (bin === undefined) series.bins.set(index, { n, sum, squares });
  else {
    bin.n += n;
    bin.sum += sum;
    bin.squares += squares;
  }
  if (index < series.low) series.low = index;
  if (index > series.high) series.high = index;
};

const widen = (series: Series): void => {
  const bins = [...series.bins];
  series.bins = new Map();
  [series.low, series.high] = [Infinity, -Infinity];
  series.widthMs *= 2;
  for (const [index, bin] of bins) addToBin(series, Math.floor(index / 2), bin);
};

/** @param timeMs  epoch milliseconds UTC */
export const addToSeries = (series: Series, timeMs: number, value = 0): void => {
  addToBin(series, Math.floor(timeMs / series.widthMs), { n: 1, sum: value, squares: value * value });
  while (series.high - series.low >= series.maxBins) widen(series);
};

export const storedSeries = ({ widthMs, maxBins, bins }: Series): StoredSeries => ({
  widthMs,
  maxBins,
  bins: [...bins].map(([index, { n, sum, squares }]) => [index, n, sum, squares]),
});

export const seriesOf = ({ widthMs, maxBins, bins }: StoredSeries): Series => {
  const series: Series = { ...emptySeries(maxBins), widthMs };
  for (const [index, n, sum, squares] of bins) addToBin(series, index, { n, sum, squares });
  return series;
};

/** Bins in time order, with the start of each, epoch milliseconds UTC. */
export const binsOf = ({ bins, widthMs }: Series): readonly (Bin & { readonly startMs: number })[] =>
  [...bins].sort(([left], [right]) => left - right).map(([index, bin]) => ({ ...bin, startMs: index * widthMs }));
