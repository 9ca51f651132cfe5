import * as z from 'zod/mini';
import { countPortFailure } from './count-failure.ts';
import { describeShapeProblems, HandlerError } from './handler-error.ts';
import type { InvocationContext, LambdaContext, Observed } from './invocation.ts';
import { invocationContext, observe } from './invocation.ts';
import type { PartialBatchResponse } from './kinesis-handler.ts';

/** One message of a queue. */
export interface QueueMessage {
  readonly id: string;
  readonly body: string;
  /** When it was first put on the queue, epoch milliseconds UTC; the same however often it is given. */
  readonly sentMs: number;
  /** How often it has been given, this time included; 1 or more. */
  readonly receives: number;
}

export interface QueueHandlerOptions extends Observed {
  /** Processes one message. A throw gives this message back and no other. Must be idempotent. */
  run(message: QueueMessage, context: InvocationContext): Promise<void>;
  /**
   * Messages are given back unread when less time than this remains, in milliseconds; 5,000 when absent. A timeout would give
   * back those that are done as well.
   */
  readonly minRemainingMs?: number;
  /** Epoch milliseconds UTC; for the age metric alone. */
  readonly now?: () => number;
}

const digits = z.string().check(z.regex(/^\d{1,16}$/));

const queueEventSchema = z.object({
  Records: z.array(
    z.object({
      messageId: z.string().check(z.minLength(1)),
      body: z.string(),
      attributes: z.object({ SentTimestamp: digits, ApproximateReceiveCount: digits }),
    }),
  ),
});

/**
 * The handler of an SQS standard queue whose mapping reports partial batches: the messages of a batch one after another, and
 * the ids of those that failed as the answer. One message that cannot be handled does not stop the others.
 *
 * @throws HandlerError named `QueueEventError` when the event is not one; all its messages are then given again
 */
export const queueHandler = (
  options: QueueHandlerOptions,
): ((event: unknown, context?: LambdaContext) => Promise<PartialBatchResponse>) => {
  const { log, metrics, tracer } = observe(options);
  const minRemainingMs = options.minRemainingMs ?? 5_000;
  const now = options.now ?? Date.now;

  const isDone = async (message: QueueMessage, context: InvocationContext): Promise<boolean> => {
    const fields = { messageId: message.id, receives: message.receives };
    if (context.remainingMs() < minRemainingMs) {
      log.warn('The message is given back unread: too little time is left.', fields);
      return false;
    }
    try {
      await tracer.span('message', fields, () => options.run(message, context));
      return true;
    } catch (error) {
      countPortFailure(metrics, error);
      log.error('The message failed and is given back.', fields, error);
      return false;
    }
  };

  return async (event, lambdaContext) => {
    const context = invocationContext(lambdaContext);
    try {
      const parsed = z.safeParse(queueEventSchema, event);
      if (!parsed.success)
        throw new HandlerError('QueueEventError', `The event is not valid: ${describeShapeProblems(parsed.error)}.`);
      const failures: { readonly itemIdentifier: string }[] = [];
      for (const { messageId: id, body, attributes } of parsed.data.Records) {
        const sentMs = Number(attributes.SentTimestamp);
        metrics.add('OldestRecordAgeMs', Math.max(0, now() - sentMs));
        const receives = Number(attributes.ApproximateReceiveCount);
        if (await isDone({ id, body, sentMs, receives }, context)) continue;
        metrics.add('MessagesFailed', 1);
        failures.push({ itemIdentifier: id });
      }
      return { batchItemFailures: failures };
    } catch (error) {
      metrics.add('RunsFailed', 1);
      log.error('The event is not a queue event.', {}, error);
      throw error;
    } finally {
      metrics.publish();
    }
  };
};
