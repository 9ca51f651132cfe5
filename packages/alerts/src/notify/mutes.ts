import { compileGlob } from '@bellwether/log-model';
import type { Evidence, FindingLocation } from '../group/group.ts';
import type { Mute } from '../policy.ts';

/** The scope after its account, `<account>:<log group or dataset>`. */
const logGroupOf = (scope: string): string => scope.slice(scope.indexOf(':') + 1);

const matches = (mute: Mute, { rule, dataset, account, scope }: FindingLocation): boolean =>
  (mute.rule === undefined || (rule !== undefined && compileGlob(mute.rule)(rule))) &&
  (mute.dataset === undefined || mute.dataset === dataset) &&
  (mute.account === undefined || mute.account === account) &&
  (mute.logGroup === undefined || (scope !== undefined && compileGlob(mute.logGroup)(logGroupOf(scope))));

const namesNothing = ({ rule, dataset, account, logGroup }: Mute): boolean =>
  [rule, dataset, account, logGroup].every((value) => value === undefined);

/** The mute that covers a location for the longest time; a mute that has ended, or names nothing, covers none. */
const muteOfLocation = (location: FindingLocation, mutes: readonly Mute[], nowMs: number): Mute | undefined => {
  let lastEnding: Mute | undefined;
  for (const mute of mutes) {
    // A mute whose end cannot be read has ended: people are rather notified once too often.
    if (!(Date.parse(mute.until) > nowMs) || namesNothing(mute) || !matches(mute, location)) continue;
    if (!lastEnding || Date.parse(mute.until) > Date.parse(lastEnding.until)) lastEnding = mute;
  }
  return lastEnding;
};

/**
 * The mute that keeps a group silent, if one does: every location with news is covered. The one that ends first is
 * given, since that is when the group is to be looked at again.
 *
 * @param evidence  its fresh locations have to be covered; all of them where none is fresh
 */
export const muteOf = (
  { locations }: Pick<Evidence, 'locations'>,
  mutes: readonly Mute[],
  nowMs: number,
): Mute | undefined => {
  const fresh = locations.filter(({ isFresh }) => isFresh);
  let first: Mute | undefined;
  for (const location of fresh.length > 0 ? fresh : locations) {
    const mute = muteOfLocation(location, mutes, nowMs);
    if (!mute) return undefined;
    if (!first || Date.parse(mute.until) < Date.parse(first.until)) first = mute;
  }
  return first;
};
