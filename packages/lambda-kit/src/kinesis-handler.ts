import { countPortFailure } from './count-failure.ts';
import type { InvocationContext, LambdaContext, Observed } from './invocation.ts';
import { invocationContext, observe } from './invocation.ts';
import type { BatchResult, StreamBatch } from './kinesis-batch.ts';
import { isBefore, readBatches } from './kinesis-batch.ts';

/** What an event source mapping with ReportBatchItemFailures expects. An empty list means that all went well. */
export interface PartialBatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

export interface KinesisHandlerOptions extends Observed {
  /**
   * Processes the records of one shard. A throw fails the whole batch: the lowest sequence is given again, with all after it.
   * Must be idempotent, as records are given at least once and a retry may begin anywhere.
   */
  run(batch: StreamBatch, context: InvocationContext): Promise<BatchResult | void>;
  /** Epoch milliseconds UTC; for the lag metric alone. */
  readonly now?: () => number;
}

const lowestSequence = (batch: StreamBatch): string | undefined => {
  let lowest: string | undefined;
  for (const { sequence } of batch.records) if (lowest === undefined || isBefore(sequence, lowest)) lowest = sequence;
  return lowest;
};

/** The handler of a Kinesis stream, answering with a partial batch response. */
export const kinesisHandler = (
  options: KinesisHandlerOptions,
): ((event: unknown, context?: LambdaContext) => Promise<PartialBatchResponse>) => {
  const { log, metrics, tracer } = observe(options);
  const now = options.now ?? Date.now;

  /** @returns the sequence to go on from, absent when all records are done */
  const firstFailed = async (batch: StreamBatch, context: InvocationContext): Promise<string | undefined> => {
    const fields = { shard: batch.shard, records: batch.records.length };
    try {
      const result = await tracer.span('batch', fields, async () => options.run(batch, context));
      const sequence = result?.firstFailedSequence;
      if (sequence === undefined || batch.records.some((record) => record.sequence === sequence)) return sequence;
      // A sequence that Lambda did not send must not reach it: records could be taken as done that are not.
      log.error('The run named a failed record that the batch does not hold; the whole batch is given again.', fields);
    } catch (error) {
      countPortFailure(metrics, error);
      log.error('The batch failed and is given again.', fields, error);
    }
    return lowestSequence(batch);
  };

  return async (event, lambdaContext) => {
    const context = invocationContext(lambdaContext);
    try {
      const failures: { readonly itemIdentifier: string }[] = [];
      for (const batch of readBatches(event)) {
        const newestMs = batch.records.reduce((newest, record) => Math.max(newest, record.arrivalMs), 0);
        const oldestMs = batch.records.reduce((oldest, record) => Math.min(oldest, record.arrivalMs), newestMs);
        metrics.add('StreamLagMs', Math.max(0, now() - newestMs));
        metrics.add('OldestRecordAgeMs', Math.max(0, now() - oldestMs));
        metrics.add(
          'BatchBytes',
          batch.records.reduce((sum, record) => sum + record.data.byteLength, 0),
        );
        const sequence = await firstFailed(batch, context);
        if (sequence === undefined) continue;
        metrics.add('BatchesFailed', 1);
        failures.push({ itemIdentifier: sequence });
      }
      return { batchItemFailures: failures };
    } catch (error) {
      // Only an event that is none gets here. A throw makes Lambda give the whole batch again, then to the failure destination.
      metrics.add('BatchesFailed', 1);
      log.error('The event is not a Kinesis event.', {}, error);
      throw error;
    } finally {
      metrics.publish();
    }
  };
};
