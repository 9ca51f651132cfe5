import type { Chance } from './chance.ts';

/** What may happen, each with its weight: any positive number, compared with the others of the table only. */
export type WeightedTable<T> = readonly (readonly [weight: number, value: T])[];

/** The share of one value in its table, in [0, 1]. */
export const shareOf = <T>(table: WeightedTable<T>, wanted: T): number => {
  const total = table.reduce((sum, [weight]) => sum + weight, 0);
  return table.reduce((sum, [weight, value]) => (value === wanted ? sum + weight : sum), 0) / total;
};

/**
 * Makes a chooser over a table.
 *
 * @throws RangeError when the table is empty or a weight is not positive
 */
export const chooserOf = <T>(table: WeightedTable<T>): ((chance: Chance) => T) => {
  if (table.length === 0 || table.some(([weight]) => !(weight > 0))) {
    throw new RangeError('A weighted table needs entries of positive weight.');
  }
  const total = table.reduce((sum, [weight]) => sum + weight, 0);
  return (chance) => {
    let rest = chance.fraction() * total;
    for (const [weight, value] of table) {
      rest -= weight;
      if (rest < 0) return value;
    }
    // Rounding can leave a sliver above zero after the last entry.
    return (table[table.length - 1] as readonly [number, T])[1];
  };
};
