import type { Comparison } from './modifiers.ts';

/** A number, or a text that is one and nothing else. */
export const numberIn = (value: unknown): number | undefined => {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^[-+]?\d{1,15}(?:\.\d{1,9})?$/.test(value) ? Number(value) : undefined;
};

/** @param comparison  equality when absent */
export const compareNumbers = (comparison: Comparison | undefined, value: number, bound: number): boolean => {
  switch (comparison) {
    case 'lt':
      return value < bound;
    case 'lte':
      return value <= bound;
    case 'gt':
      return value > bound;
    case 'gte':
      return value >= bound;
    default:
      return value === bound;
  }
};
