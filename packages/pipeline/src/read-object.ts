import {
  createRecordSplitter,
  describeReadFailure,
  hashId,
  openStream,
  type ReadFailure,
  type RecordOrigin,
  type SplitRecord,
  type StreamOutcome,
} from '@bellwether/log-model';
import type { Ports, QuarantinedRecord } from '@bellwether/ports';
import { gunzipStream } from './gunzip-stream.ts';
import type { PlacedRecord, ReadBatch } from './read-batch.ts';
import { TallyCounter } from './tally.ts';

/** One object of a bucket that holds log records: what a notice of its creation says. */
export interface LogObject {
  readonly bucket: string;
  /** As it is stored, not URL-encoded. */
  readonly key: string;
  readonly versionId?: string;
  /** Tells what the object held when the notice was written, where the bucket keeps no versions. */
  readonly etag?: string;
  /** When the notice was written, epoch milliseconds UTC: the same each time it is given. */
  readonly noticedMs: number;
}

/** Bounds of what is held at a time; a batch ends with the record that reaches either of its two. */
export interface ObjectLimits {
  readonly batchRecords: number;
  readonly batchCharacters: number;
  /** Most bytes read of one object after decompression. CloudTrail ends a file near 50 MB. */
  readonly objectBytes: number;
  /** Most bytes of an object, compressed, that are kept whole in quarantine; of a larger one its address is. */
  readonly quarantineBytes: number;
}

export const defaultObjectLimits: ObjectLimits = {
  batchRecords: 1_000,
  batchCharacters: 2 * 1024 * 1024,
  objectBytes: 1024 * 1024 * 1024,
  quarantineBytes: 8 * 1024 * 1024,
};

/** At most a thousand records of one object, in its order. */
export interface ObjectBatch {
  readonly firstSequence: string;
  readonly lastSequence: string;
  readonly read: ReadBatch;
}

/** A record's position in its object, from 0, in digits that compare as text. */
const sequenceOf = (ordinal: number): string => String(ordinal).padStart(12, '0');

/** Names the object as a shard of its own: the same content of the same object always has the same name. */
export const objectShard = ({ bucket, key, versionId, etag }: LogObject): string =>
  `object-${hashId(`${bucket}\n${key}\n${versionId ?? etag ?? ''}`)}`;

/** CloudTrail names its files `<account>_CloudTrail_<region>_<time>_<random>.json.gz`; records that name their own go first. */
const originOf = ({ key }: LogObject): RecordOrigin => {
  const name = key.slice(key.lastIndexOf('/') + 1).slice(0, 512);
  const [, account = '', region = ''] = /^(\d{12})_CloudTrail[A-Za-z-]{0,40}_([a-z0-9-]{1,40})_/.exec(name) ?? [];
  return { account, region, logGroup: '', logStream: name };
};

const addressOf = ({ bucket, key, versionId }: LogObject, ordinal?: number): Uint8Array =>
  new TextEncoder().encode(JSON.stringify({ bucket, key, versionId, ordinal }));

/** The object as it lies there, or its address when it is larger than is kept, or gone. */
const wholeObject = async (ports: Pick<Ports, 'objects'>, object: LogObject, limit: number): Promise<Uint8Array> => {
  const opened = await ports.objects.open(object.bucket, object.key, object.versionId);
  if (opened === 'not_found') return addressOf(object);
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of opened) {
    length += part.length;
    if (length > limit) return addressOf(object);
    parts.push(part);
  }
  return Buffer.concat(parts);
};

/** Reads the records of one object in order and cuts them into batches. */
const objectReader = (object: LogObject, limits: ObjectLimits) => {
  const shard = objectShard(object);
  const origin = originOf(object);
  const stream = openStream(origin, { receivedMs: object.noticedMs });
  const seenIds = new Set<string>();
  let ordinal = 0;
  let tally = new TallyCounter();
  let records: PlacedRecord[] = [];
  let quarantined: QuarantinedRecord[] = [];
  let first = 0;
  let characters = 0;

  const refuse = (failure: ReadFailure, name: string, bytes: Uint8Array): void => {
    tally.unreadable(failure.code);
    quarantined.push({
      path: `quarantine/shard=${shard}/${name}`,
      reason: failure.code,
      sentence: describeReadFailure(failure),
      origin: `${object.bucket}/${object.key}`,
      bytes,
    });
  };

  const settle = ({ ordinal: at, raw, outcome }: StreamOutcome): void => {
    const sequence = sequenceOf(at);
    if (outcome.kind === 'dropped') return tally.dropped(outcome.reason);
    if (outcome.kind === 'failure') return refuse(outcome.failure, sequence, new TextEncoder().encode(raw.text));
    const { id } = outcome.record;
    if (id !== undefined && seenIds.has(id)) return tally.dropped('duplicate');
    if (id !== undefined) seenIds.add(id);
    tally.classified();
    const place = { origin, sequence, arrivalMs: object.noticedMs, fallbackId: `${shard}/${sequence}` };
    records.push({ record: outcome.record, place });
  };

  return {
    count: () => ordinal,
    take: (split: SplitRecord): void => {
      if (split.kind === 'failure') refuse(split.failure, sequenceOf(ordinal), addressOf(object, ordinal));
      else {
        characters += split.text.length;
        for (const outcome of stream.push({ text: split.text }, ordinal)) settle(outcome);
      }
      ordinal += 1;
    },
    isFull: (): boolean => ordinal - first >= limits.batchRecords || characters >= limits.batchCharacters,
    refuseObject: (failure: ReadFailure, bytes: Uint8Array): void => refuse(failure, 'object', bytes),
    dropObject: (): void => tally.dropped('not_events'),
    close: (): ObjectBatch => {
      for (const outcome of stream.flush()) settle(outcome);
      const read = { records, quarantined, tally: tally.total() };
      const batch = { firstSequence: sequenceOf(first), lastSequence: sequenceOf(Math.max(first, ordinal - 1)), read };
      [tally, records, quarantined, first, characters] = [new TallyCounter(), [], [], ordinal, 0];
      return batch;
    },
  };
};

/**
 * Reads the record array of an object as a stream: `{"Records":[...]}`, compressed or not. What could be read before an
 * object breaks off counts; the object itself then goes to quarantine. One that holds no record array is dropped as `not_events`.
 *
 * @returns batches in order, cut by the records alone, so that an object read again is cut the same; nothing for an empty array
 */
export async function* readObject(
  ports: Pick<Ports, 'objects'>,
  object: LogObject,
  opened: AsyncIterable<Uint8Array>,
  limits: ObjectLimits,
): AsyncGenerator<ObjectBatch> {
  const splitter = createRecordSplitter();
  const reader = objectReader(object, limits);
  let failure: ReadFailure | undefined;
  for await (const part of gunzipStream(opened, limits.objectBytes)) {
    if (part.kind === 'failure') {
      failure = part.failure;
      break;
    }
    for (const split of splitter.push(part.bytes)) {
      reader.take(split);
      if (reader.isFull()) yield reader.close();
    }
  }
  // An object that was cut off is also no whole JSON: one failure says it.
  const atEnd = failure === undefined ? splitter.end()[0] : undefined;
  if (atEnd?.kind === 'failure') failure = atEnd.failure;
  const { documentKind } = splitter;
  if (failure !== undefined) reader.refuseObject(failure, await wholeObject(ports, object, limits.quarantineBytes));
  else if (documentKind === 'digest' || documentKind === 'other') reader.dropObject();
  const last = reader.close();
  if (last.read.tally.received > 0) yield last;
}
