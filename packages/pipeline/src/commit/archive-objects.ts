import { gzipSync } from 'node:zlib';
import {
  eventLine,
  hourOf,
  joinPayloads,
  keptProvenanceOf,
  mixedDataset,
  objectName,
  partitionPath,
  type ArchivedEvent,
  type LakeKind,
} from '@bellwether/lake';
import { ruleMatchOf, type UnderstoodEvent } from '@bellwether/log-model';
import type { ArchivePolicy } from './archive-policy.ts';
import type { BatchPayload } from './batch-payload.ts';
import type { UnderstoodBatch } from './understood-batch.ts';
import { orderingKeyOf } from './ordering-keys.ts';

/** One immutable object of the lake: gzip-compressed, one event or one record a line. */
export interface ArchiveObject {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A dataset with so many events or more in a batch and hour has an object of its own where a payload policy asks for none. */
const fullObjectEvents = 10_000;

/** What goes into one object. */
interface Partition<Item> {
  readonly dataset: string;
  readonly hourMs: number;
  readonly items: Item[];
}

/** One partition a dataset and hour, in order of appearance. Neighbours mostly share theirs. */
const partitionsOf = <Item>(
  items: readonly Item[],
  datasetOf: (item: Item) => string,
  timeOf: (item: Item) => number,
): readonly Partition<Item>[] => {
  const hours = new Map<number, Map<string, Partition<Item>>>();
  const all: Partition<Item>[] = [];
  let last: Partition<Item> | undefined;
  for (const item of items) {
    const [dataset, hourMs] = [datasetOf(item), hourOf(timeOf(item))];
    if (last?.dataset !== dataset || last.hourMs !== hourMs) {
      let datasets = hours.get(hourMs);
      if (!datasets) hours.set(hourMs, (datasets = new Map<string, Partition<Item>>()));
      last = datasets.get(dataset);
      if (!last) {
        last = { dataset, hourMs, items: [] };
        datasets.set(dataset, last);
        all.push(last);
      }
    }
    last.items.push(item);
  }
  return all;
};

/** Puts the small partitions of an hour together, where there are several; their items keep the order of the datasets. */
const mergeSmall = <Item>(
  partitions: readonly Partition<Item>[],
  minWeight: number,
  weightOf: (item: Item) => number,
): readonly Partition<Item>[] => {
  const large: Partition<Item>[] = [];
  const small = new Map<number, Partition<Item>>();
  for (const partition of partitions) {
    const { hourMs, items } = partition;
    const known = small.get(hourMs);
    if (items.reduce((sum, item) => sum + weightOf(item), 0) >= minWeight) large.push(partition);
    else if (known === undefined) small.set(hourMs, partition);
    else small.set(hourMs, { dataset: mixedDataset, hourMs, items: [...known.items, ...items] });
  }
  return [...large, ...small.values()];
};

const pathOf = (kind: LakeKind, { dataset, hourMs }: Partition<unknown>, batch: UnderstoodBatch): string =>
  `${partitionPath(kind, dataset, hourMs)}/${objectName(batch.shard, batch.firstSequence, batch.lastSequence)}`;

type EventPolicy = Omit<Extract<ArchivePolicy, { readonly kind: 'redacted' }>, 'kind'>;

/**
 * An understood event as it is archived.
 *
 * @param shard  what orders it, where its object does not say it
 */
export const archivedOf = (
  { sequence, event, evidence, isOfDocument, provenance }: UnderstoodEvent,
  shard?: string,
): ArchivedEvent => {
  const hits = evidence.flatMap((found) => ruleMatchOf(found.evidence) ?? []);
  return {
    ...(shard === undefined ? {} : { shard }),
    sequence,
    event,
    ...(isOfDocument ? { isOfDocument } : {}),
    ...(provenance === undefined ? {} : { provenance: keptProvenanceOf(provenance) }),
    ...(hits.length === 0 ? {} : { hits }),
  };
};

const orderingKeyField = (
  { sequence }: BatchPayload,
  { shard, orderingKeys }: UnderstoodBatch,
): { readonly orderingKey?: string } => {
  const orderingKey = orderingKeyOf(shard, orderingKeys, sequence);
  return orderingKey === undefined ? {} : { orderingKey };
};

const eventObjectsOf = (batch: UnderstoodBatch, policy: EventPolicy): readonly ArchiveObject[] => {
  const { ownObjectEvents = 0, gzipLevel: level = 1 } = policy;
  const byDataset = partitionsOf(
    batch.events,
    ({ event }) => event.dataset,
    ({ event }) => event.timestampMs,
  );
  return mergeSmall(byDataset, ownObjectEvents, () => 1).map((partition) => ({
    path: pathOf('events', partition, batch),
    bytes: gzipSync(
      partition.items
        .map((item) => eventLine(archivedOf(item, batch.orderingKeys?.get(item.sequence)), partition.dataset))
        .join(''),
      {
        level,
      },
    ),
  }));
};

/** A record is filed whole, under the hour of its earliest event: a reader by time also looks into the hours before. */
const payloadObjectsOf = (batch: UnderstoodBatch, payloads: readonly BatchPayload[]): readonly ArchiveObject[] => {
  const byDataset = partitionsOf(
    payloads,
    ({ dataset }) => dataset,
    ({ firstMs }) => firstMs,
  );
  return mergeSmall(byDataset, fullObjectEvents, ({ events }) => events).map((partition) => ({
    path: pathOf('payloads', partition, batch),
    bytes: joinPayloads(partition.items.map((item) => ({ ...item, ...orderingKeyField(item, batch) }))),
  }));
};

/**
 * The objects of a batch under paths made of the shard and the sequence range, by dataset and hour of event time. The same batch
 * always gives the same bytes under the same paths; readers drop what overlapping batches wrote twice by event id, as the view
 * of events does.
 *
 * @param policy  where it asks for payloads and the batch contains none, its events are kept: nothing goes unarchived
 */
export const archiveObjectsOf = (batch: UnderstoodBatch, policy: ArchivePolicy): readonly ArchiveObject[] =>
  policy.kind === 'payload' && batch.payloads !== undefined
    ? payloadObjectsOf(batch, batch.payloads)
    : eventObjectsOf(batch, policy.kind === 'redacted' ? policy : { ownObjectEvents: fullObjectEvents });
