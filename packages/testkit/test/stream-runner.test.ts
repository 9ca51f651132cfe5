import { describe, expect, it } from '@jest/globals';
import type { KinesisStreamEvent } from 'aws-lambda';
import { sampleTimeMs, shardIndexOf, streamRunner } from '../src/index.ts';
import { done, failedAt, payloadTexts, seenBy, withRecords } from './stream-subject.ts';

describe('streamRunner', () => {
  it('sends records as the service does', async () => {
    let event: KinesisStreamEvent | undefined;
    const runner = streamRunner({
      shardCount: 1,
      handler: async (given) => {
        event = given;
        return done;
      },
    });
    const { shardId, sequenceNumber } = runner.put({
      data: Uint8Array.of(0, 255, 10),
      partitionKey: 'schlüssel',
      arrivalMs: sampleTimeMs + 1_500,
    });
    await runner.run();
    expect(event).toEqual({
      Records: [
        {
          kinesis: {
            kinesisSchemaVersion: '1.0',
            partitionKey: 'schlüssel',
            sequenceNumber,
            data: 'AP8K',
            approximateArrivalTimestamp: sampleTimeMs / 1_000 + 1.5,
          },
          eventSource: 'aws:kinesis',
          eventVersion: '1.0',
          eventID: `${shardId}:${sequenceNumber}`,
          eventName: 'aws:kinesis:record',
          invokeIdentityArn: 'arn:aws:iam::111122223333:role/ingest-stream',
          awsRegion: 'eu-west-1',
          eventSourceARN: 'arn:aws:kinesis:eu-west-1:111122223333:stream/events',
        },
      ],
    });
  });

  it('gives sequence numbers of equal length that grow as strings', () => {
    const runner = streamRunner({ handler: async () => done });
    const numbers = Array.from(
      { length: 12 },
      (_, index) => runner.put({ data: Uint8Array.of(), partitionKey: String(index) }).sequenceNumber,
    );
    expect(new Set(numbers.map((number) => number.length))).toEqual(new Set([56]));
    expect(numbers.toSorted()).toEqual(numbers);
  });

  it('keeps a partition key in one shard and spreads keys over all', () => {
    const indexes = Array.from({ length: 200 }, (_, index) => shardIndexOf(`key-${index}`, 4));
    expect(new Set(indexes)).toEqual(new Set([0, 1, 2, 3]));
    expect(shardIndexOf('key-1', 4)).toBe(indexes[1]);
    expect(shardIndexOf('anything', 1)).toBe(0);
  });

  it('cuts batches by count', async () => {
    const { batches } = await seenBy(5, { batchSize: 2 });
    expect(batches).toEqual([['r0', 'r1'], ['r2', 'r3'], ['r4']]);
  });

  it('cuts batches by the bytes of their event, and sends a record that is larger alone', async () => {
    const sizes: number[] = [];
    const runner = streamRunner({
      shardCount: 1,
      batchBytes: 10_000,
      handler: async (event) => {
        sizes.push(event.Records.length);
        expect(event.Records.length === 1 || JSON.stringify(event).length <= 10_000).toBe(true);
        return done;
      },
    });
    for (const bytes of [2_000, 2_000, 2_000, 9_000, 2_000]) {
      runner.put({ data: new Uint8Array(bytes), partitionKey: 'key' });
    }
    await runner.run();
    expect(sizes).toEqual([3, 1, 1]);
  });

  it('invokes nothing for an empty stream, and nothing again for one that is read', async () => {
    const runner = withRecords(0, { handler: async () => done });
    expect((await runner.run()).invocations).toEqual([]);
    runner.put({ data: Buffer.from('r'), partitionKey: 'key' });
    expect((await runner.run()).invocations).toHaveLength(1);
    expect((await runner.run()).invocations).toEqual([]);
  });

  it.each([
    { answer: undefined, what: 'no answer' },
    { answer: null, what: 'null' },
    { answer: {}, what: 'an empty object' },
    { answer: { batchItemFailures: [] }, what: 'an empty list' },
    { answer: { batchItemFailures: null }, what: 'a list that is null' },
  ])('takes $what as success', async ({ answer }) => {
    const { report } = await seenBy(3, { handler: async () => answer });
    expect(report.invocations.map((one) => one.outcome)).toEqual(['done']);
  });

  it.each([
    { answer: 'ok', what: 'a text' },
    { answer: [], what: 'a list' },
    { answer: { statusCode: 200 }, what: 'an object without failures' },
    { answer: { batchItemFailures: {} }, what: 'failures that are no list' },
    { answer: { batchItemFailures: [{}] }, what: 'an item without a name' },
    { answer: { batchItemFailures: [{ itemIdentifier: '' }] }, what: 'an empty name' },
    { answer: { batchItemFailures: [{ itemIdentifier: null }] }, what: 'a name that is null' },
    { answer: { batchItemFailures: [{ itemIdentifier: '123' }] }, what: 'a name of no record in the batch' },
  ])('fails the whole batch for $what', async ({ answer }) => {
    const { report } = await seenBy(3, {
      handler: async () => answer,
      maximumRetryAttempts: 0,
      bisectBatchOnFunctionError: false,
    });
    expect(report.invocations.map((one) => one.outcome)).toEqual(['failed']);
    expect(report.discarded.map(payloadTexts)).toEqual([['r0', 'r1', 'r2']]);
  });

  it('ignores the answer when failed items are not reported', async () => {
    const { report } = await seenBy(2, { handler: async () => 'anything', reportBatchItemFailures: false });
    expect(report.invocations.map((one) => one.outcome)).toEqual(['done']);
  });

  it('tries exactly the rest again behind the lowest failed record', async () => {
    let isFirst = true;
    const { batches } = await seenBy(6, {
      handler: async (event) => {
        const answer = isFirst ? failedAt(event, (text) => text === 'r4' || text === 'r2') : done;
        isFirst = false;
        return { batchItemFailures: answer.batchItemFailures.toReversed() };
      },
    });
    expect(batches).toEqual([
      ['r0', 'r1', 'r2', 'r3', 'r4', 'r5'],
      ['r2', 'r3', 'r4', 'r5'],
    ]);
  });

  it('gives each try its own copy of the event', async () => {
    const { report, batches } = await seenBy(2, {
      handler: async (event) => {
        event.Records.length = 0;
        throw new Error('down');
      },
      bisectBatchOnFunctionError: false,
      maximumRetryAttempts: 1,
    });
    expect(batches).toEqual([
      ['r0', 'r1'],
      ['r0', 'r1'],
    ]);
    expect(report.discarded.map(payloadTexts)).toEqual([['r0', 'r1']]);
  });

  it('reads shards at the same time, as many as allowed, one batch of a shard at a time', async () => {
    const inside = new Map<string, number>();
    let most = 0;
    const runner = streamRunner({
      shardCount: 6,
      concurrentShards: 3,
      batchSize: 2,
      boot: (shardId) => ({
        handler: async () => {
          inside.set(shardId, (inside.get(shardId) ?? 0) + 1);
          expect(inside.get(shardId)).toBe(1);
          most = Math.max(most, [...inside.values()].filter((count) => count > 0).length);
          await new Promise((resolve) => setImmediate(resolve));
          inside.set(shardId, 0);
          return done;
        },
      }),
    });
    for (let index = 0; index < 60; index += 1) {
      runner.put({ data: Uint8Array.of(index), partitionKey: `key-${index}` });
    }
    await runner.run();
    expect(most).toBe(3);
  });

  it.each([
    { setting: { shardCount: 0 } },
    { setting: { batchSize: 0 } },
    { setting: { concurrentShards: Number.NaN } },
    { setting: { maximumRetryAttempts: -1 } },
    { setting: { maximumRetryAttempts: 10_001 } },
  ])('refuses $setting', ({ setting }) => {
    expect(() => streamRunner({ handler: async () => done, ...setting })).toThrow(RangeError);
  });

  it('refuses to run nothing', () => {
    expect(() => streamRunner({})).toThrow(TypeError);
  });
});
