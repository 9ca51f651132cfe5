import { isLatency } from './latency.ts';
import { wordsAround } from './measures.ts';
import type { Measure } from './records.ts';
import { binsOf, type Series } from './series.ts';
import { base, minutes, rounded, type Signal } from './signal.ts';

/** A number that only grows. */
export interface Growth {
  readonly from: number;
  readonly to: number;
}

/** What growth asks for. */
export const growthPolicy = {
  /** Stretches of time with values. */
  minBins: 8,
  /** The last is at least so many times the first, and at least this great. */
  minRatio: 4,
  minTo: 20,
  /** Share of steps that go up or stay. */
  minRisingScore: 0.9,
  /** Drop below what was reached that ends the growth, as a share of it. */
  maxDropScore: 0.3,
} as const;

/** Numbers that grow when work is not done; others, such as totals and ids, are meant to grow. */
const waiting =
  /\b(?:queues?|queued|backlog|pending|waiting|lag|depth|in[- ]?flight|outstanding|unprocessed|undelivered)\b/i;

/** Growth of a series from its beginning to its end; undefined where it rises and falls. Logarithms, as `Measure.series`. */
export const growthOf = (series: Series): Growth | undefined => {
  const { minBins, minRatio, minTo, minRisingScore, maxDropScore } = growthPolicy;
  const levels = binsOf(series).map(({ n, sum }) => Math.expm1(sum / n));
  const [from] = levels;
  const to = levels.at(-1);
  if (levels.length < minBins || from === undefined || to === undefined) return undefined;
  if (to < minTo || to < minRatio * Math.max(1, from)) return undefined;
  let [rising, top] = [0, from];
  for (const [index, level] of levels.entries()) {
    if (index > 0 && level >= (levels[index - 1] ?? 0)) rising += 1;
    if (level < (1 - maxDropScore) * top) return undefined;
    top = Math.max(top, level);
  }
  return rising >= minRisingScore * (levels.length - 1) ? { from, to } : undefined;
};

/** Queues that only grew. */
export const growthSignals = (measures: Iterable<Measure>): readonly Signal[] => {
  const signals: Signal[] = [];
  const seen = new Set<string>();
  for (const measure of measures) {
    if (isLatency(measure)) continue;
    const at = measure.key.lastIndexOf('|');
    const template = measure.key.slice(0, at);
    const counted = wordsAround(measure.title, Number(measure.key.slice(at + 1)));
    if (seen.has(template) || !waiting.test(counted)) continue;
    const growth = growthOf(measure.series);
    if (growth === undefined) continue;
    seen.add(template);
    const { location, scope, firstMs, lastMs, last, first, count } = measure;
    signals.push({
      ...base,
      what: 'growth',
      subject: template,
      severity: 'WARNING',
      location,
      scope,
      title: `${last.line.text}: it only grew, from ${rounded(growth.from)} to ${rounded(growth.to)} in ${minutes(lastMs - firstMs)}`,
      count,
      firstMs,
      lastMs,
      onsetMs: firstMs,
      lines: [last.line, first.line],
    });
  }
  return signals;
};
