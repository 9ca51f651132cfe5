import { hourMs, type ArchivedEvent, type LakeObject, readEventLine } from '@bellwether/lake';
import { readParquet } from '@bellwether/lake/parquet';
import { gunzip } from '@bellwether/log-model';
import {
  archivedAt,
  archivedDeliveries,
  failedChanges,
  failedDeliveries,
  mayHold,
  quarantinedDelivery,
  quarantinedNotice,
  trailNotice,
  type ArchiveRange,
  type FailedChanges,
  type FailedOptions,
  type ReplayDelivery,
  type ReplayNotice,
} from '@bellwether/pipeline';
import type { ObjectListing, QuarantinedRecord } from '@bellwether/ports';
import type { ReplaySource } from './replay-source.ts';

/**
 * One thing to replay: records for the whole core, changes of a table to be told, an object to be read, events that were
 * understood already, or what cannot be replayed, and why.
 */
export type ReplayItem =
  | { readonly kind: 'delivery'; readonly delivery: ReplayDelivery }
  | { readonly kind: 'changes'; readonly changes: FailedChanges }
  | { readonly kind: 'notice'; readonly notice: ReplayNotice }
  | {
      readonly kind: 'events';
      readonly path: string;
      readonly shard: string;
      readonly events: readonly ArchivedEvent[];
    }
  | { readonly kind: 'refused'; readonly path: string; readonly reason: string };

const refused = (path: string, reason: string): ReplayItem => ({ kind: 'refused', path, reason });

/** Why a quarantined record is no delivery and no notice. */
const whyNot = ({ reason, origin, place }: QuarantinedRecord): string => {
  if (place !== undefined) return 'It was sent again before, and rests under its first path.';
  return reason === 'too_long'
    ? `It is longer than what is held of one record; it stands in ${origin}.`
    : `It does not say where it stood; it comes from ${origin}.`;
};

/** Quarantined records, each by itself. */
export async function* gatherQuarantine({ quarantine }: ReplaySource): AsyncGenerator<ReplayItem> {
  for await (const record of quarantine.list()) {
    const [delivery, notice] = [quarantinedDelivery(record), quarantinedNotice(record)];
    if (delivery) yield { kind: 'delivery', delivery };
    else if (notice) yield { kind: 'notice', notice };
    else yield refused(record.path, whyNot(record));
  }
}

/** What Lambda gave up on, under the prefix that AWS chose. */
export async function* gatherFailures({ lake }: ReplaySource, options: FailedOptions): AsyncGenerator<ReplayItem> {
  for await (const { path } of lake.list('aws/lambda/')) {
    const bytes = await lake.read(path);
    if (bytes === 'not_found') continue;
    const text = new TextDecoder().decode(bytes);
    const changes = failedChanges(path, text);
    const deliveries = failedDeliveries(path, text, options);
    if (changes !== undefined) yield { kind: 'changes', changes };
    else if (deliveries === undefined) yield refused(path, 'It is no batch or delivery that Lambda gave up on.');
    else for (const delivery of deliveries) yield { kind: 'delivery', delivery };
  }
}

const maxPlainBytes = 512 * 1024 * 1024;

const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** Events of an object of lines or of a part; undefined when it is damaged. */
const eventsOf = async (object: LakeObject, bytes: Uint8Array): Promise<readonly ArchivedEvent[] | undefined> => {
  if (object.kind === 'events-parquet') return readParquet(bytes, object.dataset);
  const unzipped = gunzip(bytes, maxPlainBytes);
  const shard = object.records?.shard;
  if (!unzipped.ok || shard === undefined) return undefined;
  const lines = new TextDecoder().decode(unzipped.bytes).split('\n');
  const events = lines.filter((line) => line !== '').map((line) => readEventLine(line, object.dataset));
  return events.every((event) => event !== undefined) ? events.map((event) => ({ shard, ...event })) : undefined;
};

/** Events of one hour by shard, each shard's in sequence order, which its counters go by. */
async function* gatherHour(
  { lake }: ReplaySource,
  objects: readonly LakeObject[],
  { fromMs, toMs, dataset }: ArchiveRange,
): AsyncGenerator<ReplayItem> {
  const shards = new Map<string, Map<string, ArchivedEvent>>();
  for (const object of objects) {
    const bytes = await lake.read(object.path);
    if (bytes === 'not_found') continue;
    const events = await eventsOf(object, bytes);
    if (events === undefined) yield refused(object.path, 'It is damaged.');
    for (const one of events ?? []) {
      const { timestampMs, dataset: of, id } = one.event;
      if (timestampMs < fromMs || timestampMs >= toMs || (dataset !== undefined && of !== dataset)) continue;
      const shard = one.shard ?? object.path;
      shards.set(shard, (shards.get(shard) ?? new Map<string, ArchivedEvent>()).set(id, one));
    }
  }
  const path = objects[0]?.path ?? '';
  for (const [shard, byId] of [...shards].sort(([left], [right]) => compareText(left, right)))
    yield {
      kind: 'events',
      path,
      shard,
      events: [...byId.values()].sort((a, b) => compareText(a.sequence, b.sequence)),
    };
}

/** A batch that filed its records in several places gets them together again, in order. */
const joined = (path: string, parts: readonly ReplayDelivery[]): ReplayItem => {
  const [first] = parts;
  if (first === undefined) return refused(path, 'It holds nothing.');
  const records = parts.flatMap(({ batch }) => batch.records).sort((a, b) => compareText(a.sequence, b.sequence));
  return { kind: 'delivery', delivery: { ...first, batch: { ...first.batch, records } } };
};

/**
 * A range of the archive: records as they came, in the batches they came in, and the understood events of hours that have none.
 * Everything of one shard comes in the shard's order.
 */
export async function* gatherArchive(source: ReplaySource, range: ArchiveRange): AsyncGenerator<ReplayItem> {
  const found: LakeObject[] = [];
  for (const prefix of ['payloads/', 'payloads-kept/', 'events/', 'events-parquet/']) {
    for await (const { path } of source.lake.list(prefix)) {
      const object = archivedAt(path);
      if (object !== undefined && mayHold(object, range)) found.push(object);
    }
  }
  const batches = new Map<string, LakeObject[]>();
  for (const object of found.filter(({ kind }) => kind === 'payloads')) {
    const { shard = '', first = '', last = '' } = object.records ?? {};
    const key = `${shard} ${first} ${last}`;
    batches.set(key, [...(batches.get(key) ?? []), object]);
  }
  for (const [, objects] of [...batches].sort(([left], [right]) => compareText(left, right))) {
    const parts: ReplayDelivery[] = [];
    for (const object of objects) {
      const bytes = await source.lake.read(object.path);
      const deliveries = bytes === 'not_found' ? [] : archivedDeliveries(object, bytes);
      if (deliveries === undefined) yield refused(object.path, 'It is damaged.');
      else parts.push(...deliveries);
    }
    yield joined(objects[0]?.path ?? '', parts);
  }
  // Where records as they came are kept, the parts made of them hold the same events once more.
  const events = batches.size > 0 ? [] : found.filter(({ kind }) => kind !== 'payloads');
  const firstMs = Math.min(...events.map((object) => object.hourMs));
  const lastMs = Math.max(...events.map((object) => object.hourMs));
  for (let startMs = firstMs; startMs <= lastMs; startMs += hourMs) {
    const ofHour = events.filter((object) => object.hourMs === startMs);
    if (ofHour.length > 0) yield* gatherHour(source, ofHour, range);
  }
}

/** The files of a trail in which events of a span may lie, whole. */
export async function* gatherTrail(
  listing: ObjectListing,
  prefix: string,
  range: Pick<ArchiveRange, 'fromMs' | 'toMs'>,
): AsyncGenerator<ReplayItem> {
  for await (const file of listing.list(prefix)) {
    const notice = trailNotice(file, range);
    if (notice !== undefined) yield { kind: 'notice', notice };
  }
}
