import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { streamRunner } from '../src/index.ts';
import type { FailedInvocation, StreamReport, StreamRunner, StreamRunnerOptions } from '../src/index.ts';

export const done: KinesisStreamBatchResponse = { batchItemFailures: [] };

export const textsOf = (event: KinesisStreamEvent): string[] =>
  event.Records.map((record) => Buffer.from(record.kinesis.data, 'base64').toString());

export const failedAt = (
  event: KinesisStreamEvent,
  isFailed: (text: string) => boolean,
): KinesisStreamBatchResponse => ({
  batchItemFailures: event.Records.filter((_, index) => isFailed(textsOf(event)[index] ?? '')).map((record) => ({
    itemIdentifier: record.kinesis.sequenceNumber,
  })),
});

/** A runner of one shard with records `r0`, `r1`, ... */
export const withRecords = (count: number, options: StreamRunnerOptions): StreamRunner => {
  const runner = streamRunner({ shardCount: 1, ...options });
  for (let index = 0; index < count; index += 1) {
    runner.put({ data: Buffer.from(`r${index}`), partitionKey: 'key' });
  }
  return runner;
};

/** Runs over records `r0`, `r1`, ... and gives back the batches that the handler saw. */
export const seenBy = async (
  count: number,
  options: StreamRunnerOptions,
): Promise<{ readonly batches: string[][]; readonly report: StreamReport }> => {
  const batches: string[][] = [];
  const inner = options.handler ?? (async () => done);
  const runner = withRecords(count, {
    ...options,
    handler: async (event) => {
      batches.push(textsOf(event));
      return inner(event);
    },
  });
  return { batches, report: await runner.run() };
};

export const payloadTexts = (failed: FailedInvocation): string[] =>
  textsOf(JSON.parse(failed.payload) as KinesisStreamEvent);
