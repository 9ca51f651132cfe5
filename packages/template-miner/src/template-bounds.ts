import type { Template } from './miner.ts';

/** Templates of one scope that a process keeps in memory, and that a store gives at a cold start; integer. */
export const maxTemplatesPerScope = 5_000;

/** Days that a store keeps a template which a process had no room for. */
export const forgottenDays = 2;

/**
 * A stored template with when it was saved.
 *
 * @example
 * const saved: SavedTemplate = { ...template, savedAtMs: 1_768_478_400_000 };
 */
export interface SavedTemplate extends Template {
  /** Epoch milliseconds UTC by the store's clock. */
  readonly savedAtMs: number;
}

const compare = (left: SavedTemplate, right: SavedTemplate): number =>
  right.count - left.count || right.savedAtMs - left.savedAtMs || (left.id < right.id ? -1 : 1);

/**
 * The stored templates of one scope that a process has room for: the most frequent, of equally frequent ones those saved last; and
 * beside them as many of those that became part of others.
 *
 * @param max  integer, 1 or more
 * @example
 * boundTemplates([{ ...rare, count: 1 }, { ...common, count: 900 }], 1); // [common]
 */
export const boundTemplates = <Saved extends SavedTemplate>(
  templates: readonly Saved[],
  max = maxTemplatesPerScope,
): readonly Saved[] => {
  if (templates.length <= max) return templates;
  const sorted = templates.toSorted(compare);
  const isMerged = ({ mergedInto }: Saved): boolean => mergedInto !== undefined;
  return [
    ...sorted.filter((template) => !isMerged(template)).slice(0, max),
    ...sorted.filter((template) => isMerged(template)).slice(0, max),
  ];
};
