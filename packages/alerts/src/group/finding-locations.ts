import type { Finding } from '@bellwether/log-model';
import type { FindingLocation } from './group.ts';

/** Locations that keep their scope; further ones keep only rule, dataset and account. */
const maxScopes = 25;
const maxLocations = 50;

/** Characters of each text of a finding that are kept for mutes. The name of a log group has at most 512. */
const maxCharacters = 560;

const isSame = (left: FindingLocation, right: FindingLocation): boolean =>
  left.rule === right.rule &&
  left.dataset === right.dataset &&
  left.account === right.account &&
  left.scope === right.scope;

/**
 * Adds the location of a finding. Bounded: when there are too many locations, further ones lose their scope, then everything. A mute
 * that names what a location has lost does not match it.
 */
export const joinLocation = (locations: readonly FindingLocation[], finding: Finding): readonly FindingLocation[] => {
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
    const index = locations.findIndex((location) => isSame(location, candidate));
    if (index >= 0) return locations[index]?.isFresh ? locations : locations.with(index, candidate);
    if (locations.length < max) return [...locations, candidate];
  }
  return locations;
};
