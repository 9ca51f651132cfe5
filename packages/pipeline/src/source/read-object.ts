import {
  EventIds,
  type LaneRecord,
  type SettledRecord,
  type TrailLane,
  type TrailShape,
} from '@bellwether/known-lines';
import {
  createRecordSplitter,
  describeReadFailure,
  identify,
  openStream,
  type ReadFailure,
  type RecordOrigin,
  type RecordPlace,
  type SplitRecord,
  type StreamOutcome,
} from '@bellwether/log-model';
import type { Ports, QuarantinedRecord, QuarantinePlace } from '@bellwether/ports';
import { gunzipStream } from './gunzip-stream.ts';
import type { ObjectItem, PlacedItem } from './object-item.ts';
import { openObjectLane } from '../fast-path/object-fast-path.ts';
import type { ReadBatch } from '../account/read-batch.ts';
import { AccountingCounter } from '../account/record-accounting.ts';

/** One object of a bucket that holds log records: what a notice of its creation says. */
export interface LogObject {
  readonly bucket: string;
  /** As it is stored, not URL-encoded. */
  readonly key: string;
  readonly versionId?: string;
  /** Tells what the object held when the notice was written. */
  readonly etag?: string;
  /** When the notice was written, epoch milliseconds UTC: the same each time it is given. */
  readonly noticedMs: number;
  /**
   * Ordinal of the first record that is to be taken, where an earlier reading broke off; 0 when absent. Records before it are
   * read for the ids they hold, and are neither taken nor counted.
   */
  readonly fromRecord?: number;
}

/** Bounds of what is held at a time; a batch ends with the record that reaches either of its two. */
export interface ObjectLimits {
  readonly batchRecords: number;
  readonly batchBytes: number;
  /** Most bytes read of one object after decompression. CloudTrail ends a file near 50 MB. */
  readonly objectBytes: number;
  /** Most bytes of an object, compressed, that are kept whole in quarantine; of a larger one its address is. */
  readonly quarantineBytes: number;
}

export const defaultObjectLimits: ObjectLimits = {
  batchRecords: 1_000,
  batchBytes: 2 * 1024 * 1024,
  objectBytes: 1024 * 1024 * 1024,
  quarantineBytes: 8 * 1024 * 1024,
};

/** At most a thousand records of one object, in its order. */
export interface ObjectBatch {
  readonly firstSequence: string;
  readonly lastSequence: string;
  /** What was read in full, what could not be read, and the account of all. */
  readonly read: ReadBatch;
  /** Every record to be understood, in order: those of `read`, and between them those of a settled kind. */
  readonly items: readonly ObjectItem[];
  /** Where a record stands that was not read. */
  readonly placeOf: (ordinal: number) => RecordPlace;
}

/** A record's position in its object, from 0, in digits that compare as text. */
export const sequenceOf = (ordinal: number): string => String(ordinal).padStart(12, '0');

/**
 * Names the object as a shard of its own: the same content of the same object always has the same name. Its tag goes before its
 * version, since not every notice of an object in a bucket of versions names one.
 */
export const objectShard = ({ bucket, key, versionId, etag }: LogObject): string =>
  `object-${identify('object', bucket, key, ...(etag === undefined ? ['version', versionId ?? ''] : ['tag', etag]))}`;

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

/** Formats of what a trail writes, and nobody else. */
const isTrailFormat = (format: string): boolean => format.startsWith('cloudtrail');

/** Reads the records of one object in order and cuts them into batches. */
export const openObjectReader = (object: LogObject, limits: ObjectLimits, trail?: TrailLane) => {
  const { bucket, key, versionId, etag, fromRecord = 0 } = object;
  const shard = objectShard(object);
  const origin = originOf(object);
  const stream = openStream(origin, { receivedMs: object.noticedMs });
  const seenIds = new EventIds();
  const lane = trail === undefined ? undefined : openObjectLane(trail, seenIds);
  let ordinal = 0;
  let accounting = new AccountingCounter();
  let records: PlacedItem[] = [];
  let items: ObjectItem[] = [];
  let quarantined: QuarantinedRecord[] = [];
  let first = 0;
  let bytes = 0;

  const placeOf = (at: number): RecordPlace => {
    const sequence = sequenceOf(at);
    return { origin, sequence, arrivalMs: object.noticedMs, fallbackId: `${shard}/${sequence}` };
  };

  const isTakenBefore = (at: number): boolean => at < fromRecord;

  const refuse = (failure: ReadFailure, name: string, kept: Uint8Array, place?: QuarantinePlace): void => {
    accounting.unreadable(failure.code);
    quarantined.push({
      path: `quarantine/shard=${shard}/${name}`,
      reason: failure.code,
      sentence: describeReadFailure(failure),
      origin: `${bucket}/${key}`,
      ...(place === undefined ? {} : { place }),
      bytes: kept,
    });
  };

  /** One record, under the id that its event would have had. */
  const refuseRecord = (failure: ReadFailure, at: number, text: string): void => {
    const { sequence, arrivalMs, fallbackId } = placeOf(at);
    const line = { ordinal: 0, id: fallbackId, ...origin };
    refuse(failure, sequence, new TextEncoder().encode(text), { shard, sequence, arrivalMs, line });
  };

  const settle = ({ ordinal: at, raw, outcome }: StreamOutcome, shape?: TrailShape): void => {
    const isOld = isTakenBefore(at);
    if (outcome.kind === 'dropped') return isOld ? undefined : accounting.dropped(outcome.reason);
    if (outcome.kind === 'failure') return isOld ? undefined : refuseRecord(outcome.failure, at, raw.text);
    const { record } = outcome;
    // The lane has looked at the id of a record with a shape.
    const isRepeated = shape === undefined && record.id !== undefined && !seenIds.add(record.id);
    if (isOld) return;
    if (isRepeated) return accounting.dropped('duplicate');
    accounting.classified();
    const item = { record, place: placeOf(at), ...(shape === undefined ? {} : { shape }) };
    records.push(item);
    items.push(item);
  };

  const takeText = (text: string, shape?: TrailShape): void => {
    const outcomes = stream.push({ text }, ordinal);
    const isTrail =
      outcomes.length === 1 &&
      outcomes.every(({ outcome }) => outcome.kind === 'record' && isTrailFormat(outcome.record.format));
    if (!isTrail) lane?.resume(false);
    for (const outcome of outcomes) settle(outcome, isTrail ? shape : undefined);
  };

  const takeSettled = (settled: SettledRecord): void => {
    if (isTakenBefore(ordinal)) return;
    accounting.classified();
    settled.ordinal = ordinal;
    items.push(settled);
  };

  const takeRepeated = (): void => {
    if (!isTakenBefore(ordinal)) accounting.dropped('duplicate');
  };

  /** A record that is nowhere but in its object. */
  const refuseUnheld = (failure: ReadFailure): void => {
    if (!isTakenBefore(ordinal)) refuse(failure, sequenceOf(ordinal), addressOf(object, ordinal));
  };

  const take = (split: SplitRecord | LaneRecord): void => {
    if (split.kind === 'failure') refuseUnheld(split.failure);
    else if (split.kind === 'settled') takeSettled(split);
    else if (split.kind === 'repeated') takeRepeated();
    else takeText(split.text, split.kind === 'shaped' ? split.shape : undefined);
    if (split.kind === 'record') bytes += Buffer.byteLength(split.text);
    else if (split.kind !== 'failure') bytes += split.lengthBytes;
    ordinal += 1;
  };

  return {
    lane,
    take,
    isFull: (): boolean => ordinal - first >= limits.batchRecords || bytes >= limits.batchBytes,
    refuseObject: (failure: ReadFailure, kept: Uint8Array): void =>
      refuse(failure, 'object', kept, {
        shard,
        sequence: sequenceOf(Math.max(ordinal, fromRecord)),
        arrivalMs: object.noticedMs,
        object: {
          bucket,
          key,
          ...(versionId === undefined ? {} : { versionId }),
          ...(etag === undefined ? {} : { etag }),
        },
      }),
    dropObject: (): void => accounting.dropped('not_events'),
    close: (): ObjectBatch => {
      for (const outcome of stream.flush()) settle(outcome);
      const read = { records, quarantined, accounting: accounting.total() };
      const [firstSequence, lastSequence] = [sequenceOf(first), sequenceOf(Math.max(first, ordinal - 1))];
      const batch = { firstSequence, lastSequence, read, items, placeOf };
      [accounting, records, items, quarantined, first, bytes] = [new AccountingCounter(), [], [], [], ordinal, 0];
      return batch;
    },
  };
};

/**
 * Reads the record array of an object as a stream: `{"Records":[...]}`, compressed or not. What could be read before an
 * object breaks off counts; the object itself then goes to quarantine. One that holds no record array is dropped as `not_events`.
 *
 * @param trail  counts records of settled kinds without reading them; every record is read in full without it
 * @returns batches in order, cut by the records alone, so that an object read again is cut the same; nothing for an empty array
 */
export async function* readObject(
  ports: Pick<Ports, 'objects'>,
  object: LogObject,
  opened: AsyncIterable<Uint8Array>,
  limits: ObjectLimits,
  trail?: TrailLane,
): AsyncGenerator<ObjectBatch> {
  const reader = openObjectReader(object, limits, trail);
  const splitter = createRecordSplitter<LaneRecord>(reader.lane === undefined ? {} : { lane: reader.lane });
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
    reader.lane?.resume(true);
  }
  // An object that was cut off is also no whole JSON: one failure says it.
  const atEnd = failure === undefined ? splitter.end()[0] : undefined;
  if (atEnd?.kind === 'failure') failure = atEnd.failure;
  const { documentKind } = splitter;
  if (failure !== undefined) reader.refuseObject(failure, await wholeObject(ports, object, limits.quarantineBytes));
  else if (documentKind === 'digest' || documentKind === 'other') reader.dropObject();
  const last = reader.close();
  if (last.read.accounting.received > 0) yield last;
}
