import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { cloudWatchEnvelope, controlEnvelope, gzipJson, sampleTimeMs } from '@bellwether/testkit';
import { deliveryBatch, readBatch, type ShardBatch } from '@bellwether/pipeline';

const event = (id: string, timestamp = sampleTimeMs) => ({ id, timestamp, message: `INFO line ${id}` });
const shardOf = (envelope: unknown): string => deliveryBatch(gzipJson(envelope), 0).shard;

describe('deliveryBatch', () => {
  it('is one record of one shard, at the time of its newest event', () => {
    const data = gzipJson(cloudWatchEnvelope({ logEvents: [event('1', 5_000), event('2', 9_000), event('3', 7_000)] }));
    const batch = deliveryBatch(data, 1);
    expect(batch.shard).toMatch(/^subscription-[0-9a-f]{32}$/);
    expect(batch.records).toMatchObject([{ sequence: '1', arrivalMs: 9_000, data }]);
  });

  it('is read from what was decoded to name it: decompressed and parsed once', () => {
    const text = JSON.stringify(cloudWatchEnvelope({ logEvents: [event('1'), event('2')] }));
    const batch = deliveryBatch(gzipSync(text), 0);
    const records = batch.records.map((record) => ({ ...record, data: Buffer.from('not decoded again') }));
    const read = readBatch({ ...batch, records }, { ownLogGroupPrefixes: [] });
    expect(read.records.map(({ position }) => position.fallbackId)).toEqual(['1', '2']);
    expect(Buffer.from(batch.records[0]?.decoded?.plain ?? []).toString()).toBe(text);
  });

  it('takes what was compressed twice for text, as a stream does', () => {
    const twice = gzipSync(gzipJson(cloudWatchEnvelope({ logEvents: [event('1')] })));
    const read = (batch: ShardBatch) => readBatch(batch, { ownLogGroupPrefixes: [] }).accounting;
    const ofStream = { shard: 's', records: [{ sequence: '1', arrivalMs: 0, data: twice }] };
    expect(read(deliveryBatch(twice, 0))).toEqual(read(ofStream));
  });

  it('names a delivery the same when it is compressed anew and received later', () => {
    const text = JSON.stringify(cloudWatchEnvelope({ logEvents: [event('1'), event('2')] }));
    const batches = [1, 9].map((level) => deliveryBatch(gzipSync(text, { level }), level));
    expect(batches[0]?.shard).toBe(batches[1]?.shard);
    expect(batches[0]?.records[0]?.arrivalMs).toBe(batches[1]?.records[0]?.arrivalMs);
  });

  it.each([
    ['of other events between the same first and last', { logEvents: [event('1'), event('3'), event('4')] }],
    ['of more events', { logEvents: [event('1'), event('2'), event('3'), event('4')] }],
    ['of another stream', { logStream: 'i-2' }],
    ['of another group', { logGroup: '/app/shop' }],
    ['of another account', { owner: '444455556666' }],
  ])('tells a delivery apart %s', (_name, changes) => {
    const same = { logEvents: [event('1'), event('2'), event('4')], logStream: 'i-1' };
    expect(shardOf(cloudWatchEnvelope({ ...same, ...changes }))).not.toBe(shardOf(cloudWatchEnvelope(same)));
  });

  it('goes by the bytes where events have no ids', () => {
    const nameless = (message: string) => cloudWatchEnvelope({ logEvents: [{ id: '', timestamp: 1, message }] });
    expect(shardOf(nameless('a'))).toBe(shardOf(nameless('a')));
    expect(shardOf(nameless('a'))).not.toBe(shardOf(nameless('b')));
  });

  it('takes anything at all, with the time it was received at', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (data) => {
        expect(deliveryBatch(data, 42)).toMatchObject({ records: [{ arrivalMs: 42 }] });
      }),
    );
    expect(deliveryBatch(gzipJson(controlEnvelope()), 42).records[0]?.arrivalMs).toBe(42);
  });

  it('keeps ids apart that only together look the same', () => {
    const ids = fc.array(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(ids, ids, (left, right) => {
        const shards = [left, right].map((some) =>
          shardOf(cloudWatchEnvelope({ logEvents: some.map((id) => event(id)) })),
        );
        expect(shards[0] === shards[1]).toBe(JSON.stringify(left) === JSON.stringify(right));
      }),
    );
  });
});
