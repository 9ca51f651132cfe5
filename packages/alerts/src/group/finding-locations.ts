import type { Finding } from '@bellwether/log-model';
import type { FindingLocation } from './group.ts';

/** Places told apart by scope; further ones only by rule, source and account. */
const maxScopes = 25;
const maxLocations = 50;

/** Longest text that is kept of a finding for mutes, in characters. A log group's name has at most 512. */
const maxCharacters = 560;

const isSame = (left: FindingLocation, right: FindingLocation): boolean =>
  left.rule === right.rule &&
  left.dataset === right.dataset &&
  left.account === right.account &&
  left.scope === right.scope;

/**
 * Adds where a finding comes from. Bounded: where there are too many places they lose their scope, then everything, and what is
 * not known is not muted by a mute that names it.
 */
export const joinLocation = (places: readonly FindingLocation[], finding: Finding): readonly FindingLocation[] => {
  const cut = (text: string): string => text.slice(0, maxCharacters);
  const exact: FindingLocation = {
    rule: cut(finding.rule),
    dataset: finding.dataset,
    account: cut(finding.account),
    scope: cut(finding.scope),
    isFresh: true,
  };
  const { scope, ...wide } = exact;
  for (const [candidate, max] of [
    [exact, maxScopes],
    [wide, maxLocations],
    [{ isFresh: true }, Number.POSITIVE_INFINITY],
  ] as const) {
    const index = places.findIndex((place) => isSame(place, candidate));
    if (index >= 0) return places[index]?.isFresh ? places : places.with(index, candidate);
    if (places.length < max) return [...places, candidate];
  }
  return places;
};
