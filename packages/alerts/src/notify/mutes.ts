import { compileGlob } from '@bellwether/log-model';
import type { Evidence, Place } from '../group/group.ts';
import type { Mute } from '../policy.ts';

/** The scope behind its account, `<account>:<log group or dataset>`. */
const logGroupOf = (scope: string): string => scope.slice(scope.indexOf(':') + 1);

const matches = (mute: Mute, { rule, dataset, account, scope }: Place): boolean =>
  (mute.rule === undefined || (rule !== undefined && compileGlob(mute.rule)(rule))) &&
  (mute.dataset === undefined || mute.dataset === dataset) &&
  (mute.account === undefined || mute.account === account) &&
  (mute.logGroup === undefined || (scope !== undefined && compileGlob(mute.logGroup)(logGroupOf(scope))));

const namesNothing = ({ rule, dataset, account, logGroup }: Mute): boolean =>
  [rule, dataset, account, logGroup].every((value) => value === undefined);

/** The mute that covers a place for the longest; a mute that has ended, or names nothing, covers none. */
const muteOfPlace = (place: Place, mutes: readonly Mute[], nowMs: number): Mute | undefined => {
  let longest: Mute | undefined;
  for (const mute of mutes) {
    // What cannot be read as a time has ended: in doubt people are told.
    if (!(Date.parse(mute.until) > nowMs) || namesNothing(mute) || !matches(mute, place)) continue;
    if (!longest || Date.parse(mute.until) > Date.parse(longest.until)) longest = mute;
  }
  return longest;
};

/**
 * The mute that keeps a group silent, if one does: every place that has something to say is covered. The one that ends first is
 * given, since that is when the group is to be looked at again.
 *
 * @param evidence  its fresh places have something to say; all of them where none is fresh
 */
export const muteOf = (
  { places }: Pick<Evidence, 'places'>,
  mutes: readonly Mute[],
  nowMs: number,
): Mute | undefined => {
  const fresh = places.filter(({ isFresh }) => isFresh);
  let first: Mute | undefined;
  for (const place of fresh.length > 0 ? fresh : places) {
    const mute = muteOfPlace(place, mutes, nowMs);
    if (!mute) return undefined;
    if (!first || Date.parse(mute.until) < Date.parse(first.until)) first = mute;
  }
  return first;
};
