import type { ArchivedEvent, LakeObject } from '@bellwether/lake';
import { isEarlierSequence } from '@bellwether/log-model';
import { archivedDeliveries, type ReplayDelivery } from '@bellwether/pipeline';
import { refused, type ReplayItem } from './replay-item.ts';
import type { ReplaySource } from './replay-source.ts';

export type EventsOfShard = Extract<ReplayItem, { kind: 'events' }>;

/** A batch that filed its records as received, in one or more objects. */
export interface PayloadBatch {
  readonly shard: string;
  readonly objects: readonly LakeObject[];
}

export const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** Puts the records of a batch that were archived in several objects together again, in order. */
export const readBatch = async (
  { lake }: ReplaySource,
  { objects }: PayloadBatch,
  wasRemoved: string,
): Promise<readonly ReplayItem[]> => {
  const items: ReplayItem[] = [];
  const parts: ReplayDelivery[] = [];
  for (const object of objects) {
    const bytes = await lake.read(object.path);
    const deliveries = bytes === 'not_found' ? undefined : archivedDeliveries(object, bytes);
    if (deliveries === undefined)
      items.push(refused(object.path, bytes === 'not_found' ? wasRemoved : 'It is damaged.'));
    else parts.push(...deliveries);
  }
  const [first] = parts;
  if (first === undefined) return items;
  const records = parts.flatMap(({ batch }) => batch.records).sort((a, b) => compareText(a.sequence, b.sequence));
  return [...items, { kind: 'delivery', delivery: { ...first, batch: { ...first.batch, records } } }];
};

interface OrderedEvent {
  readonly path: string;
  readonly shard: string;
  readonly one: ArchivedEvent;
}

/** Events in order as items, one for each run of what orders them. */
const itemsOf = (events: readonly OrderedEvent[]): readonly ReplayItem[] => {
  const items: { kind: 'events'; path: string; shard: string; events: ArchivedEvent[] }[] = [];
  for (const { path, shard, one } of events) {
    const last = items.at(-1);
    if (last?.shard === shard) last.events.push(one);
    else items.push({ kind: 'events', path, shard, events: [one] });
  }
  return items;
};

/** Cuts a delivery wherever events come between its records. */
function* cutBy(delivery: ReplayDelivery, waiting: OrderedEvent[]): Generator<ReplayItem> {
  const { records } = delivery.batch;
  let from = 0;
  for (let at = 0; at <= records.length; at += 1) {
    const sequence = records[at]?.sequence;
    const isBefore =
      sequence !== undefined && waiting[0] !== undefined && isEarlierSequence(waiting[0].one.sequence, sequence);
    if (sequence !== undefined && !isBefore) continue;
    if (at > from)
      yield {
        kind: 'delivery',
        delivery: { ...delivery, batch: { ...delivery.batch, records: records.slice(from, at) } },
      };
    from = at;
    const firstLater = sequence === undefined ? 0 : waiting.findIndex(({ one }) => one.sequence >= sequence);
    yield* itemsOf(waiting.splice(0, firstLater < 0 ? waiting.length : firstLater));
  }
}

/**
 * Batches of one shard with events of other records of it, all in the order of their sequences.
 *
 * @param batches  read one after the other, in their order
 */
export async function* interleave(
  batches: readonly (() => Promise<readonly ReplayItem[]>)[],
  events: readonly EventsOfShard[],
): AsyncGenerator<ReplayItem> {
  const waiting = events
    .flatMap(({ path, shard, events: of }) => of.map((one): OrderedEvent => ({ path, shard, one })))
    .sort((left, right) => compareText(left.one.sequence, right.one.sequence));
  for (const read of batches) {
    for (const item of await read()) {
      if (item.kind === 'delivery') yield* cutBy(item.delivery, waiting);
      else yield item;
    }
  }
  yield* itemsOf(waiting);
}
