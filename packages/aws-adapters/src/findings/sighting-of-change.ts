import type { Finding, FindingState } from '@bellwether/log-model';
import * as z from 'zod/mini';
import { findingOf, type Item } from './finding-item.ts';

/** A finding as a change of its table shows it. */
export interface SightedFinding {
  readonly finding: Finding;
  /** Its first seen as it was first stored, epoch milliseconds UTC. Later sightings extend the finding's own span, never this. */
  readonly raisedMs: number;
  /** What was last made of it; absent while it is new. */
  readonly state?: FindingState;
}

type Image = Readonly<Record<string, unknown>>;

/** A change of an item: as it is now, and as it was where the stream shows it and the item is not new. */
export interface ItemChange {
  readonly image: Image;
  readonly before?: Image;
}

/**
 * What raising a finding writes, and nothing else does. `ttl` alone distinguishes a finding that is raised again after the first expired; score
 * and severity lie in `finding`.
 */
const seenAttributes = ['finding', 'firstSeenMs', 'lastSeenMs', 'count', 'ttl'] as const;

/** Whether the finding was seen, not only marked. Where the old image is missing it may have been: a repeated sighting notifies nobody. */
const wasSeen = ({ image, before }: ItemChange): boolean =>
  before === undefined || seenAttributes.some((name) => JSON.stringify(image[name]) !== JSON.stringify(before[name]));

const firstStoredSchema = z.object({ firstSeenMs: z.number() });

/**
 * The finding of a change on the table's stream; `undefined` for an item that is none, such as the one that lists the days, and
 * for a finding of which only what was made of it has changed: its state, or that it was notified.
 *
 * @throws Error when the item looks like a finding and is none that this adapter wrote
 */
export const sightingOfChange = (change: ItemChange): SightedFinding | undefined => {
  if (change.image['finding'] === undefined || change.image['displaced'] !== undefined || !wasSeen(change))
    return undefined;
  // Parsed, not trusted: what is not a finding is refused.
  const item = change.image as Item;
  const { finding, status } = findingOf(item).stored;
  // The JSON is written once; what changes later stands beside it.
  const { firstSeenMs } = z.parse(firstStoredSchema, JSON.parse(item['finding']?.S ?? ''));
  return { finding, raisedMs: firstSeenMs, ...(status && { state: status.state }) };
};
