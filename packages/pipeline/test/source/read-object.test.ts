import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { ArchivedEvent } from '@bellwether/lake';
import { writeParquet } from '@bellwether/lake/parquet';
import { cloudTrailFile, cloudTrailRecord, gzipJson, memoryObjects, sampleTimeMs } from '@bellwether/testkit';
import { BatchAccount } from '../../src/account/batch-account.ts';
import { RecordReader, takeBatches, type ReadBatch } from '../../src/account/item-reader.ts';
import { isConserved } from '../../src/account/record-accounting.ts';
import {
  defaultObjectLimits,
  objectShard,
  objectBatches,
  type LogObject,
  type ObjectLimits,
} from '../../src/source/object.ts';
import type { SequenceRange } from '../../src/source/opened-item.ts';

const key = 'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/01/15/111122223333_CloudTrail_eu-west-1_1_a.json.gz';
const object: LogObject = { bucket: 'trail', key, etag: 'e', noticedMs: sampleTimeMs };

const archivedEvent = (n: number): ArchivedEvent => ({
  sequence: String(n),
  event: {
    ...{ id: `e${n}`, timestampMs: sampleTimeMs, dataset: 'application', account: '', region: '', logGroup: '/app' },
    ...{ logStream: 's', severity: 'INFO', category: 'general', message: `row ${n}`, attributes: {}, templateId: 't' },
  },
});

const eventId = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const records = (count: number) => Array.from({ length: count }, (_, n) => cloudTrailRecord({ eventID: eventId(n) }));

const read = async (bytes: Uint8Array, limits: Partial<ObjectLimits> = {}, partBytes = 500) => {
  const objects = memoryObjects(partBytes);
  objects.put('trail', key, bytes);
  const opened = await objects.open('trail', key);
  const batches: (SequenceRange & { readonly read: ReadBatch })[] = [];
  if (opened === 'not_found') return batches;
  const source = objectBatches({ objects }, object, opened, {
    limits: { ...defaultObjectLimits, ...limits },
    declaredDataset: 'cloudtrail',
  });
  for await (const { taken, end } of takeBatches(new RecordReader(new BatchAccount([])), source)) {
    const range = end.rangeOf(undefined, taken.accounting.received);
    if (range !== undefined) batches.push({ ...range, read: taken });
  }
  return batches;
};

describe('the records of an object', () => {
  it('cuts an object at the same records however its bytes arrive', async () => {
    const sizes = fc.record({ count: fc.integer({ min: 1, max: 40 }), partBytes: fc.integer({ min: 1, max: 3_000 }) });
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 1, max: 12 }), async ({ count, partBytes }, batchRecords) => {
        const batches = await read(cloudTrailFile(records(count)), { batchRecords }, partBytes);
        const placed = batches.flatMap((batch) => batch.read.records);
        expect(placed.map(({ record, position }) => [record.id, Number(position.sequence)])).toEqual(
          Array.from({ length: count }, (_, n) => [eventId(n), n]),
        );
        expect(batches.map(({ firstSequence, lastSequence }) => [Number(firstSequence), Number(lastSequence)])).toEqual(
          Array.from({ length: Math.ceil(count / batchRecords) }, (_, n) => [
            n * batchRecords,
            Math.min(count, (n + 1) * batchRecords) - 1,
          ]),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('reads each row of a Parquet file as a record, and one that is broken as a whole', async () => {
    const events = Array.from({ length: 30 }, (_, n) => archivedEvent(n));
    const parquet = writeParquet(events);
    const batches = await read(parquet, { batchRecords: 12 });
    expect(batches.map((batch) => batch.read.records.length)).toEqual([12, 12, 6]);
    expect(batches.every((batch) => isConserved(batch.read.accounting))).toBe(true);
    const [broken] = await read(parquet.subarray(0, 200));
    expect(broken?.read).toMatchObject({ records: [], accounting: { received: 1 } });
    const [large] = await read(parquet, { parquetBytes: parquet.length - 1 });
    expect(large?.read).toMatchObject({ records: [], accounting: { received: 1, unreadable: { too_long: 1 } } });
  });

  it('ends a batch where its text grows too long', async () => {
    const batches = await read(cloudTrailFile(records(6)), { batchBytes: 1_000 });
    expect(batches.map((batch) => batch.read.records.length)).toEqual([2, 2, 2]);
  });

  it('reads a record that is written over many lines as one', async () => {
    const [batch] = await read(Buffer.from(JSON.stringify({ Records: records(2) }, null, 2)));
    expect(batch?.read.records.map(({ record }) => record.id)).toEqual([eventId(0), eventId(1)]);
  });

  it.each<[string, Uint8Array, readonly unknown[]]>([
    ['nothing of an empty array', gzipJson({ Records: [] }), []],
    ['a digest as no events', gzipJson({ digestStartTime: 'x', logFiles: [] }), [{ not_events: 1 }]],
    ['a document without records as no events', gzipJson({ Records: null }), [{ not_events: 1 }]],
  ])('counts %s', async (_name, bytes, dropped) => {
    expect((await read(bytes)).map((batch) => batch.read.accounting.dropped)).toEqual(dropped);
  });

  it('keeps the address of a record or an object that is too large to keep', async () => {
    const wide = { ...cloudTrailRecord(), requestParameters: { text: 'x'.repeat(2 * 1024 * 1024) } };
    const [batch] = await read(gzipJson({ Records: [cloudTrailRecord(), wide] }), {}, 4_000);
    expect(batch?.read.accounting).toMatchObject({ received: 2, classified: 1, unreadable: { too_long: 1 } });
    expect(JSON.parse(Buffer.from(batch?.read.quarantined[0]?.bytes ?? []).toString())).toEqual({
      bucket: 'trail',
      key,
      ordinal: 1,
    });
    const [cut] = await read(cloudTrailFile(records(9)).subarray(0, -9), { quarantineBytes: 10 });
    expect(JSON.parse(Buffer.from(cut?.read.quarantined[0]?.bytes ?? []).toString())).toEqual({ bucket: 'trail', key });
  });

  it('accounts for whatever an object holds, and never throws', async () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.json().map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (bytes) => {
        for (const batch of await read(bytes)) expect(isConserved(batch.read.accounting)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('names what an object held at different times apart, and one content always the same', () => {
    const { bucket, key, noticedMs } = object;
    const same = [object, { ...object, noticedMs: 1 }, { ...object, versionId: 'v' }];
    const shards = [...same, { ...object, etag: 'f' }, { bucket, key, noticedMs, versionId: 'v' }];
    expect(new Set(shards.map(objectShard)).size).toBe(3);
    expect(objectShard(object)).toMatch(/^object-[0-9a-f]{32}$/);
  });
});
