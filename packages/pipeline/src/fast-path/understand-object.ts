import type { SettledRecord, TrailLane } from '@bellwether/known-lines';
import {
  cloudTrailReader,
  windowStart,
  type CountContribution,
  type PlacedRead,
  type UnderstoodEvent,
} from '@bellwether/log-model';
import type { LearntCore } from '../session/learnt-core.ts';
import type { PlacedItem } from '../source/object-item.ts';
import { sequenceOf, type ObjectBatch } from '../source/read-object.ts';

/** What understanding made of records: events, and counts of those that did not have to be made. */
export interface UnderstoodItems {
  readonly events: readonly UnderstoodEvent[];
  readonly contributions: readonly CountContribution[];
}

/** Adds one event of a settled kind to its counters. */
const count = (
  contributions: CountContribution[],
  { settled: { scope, fields }, timestampMs, ordinal }: SettledRecord,
  templateField: string,
): void => {
  const sequence = sequenceOf(ordinal);
  const windowStartMs = windowStart(timestampMs);
  for (let index = 0; index < fields.length; index += 1)
    contributions.push({ sequence, scope, windowStartMs, field: fields[index]!, count: 1 });
  contributions.push({ sequence, scope, windowStartMs, field: templateField, count: 1 });
};

const readInFull = ({ text = '', ordinal }: SettledRecord, placeOf: ObjectBatch['placeOf']): PlacedRead => {
  const place = placeOf(ordinal);
  const outcome = cloudTrailReader.read({ text }, { origin: place.origin, receivedMs: place.arrivalMs });
  // The scan took it for one, so the reader does; anything else would be a fault of ours.
  if (outcome.kind !== 'record') throw new Error('A settled record could not be read.');
  return { record: outcome.record, place };
};

/**
 * Understands the records of an object in their order. Templates depend on it: what is counted is learnt between what
 * is read in full, as if it had been read.
 */
export const understandItems = async (
  core: LearntCore,
  lane: TrailLane | undefined,
  { items, placeOf }: Pick<ObjectBatch, 'items' | 'placeOf'>,
): Promise<UnderstoodItems> => {
  const events: UnderstoodEvent[] = [];
  const contributions: CountContribution[] = [];
  const templateFields = new Map<string, string>();
  const fieldOf = (templateId: string): string => {
    let field = templateFields.get(templateId);
    if (field === undefined) templateFields.set(templateId, (field = `template:${templateId}`));
    return field;
  };
  let waiting: PlacedItem[] = [];
  const understandWaiting = async (): Promise<void> => {
    const understood = await core.understand(waiting);
    for (const [index, one] of understood.entries()) {
      events.push(one);
      const shape = waiting[index]?.shape;
      if (shape !== undefined) lane?.learn(shape, one.event);
    }
    waiting = [];
  };
  for (const item of items) {
    if (!('kind' in item)) {
      waiting.push(item);
      continue;
    }
    if (waiting.length > 0) await understandWaiting();
    const learnt = core.learnKnown(item.settled, item.timestampMs, () => readInFull(item, placeOf));
    if (typeof learnt === 'string') count(contributions, item, fieldOf(learnt));
    else events.push(learnt);
  }
  if (waiting.length > 0) await understandWaiting();
  return { events, contributions };
};
