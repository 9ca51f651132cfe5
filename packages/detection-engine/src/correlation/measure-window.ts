import type { Bound, CorrelationRule } from './correlation-rule.ts';

/** One match of a rule inside a window. */
export interface WindowEvent {
  readonly timestampMs: number;
  /** Which of the correlation's rules matched: its index there. */
  readonly rule: number;
  /** The values of the condition's fields, joined; undefined when one is missing. */
  readonly value: string | undefined;
}

const numbersOf = (events: readonly WindowEvent[]): readonly number[] =>
  events.flatMap(({ value }) =>
    value === undefined || !/^[-+]?\d{1,15}(?:\.\d{1,9})?$/.test(value) ? [] : [Number(value)],
  );

/** Between the closest ranks, by a straight line. */
const percentileOf = (numbers: readonly number[], percentile: number): number => {
  const sorted = numbers.toSorted((left, right) => left - right);
  const rank = ((sorted.length - 1) * percentile) / 100;
  const [low, high] = [sorted[Math.floor(rank)] ?? 0, sorted[Math.ceil(rank)] ?? 0];
  return low + (high - low) * (rank - Math.floor(rank));
};

/** How many of the rules matched one after the other, in their order. */
const inOrder = (events: readonly WindowEvent[]): number => {
  let next = 0;
  for (const { rule } of events) if (rule === next) next += 1;
  return next;
};

/**
 * What the condition of a correlation is about, over the events of one window in the order of their times.
 *
 * @returns undefined when there is nothing to measure: a window without numbers
 */
export const measureWindow = (rule: CorrelationRule, events: readonly WindowEvent[]): number | undefined => {
  switch (rule.type) {
    case 'event_count':
      return events.length;
    case 'value_count':
      return new Set(events.flatMap(({ value }) => value ?? [])).size;
    case 'temporal':
      return new Set(events.map((event) => event.rule)).size;
    case 'temporal_ordered':
      return inOrder(events);
    default: {
      const numbers = numbersOf(events);
      if (numbers.length === 0) return undefined;
      const sum = numbers.reduce((total, one) => total + one, 0);
      if (rule.type === 'value_sum') return sum;
      return rule.type === 'value_avg' ? sum / numbers.length : percentileOf(numbers, rule.percentile ?? 50);
    }
  }
};

const compare: Readonly<Record<Bound, (value: number, bound: number) => boolean>> = {
  gt: (value, bound) => value > bound,
  gte: (value, bound) => value >= bound,
  lt: (value, bound) => value < bound,
  lte: (value, bound) => value <= bound,
  eq: (value, bound) => value === bound,
  neq: (value, bound) => value !== bound,
};

export const isWithin = (bounds: CorrelationRule['bounds'], value: number): boolean =>
  bounds.every(([bound, limit]) => compare[bound](value, limit));
