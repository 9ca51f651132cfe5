import * as z from 'zod/mini';
import { countPortFailure } from './count-failure.ts';
import { describeShapeProblems, HandlerError } from './handler-error.ts';
import type { InvocationContext, LambdaContext, Observed } from './invocation.ts';
import { invocationContext, observe } from './invocation.ts';
import type { PartialBatchResponse } from './kinesis-handler.ts';

/** One change of an item that left the item there. */
export interface TableChange {
  /** Position in the stream's shard: decimal digits. */
  readonly sequence: string;
  /** The item after the change, as DynamoDB writes attributes, such as `{ "count": { "N": "3" } }`. */
  readonly image: Readonly<Record<string, unknown>>;
  /** The item before a change of one that was there; absent where it is new, and where the stream does not show it. */
  readonly before?: Readonly<Record<string, unknown>>;
}

export interface TableStreamHandlerOptions extends Observed {
  /**
   * Processes the changes of one shard, in order. Must be idempotent: changes are given at least once. A throw gives all of them
   * again.
   *
   * @returns indexes of the changes that failed; the first of them and all after it are given again
   */
  run(changes: readonly TableChange[], context: InvocationContext): Promise<readonly number[]>;
  /** Epoch milliseconds UTC; for the lag metric alone. */
  readonly now?: () => number;
}

const tableEventSchema = z.object({
  Records: z.array(
    z.object({
      eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
      dynamodb: z.object({
        SequenceNumber: z.string().check(z.regex(/^\d{1,128}$/)),
        // Seconds, since Lambda serialises it so; emulators leave it out.
        ApproximateCreationDateTime: z.optional(z.number()),
        NewImage: z.optional(z.record(z.string(), z.unknown())),
        OldImage: z.optional(z.record(z.string(), z.unknown())),
      }),
    }),
  ),
});

type TableRecord = z.infer<typeof tableEventSchema>['Records'][number];

/** The change of a record; none where the item is gone, or the stream does not show it. */
const changesOf = ({ eventName, dynamodb }: TableRecord): readonly TableChange[] => {
  const { SequenceNumber: sequence, NewImage: image, OldImage: before } = dynamodb;
  if (eventName === 'REMOVE' || image === undefined) return [];
  return [{ sequence, image, ...(eventName === 'INSERT' || before === undefined ? {} : { before }) }];
};

/** The handler of a DynamoDB table's stream that shows new and old images, answering with a partial batch response. */
export const tableStreamHandler = (
  options: TableStreamHandlerOptions,
): ((event: unknown, context?: LambdaContext) => Promise<PartialBatchResponse>) => {
  const { log, metrics, tracer } = observe(options);
  const now = options.now ?? Date.now;

  /** @returns the sequence to go on from, absent when all changes are done */
  const firstFailed = async (changes: readonly TableChange[], context: InvocationContext) => {
    const fields = { changes: changes.length };
    try {
      const failed = await tracer.span('batch', fields, async () => options.run(changes, context));
      return failed.length === 0 ? undefined : changes[Math.min(...failed)]?.sequence;
    } catch (error) {
      countPortFailure(metrics, error);
      log.error('The changes failed and are given again.', fields, error);
      return changes[0]?.sequence;
    }
  };

  return async (event, lambdaContext) => {
    const context = invocationContext(lambdaContext);
    try {
      const parsed = z.safeParse(tableEventSchema, event);
      if (!parsed.success)
        throw new HandlerError('TableEventError', `The event is not valid: ${describeShapeProblems(parsed.error)}.`);
      const records = parsed.data.Records;
      const times = records.flatMap(({ dynamodb }) => dynamodb.ApproximateCreationDateTime ?? []);
      if (times.length > 0) {
        metrics.add('StreamLagMs', Math.max(0, now() - Math.max(...times) * 1_000));
        metrics.add('OldestRecordAgeMs', Math.max(0, now() - Math.min(...times) * 1_000));
      }
      const changes = records.flatMap(changesOf);
      const sequence = changes.length === 0 ? undefined : await firstFailed(changes, context);
      if (sequence === undefined) return { batchItemFailures: [] };
      metrics.add('BatchesFailed', 1);
      return { batchItemFailures: [{ itemIdentifier: sequence }] };
    } catch (error) {
      metrics.add('BatchesFailed', 1);
      log.error('The event is not of a table stream.', {}, error);
      throw error;
    } finally {
      metrics.publish();
    }
  };
};
