import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { BatchResult, StreamBatch } from '@bellwether/lambda-kit';
import { kinesisHandler } from '@bellwether/lambda-kit';
import { recorded } from './observed.ts';

const kinesisEvent = (sequences: readonly string[], shard = 'shardId-000000000000') => ({
  Records: sequences.map((sequenceNumber) => ({
    eventID: `${shard}:${sequenceNumber}`,
    eventSourceARN: 'arn:aws:kinesis:eu-west-1:111122223333:stream/logs',
    eventSource: 'aws:kinesis',
    kinesis: {
      sequenceNumber,
      partitionKey: 'key',
      data: Buffer.from(`record ${sequenceNumber}`).toString('base64'),
      approximateArrivalTimestamp: 1_700_000_000.123,
    },
  })),
});

const answer = async (event: unknown, run: (batch: StreamBatch) => Promise<BatchResult | void>) => {
  const observed = recorded();
  const handler = kinesisHandler({ ...observed, now: () => 1_700_000_005_123, run });
  return { response: await handler(event), observed };
};

describe('kinesisHandler', () => {
  it('gives the core the shard and its decoded records in order', async () => {
    const batches: StreamBatch[] = [];
    const { response, observed } = await answer(
      kinesisEvent(['100', '101']),
      async (batch) => void batches.push(batch),
    );
    expect(response).toEqual({ batchItemFailures: [] });
    expect(batches).toEqual([
      {
        shard: 'logs-shardId-000000000000',
        records: ['100', '101'].map((sequence) => ({
          sequence,
          arrivalMs: 1_700_000_000_123,
          partitionKey: 'key',
          data: Buffer.from(`record ${sequence}`),
        })),
      },
    ]);
    expect(observed.added).toEqual([
      { name: 'StreamLagMs', value: 5_000 },
      { name: 'OldestRecordAgeMs', value: 5_000 },
      { name: 'BatchBytes', value: 20 },
    ]);
    expect(observed.publishedTimes).toBe(1);
  });

  it.each<[string, () => Promise<BatchResult | void>, string | undefined]>([
    ['answers with the first failed sequence', async () => ({ firstFailedSequence: '101' }), '101'],
    ['answers with the lowest sequence when the core throws', async () => Promise.reject(new Error('down')), '99'],
    [
      'answers with the lowest sequence when the core names an unknown one',
      async () => ({ firstFailedSequence: '7' }),
      '99',
    ],
    ['answers with nothing when all went well', async () => ({}), undefined],
  ])('%s', async (_name, run, expected) => {
    const { response } = await answer(kinesisEvent(['99', '100', '101']), run);
    expect(response.batchItemFailures).toEqual(expected === undefined ? [] : [{ itemIdentifier: expected }]);
  });

  it('fails one shard without the other', async () => {
    const event = { Records: [...kinesisEvent(['5'], 'a').Records, ...kinesisEvent(['3'], 'b').Records] };
    const { response } = await answer(event, async ({ shard }) =>
      shard === 'logs-b' ? { firstFailedSequence: '3' } : {},
    );
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '3' }] });
  });

  it('counts and logs a failed batch without its payload', async () => {
    const { observed } = await answer(kinesisEvent(['1']), async () => Promise.reject(new Error('down')));
    expect(observed.added).toContainEqual({ name: 'BatchesFailed', value: 1 });
    expect(observed.lines.map(({ level, fields }) => ({ level, fields }))).toEqual([
      { level: 'error', fields: { shard: 'logs-shardId-000000000000', records: 1 } },
    ]);
  });

  it('always answers with a sequence of the batch, or none', async () => {
    const sequences = fc.uniqueArray(fc.bigInt({ min: 1n, max: 10n ** 56n }).map(String), {
      minLength: 1,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(sequences, fc.string(), async (given, named) => {
        const { response } = await answer(kinesisEvent(given), async () => ({ firstFailedSequence: named }));
        const lowest = given.reduce((left, right) => (BigInt(left) < BigInt(right) ? left : right));
        expect(response.batchItemFailures).toEqual([{ itemIdentifier: given.includes(named) ? named : lowest }]);
      }),
    );
  });

  it.each([
    ['null', null],
    ['an SQS event', { Records: [{ messageId: '1', body: 'x' }] }],
    ['a sequence that is no number', kinesisEvent(['12; drop'])],
  ])('throws KinesisEventError for %s', async (_name, event) => {
    await expect(answer(event, async () => undefined)).rejects.toThrow(
      expect.objectContaining({ name: 'KinesisEventError' }),
    );
  });
});
