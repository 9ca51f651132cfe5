import type { Finding } from '@bellwether/log-model';
import * as z from 'zod/mini';
import { findingOf, type Item } from './finding-item.ts';

/** A finding as a change of its table shows it. */
export interface SightedFinding {
  readonly finding: Finding;
  /** Its first seen as it was first stored, epoch milliseconds UTC. Later raises widen the finding's own, never this. */
  readonly raisedMs: number;
}

const firstStoredSchema = z.object({ firstSeenMs: z.number() });

/**
 * The finding of a new image on the table's stream; `undefined` for an item that is none, such as the one that lists the days.
 *
 * @throws Error when the item looks like a finding and is none that this adapter wrote
 */
export const sightingOfImage = (image: Readonly<Record<string, unknown>>): SightedFinding | undefined => {
  if (image['finding'] === undefined) return undefined;
  // Parsed, not trusted: what is no finding is refused.
  const item = image as Item;
  const { finding } = findingOf(item).stored;
  // The JSON is written once; what changes later stands beside it.
  const { firstSeenMs } = z.parse(firstStoredSchema, JSON.parse(item['finding']?.S ?? ''));
  return { finding, raisedMs: firstSeenMs };
};
