/** Lines whose group is not the true one, by what is wrong with it. */
export interface WrongLines {
  /** The true group is spread over several predicted ones, none of which contains a stranger. */
  readonly split: number;
  /** The predicted group contains several true ones, each of them whole. */
  readonly merged: number;
  /** Both. */
  readonly mixed: number;
}

const kindsByGroup = (groups: readonly string[], others: readonly string[]): ReadonlyMap<string, number> => {
  const seen = new Map<string, Set<string>>();
  for (const [index, group] of groups.entries()) {
    const other = others[index] ?? '';
    const set = seen.get(group);
    if (set) set.add(other);
    else seen.set(group, new Set([other]));
  }
  return new Map([...seen].map(([group, set]) => [group, set.size]));
};

export const wrongLinesOf = (truth: readonly string[], predicted: readonly string[]): WrongLines => {
  const spread = kindsByGroup(truth, predicted);
  const strangers = kindsByGroup(predicted, truth);
  const counts = { split: 0, merged: 0, mixed: 0 };
  // A group that is whole but shares its predicted group with a spread one is wrong all the same, and counts as mixed.
  const holdsSpread = new Set(predicted.filter((_, index) => (spread.get(truth[index] ?? '') ?? 1) > 1));
  for (const [index, group] of predicted.entries()) {
    const isSpread = (spread.get(truth[index] ?? '') ?? 1) > 1;
    const isShared = (strangers.get(group) ?? 1) > 1;
    if (isSpread && !isShared) counts.split += 1;
    else if (isShared && (isSpread || holdsSpread.has(group))) counts.mixed += 1;
    else if (isShared) counts.merged += 1;
  }
  return counts;
};
