import {
  createRecordSplitter,
  identify,
  type ReadFailure,
  type Dataset,
  type RecordOrigin,
  type SplitRecord,
} from '@bellwether/log-model';
import type { ObjectVersion, Ports } from '@bellwether/ports';
import { EventIds } from './event-ids.ts';
import { gunzipStream } from './gunzip-stream.ts';
import type { ScannedRecord, OpenObjectFastPath } from './known-record.ts';
import type { BatchEnd, LineGroup, OpenedItem, QuarantineAddress } from './opened-item.ts';
import { takeParquet } from './take-parquet.ts';

/** One object of a bucket that contains log records: what a notice of its creation says. */
export interface LogObject {
  readonly bucket: string;
  /** As it is stored, not URL-encoded. */
  readonly key: string;
  readonly versionId?: string;
  /** Identifies the content that the object had when the notice was written. */
  readonly etag?: string;
  /** When the notice was written, epoch milliseconds UTC: the same each time it is given. */
  readonly noticedMs: number;
  /**
   * Ordinal of the first record that is to be taken, where an earlier reading broke off; 0 when absent. Records before it are
   * read for the ids they contain, and are neither taken nor counted.
   */
  readonly fromRecord?: number;
}

/** Bounds of what is held at a time; a batch ends with the record that reaches either of its two. */
export interface ObjectLimits {
  readonly batchRecords: number;
  readonly batchBytes: number;
  /** Maximum bytes read of one object after decompression. CloudTrail ends a file near 50 MB. */
  readonly objectBytes: number;
  /** Maximum bytes of a Parquet object, which is held whole while it is read; a larger one is unreadable. */
  readonly parquetBytes: number;
  /** Maximum bytes of an object, compressed, that are kept whole in quarantine; of a larger one its address is. */
  readonly quarantineBytes: number;
}

export const defaultObjectLimits: ObjectLimits = {
  batchRecords: 1_000,
  batchBytes: 2 * 1024 * 1024,
  objectBytes: 1024 * 1024 * 1024,
  parquetBytes: 64 * 1024 * 1024,
  quarantineBytes: 8 * 1024 * 1024,
};

/** Zeros before a number of so many digits that make it twelve: each record is numbered, and `padStart` takes twice as long. */
const leadingZeros = Array.from({ length: 12 }, (_, digits) => '0'.repeat(12 - digits));

/** A record's position in its object, from 0, in digits that compare as text. */
export const sequenceOf = (ordinal: number): string => {
  const digits = String(ordinal);
  return (leadingZeros[digits.length] ?? '') + digits;
};

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

/**
 * Which content is read: that which the notice names, since what replaced it has a notice of its own. A reading that goes on where an earlier
 * one broke off takes whatever lies there now: somebody may have mended it.
 */
export const versionOf = ({ versionId, etag, fromRecord }: LogObject): ObjectVersion => ({
  ...(versionId === undefined ? {} : { versionId }),
  ...(etag === undefined || fromRecord !== undefined ? {} : { etag }),
});

/** The object as it lies there, or its address when it is larger than is kept, or gone. */
const wholeObject = async (ports: Pick<Ports, 'objects'>, object: LogObject, limit: number): Promise<Uint8Array> => {
  const opened = await ports.objects.open(object.bucket, object.key, versionOf(object));
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

/** All lines of an object: one log stream, whose ids are compared with each other. */
const groupOf = (object: LogObject, shard: string, declaredDataset: Dataset | undefined, ids: EventIds): LineGroup => {
  const { bucket, key, noticedMs, fromRecord = 0 } = object;
  const origin = originOf(object);
  const provenance = {
    ingestionPath: 'object' as const,
    origin,
    object: { bucket, key },
    ...(declaredDataset === undefined ? {} : { declaredDataset }),
  };
  const positionOf = (ordinal: number) => {
    const sequence = sequenceOf(ordinal);
    return { origin, sequence, arrivalMs: noticedMs, fallbackId: `${shard}/${sequence}`, provenance };
  };
  return {
    provenance,
    receivedMs: noticedMs,
    positionOf,
    // Under the id that its event would have had, so that a replay gives it that.
    quarantineOf: (ordinal) => {
      const { sequence, arrivalMs, fallbackId } = positionOf(ordinal);
      return {
        path: `quarantine/shard=${shard}/${sequence}`,
        origin: `${bucket}/${key}`,
        position: { shard, sequence, arrivalMs, line: { ordinal: 0, id: fallbackId, ...origin } },
      };
    },
    isRepeat: (id) => !ids.add(id),
    isTakenBefore: (ordinal) => ordinal < fromRecord,
  };
};

/** How an object is read. */
export interface ObjectReading {
  readonly limits: ObjectLimits;
  /** The dataset that its bucket is declared to hold. */
  readonly declaredDataset?: Dataset;
  /** The fast path, which counts known records without reading them; every record is read in full without it. */
  readonly openFastPath?: OpenObjectFastPath;
}

/** Opens the records of one object, in order, and says where its batches end. */
const openObject = (object: LogObject, { limits, openFastPath, declaredDataset }: ObjectReading) => {
  const { bucket, key, versionId, etag, fromRecord = 0 } = object;
  const shard = objectShard(object);
  const ids = new EventIds();
  const group = groupOf(object, shard, declaredDataset, ids);
  const fastPath = openFastPath?.(ids, object.noticedMs);
  const endFastPath = fastPath && ((): void => fastPath.resume(false));
  let ordinal = 0;
  let first = 0;
  let bytes = 0;
  /** Time of the record before, where nobody has read that. */
  let afterMs: number | undefined;

  const unreadable = (failure: ReadFailure, address: QuarantineAddress, kept: Uint8Array): OpenedItem => ({
    ...{ kind: 'unreadable', failure, address, bytes: kept, records: 1 },
  });

  const itemOf = (split: SplitRecord | ScannedRecord): OpenedItem | undefined => {
    const isTakenBefore = ordinal < fromRecord;
    switch (split.kind) {
      case 'record':
      case 'shaped': {
        const line = { kind: 'line' as const, group, ordinal, raw: { text: split.text } };
        if (endFastPath === undefined) return line;
        const after = afterMs === undefined ? {} : { afterMs };
        afterMs = undefined;
        return { ...after, ...line, endFastPath, ...(split.kind === 'shaped' ? { learn: split.learn } : {}) };
      }
      case 'countable':
        split.ordinal = ordinal;
        afterMs = split.timestampMs;
        return isTakenBefore ? undefined : { kind: 'known', group, countable: split };
      case 'repeated':
        afterMs = split.timestampMs;
        return isTakenBefore ? undefined : { kind: 'dropped', reason: 'duplicate', records: 1 };
      default: {
        // The record is nowhere but in its object.
        const address = { path: `quarantine/shard=${shard}/${sequenceOf(ordinal)}`, origin: `${bucket}/${key}` };
        return isTakenBefore ? undefined : unreadable(split.failure, address, addressOf(object, ordinal));
      }
    }
  };

  const endOf = (isLast: boolean): BatchEnd => {
    const last = Math.max(first, ordinal - 1);
    // From what is taken on: a reading that begins later, which a notice may ask for at any time, must not replace what the whole one archived.
    const range = {
      firstSequence: sequenceOf(Math.min(Math.max(first, fromRecord), last)),
      lastSequence: sequenceOf(last),
    };
    [first, bytes, afterMs] = [ordinal, 0, undefined];
    return {
      kind: 'end',
      shard,
      isWhole: true,
      rangeOf: (_, received) => (isLast && received === 0 ? undefined : range),
      // As received, the object is in the trail's own bucket already.
      payloadsOf: () => [],
    };
  };

  return {
    fastPath,
    endOf,
    /** The items of some records; an end follows the record that fills a batch. */
    *itemsOf(records: readonly (SplitRecord | ScannedRecord)[]): Generator<OpenedItem | BatchEnd, void, undefined> {
      for (const split of records) {
        const item = itemOf(split);
        if (split.kind === 'record') bytes += Buffer.byteLength(split.text);
        else if (split.kind !== 'failure') bytes += split.lengthBytes;
        if (item !== undefined) yield item;
        ordinal += 1;
        if (ordinal - first >= limits.batchRecords || bytes >= limits.batchBytes) yield endOf(false);
      }
      // All that came before has been read now.
      fastPath?.resume(true);
    },
    unreadableObject: (failure: ReadFailure, kept: Uint8Array): OpenedItem => {
      const named = {
        ...{ bucket, key },
        ...(versionId === undefined ? {} : { versionId }),
        ...(etag === undefined ? {} : { etag }),
      };
      const sequence = sequenceOf(Math.max(ordinal, fromRecord));
      const position = { shard, sequence, arrivalMs: object.noticedMs, object: named };
      return unreadable(
        failure,
        { path: `quarantine/shard=${shard}/object`, origin: `${bucket}/${key}`, position },
        kept,
      );
    },
  };
};

/**
 * Gives the record array of an object as a stream: `{"Records":[...]}`, compressed or not, or the rows of a Parquet file. What could be read before an
 * object breaks off counts; the object itself then goes to quarantine. One that contains no record array is dropped as `not_events`.
 *
 * Batches are cut by the records alone, so that an object that is read again is cut the same.
 */
export async function* objectBatches(
  ports: Pick<Ports, 'objects'>,
  object: LogObject,
  opened: AsyncIterable<Uint8Array>,
  reading: ObjectReading,
): AsyncGenerator<Iterable<OpenedItem | BatchEnd>, void, undefined> {
  const { limits } = reading;
  const records = openObject(object, reading);
  const { fastPath } = records;
  const splitter = createRecordSplitter<ScannedRecord>(fastPath === undefined ? {} : { scanner: fastPath });
  let failure: ReadFailure | undefined;
  const whole = await takeParquet(opened, limits.parquetBytes);
  if (whole.kind === 'parquet') {
    // Loaded with the first such file: few buckets have any.
    const { ParquetError, parquetLines } = await import('@bellwether/lake/parquet-lines');
    try {
      for await (const lines of parquetLines(whole.bytes, limits.objectBytes))
        yield records.itemsOf(lines.map((text) => ({ kind: 'record', text })));
    } catch (error) {
      if (!(error instanceof ParquetError)) throw error;
      failure = error.failure;
    }
  } else if (whole.kind === 'unreadable') failure = whole.failure;
  if (whole.kind !== 'stream') {
    const bad = failure && records.unreadableObject(failure, await wholeObject(ports, object, limits.quarantineBytes));
    yield [...(bad === undefined ? [] : [bad]), records.endOf(true)];
    return;
  }
  for await (const part of gunzipStream(whole.chunks, limits.objectBytes)) {
    if (part.kind === 'failure') {
      failure = part.failure;
      break;
    }
    yield records.itemsOf(splitter.push(part.bytes));
  }
  // An object that was cut off is also not whole JSON: one failure says it.
  const atEnd = failure === undefined ? splitter.end()[0] : undefined;
  if (atEnd?.kind === 'failure') failure = atEnd.failure;
  const { documentKind } = splitter;
  const last: OpenedItem[] = [];
  if (failure !== undefined)
    last.push(records.unreadableObject(failure, await wholeObject(ports, object, limits.quarantineBytes)));
  else if (documentKind === 'digest' || documentKind === 'other')
    last.push({ kind: 'dropped', reason: 'not_events', records: 1 });
  yield [...last, records.endOf(true)];
}
