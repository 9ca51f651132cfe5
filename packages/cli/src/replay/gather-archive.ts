import { readEventLine, type ArchivedEvent, type LakeObject } from '@bellwether/lake';
import { readParquet } from '@bellwether/lake/parquet';
import { gunzip } from '@bellwether/log-model';
import { archivedAt, archivedDeliveries, mayHold, type ArchiveRange } from '@bellwether/pipeline';
import { compareText, interleave, readBatch, type EventsOfShard, type PayloadBatch } from './merge-shard.ts';
import { refused, type ReplayItem } from './replay-item.ts';
import type { ReplaySource } from './replay-source.ts';

const maxPlainBytes = 512 * 1024 * 1024;

const wasRemoved = 'It was removed while the archive was read. Run the command again.';

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

/** Events of one hour by shard, each shard's in sequence order, which its counters go by; and what could not be read. */
async function* readHour(
  { lake }: ReplaySource,
  objects: readonly LakeObject[],
  { fromMs, toMs, dataset }: ArchiveRange,
): AsyncGenerator<EventsOfShard | Extract<ReplayItem, { kind: 'refused' }>> {
  const shards = new Map<string, Map<string, ArchivedEvent>>();
  for (const object of objects) {
    const bytes = await lake.read(object.path);
    const events = bytes === 'not_found' ? undefined : await eventsOf(object, bytes);
    if (events === undefined) yield refused(object.path, bytes === 'not_found' ? wasRemoved : 'It is damaged.');
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
      ...{ kind: 'events', path, shard },
      events: [...byId.values()].sort((a, b) => compareText(a.sequence, b.sequence)),
    };
}

const listArchive = async (source: ReplaySource, range: ArchiveRange): Promise<readonly LakeObject[]> => {
  const found: LakeObject[] = [];
  for (const prefix of ['payloads/', 'payloads-kept/', 'events/', 'events-parquet/']) {
    for await (const { path } of source.lake.list(prefix)) {
      const object = archivedAt(path);
      if (object !== undefined && mayHold(object, range)) found.push(object);
    }
  }
  return found;
};

/** The batches that filed records as received, in the order of their shards. */
const batchesOf = (found: readonly LakeObject[]): readonly PayloadBatch[] => {
  const batches = new Map<string, { readonly shard: string; readonly objects: LakeObject[] }>();
  for (const object of found) {
    if (object.kind !== 'payloads') continue;
    const { shard = '', first = '', last = '' } = object.records ?? {};
    const key = `${shard} ${first} ${last}`;
    const batch = batches.get(key) ?? { shard, objects: [] };
    batch.objects.push(object);
    batches.set(key, batch);
  }
  return [...batches].sort(([left], [right]) => compareText(left, right)).map(([, batch]) => batch);
};

/** Which records are kept raw: a reader of the archive takes their events from those. */
class KeptRecords {
  readonly #sequences = new Map<string, Set<string>>();

  add(shard: string, sequence: string): void {
    this.#sequences.set(shard, (this.#sequences.get(shard) ?? new Set<string>()).add(sequence));
  }

  /** The shard whose records are kept that an event is of; what orders an event is its shard, or an ordering key in it. */
  shardOf(guard: string): string | undefined {
    if (this.#sequences.has(guard)) return guard;
    const shard = guard.replace(/-(?:[0-9a-f]{32}|[0-9a-f]{16})$/, '');
    return this.#sequences.has(shard) ? shard : undefined;
  }

  has(shard: string, sequence: string): boolean {
    return this.#sequences.get(shard)?.has(sequence) === true;
  }
}

const recordsKept = async ({ lake }: ReplaySource, batches: readonly PayloadBatch[]): Promise<KeptRecords> => {
  const kept = new KeptRecords();
  for (const object of batches.flatMap(({ objects }) => objects)) {
    const bytes = await lake.read(object.path);
    for (const { batch } of (bytes === 'not_found' ? [] : archivedDeliveries(object, bytes)) ?? [])
      for (const { sequence } of batch.records) kept.add(batch.shard, sequence);
  }
  return kept;
};

/**
 * A range of the archive: records as received, in the batches they came in, and the understood events of all other records.
 * Which of the two is decided for each event, since a range may contain hours, log sources and records with and without the record
 * as received. Everything of one shard comes in the shard's order, or its counters would take the earlier for counted.
 */
export async function* gatherArchive(source: ReplaySource, range: ArchiveRange): AsyncGenerator<ReplayItem> {
  const found = await listArchive(source, range);
  const batches = batchesOf(found);
  const events = found.filter(({ kind }) => kind !== 'payloads');
  const kept = events.length === 0 ? new KeptRecords() : await recordsKept(source, batches);
  /** Events whose record was not kept, of shards of which others were: they are sent in between. */
  const between = new Map<string, EventsOfShard[]>();
  for (const startMs of [...new Set(events.map((object) => object.hourMs))].sort((left, right) => left - right)) {
    const ofHour = events.filter((object) => object.hourMs === startMs);
    for await (const item of readHour(source, ofHour, range)) {
      const shard = item.kind === 'refused' ? undefined : kept.shardOf(item.shard);
      if (item.kind === 'refused' || shard === undefined) {
        yield item;
        continue;
      }
      const others = item.events.filter(({ sequence }) => !kept.has(shard, sequence));
      if (others.length > 0) between.set(shard, [...(between.get(shard) ?? []), { ...item, events: others }]);
    }
  }
  for (const shard of new Set(batches.map((batch) => batch.shard))) {
    const ofShard = batches.filter((batch) => batch.shard === shard);
    const read = ofShard.map((batch) => () => readBatch(source, batch, wasRemoved));
    yield* interleave(read, between.get(shard) ?? []);
  }
}
