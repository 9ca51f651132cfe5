import type { CountStore } from '@bellwether/ports';

/**
 * Where data that was written down and handed over ends: half of its log groups have nothing after that, so the others' having
 * nothing either is not a silence. A few stragglers move it as little as a few that ended early.
 *
 * @returns start of the window in which the log group in the middle wrote last, epoch milliseconds UTC; none for no log groups
 */
export const endOfData = async (
  counts: Pick<CountStore, 'rows'>,
  scopes: readonly string[],
  period: { readonly startMs: number; readonly endMs: number },
): Promise<number | undefined> => {
  const ends: number[] = [];
  for (const scope of scopes) {
    const last = (await counts.rows(scope, period.startMs, period.endMs)).at(-1);
    if (last !== undefined) ends.push(last.windowStartMs);
  }
  return ends.sort((left, right) => left - right)[ends.length >> 1];
};
