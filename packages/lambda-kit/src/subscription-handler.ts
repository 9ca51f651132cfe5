import * as z from 'zod/mini';
import { describeShapeProblems, HandlerError } from './handler-error.ts';
import type { InvocationContext, LambdaContext, Observed } from './invocation.ts';
import { invocationContext, observe, runObserved } from './invocation.ts';

/** One delivery of a CloudWatch Logs subscription, straight to the function. */
export interface SubscriptionDelivery {
  /** The envelope as it was sent, base64 removed: still gzip-compressed. */
  readonly data: Uint8Array;
}

export interface SubscriptionHandlerOptions extends Observed {
  /** Processes one delivery. Must be idempotent: what throws is given again, and what succeeded may be too. */
  run(delivery: SubscriptionDelivery, context: InvocationContext): Promise<void>;
}

const subscriptionEventSchema = z.object({ awslogs: z.object({ data: z.string().check(z.minLength(1)) }) });

/**
 * The handler of a CloudWatch Logs subscription. Nobody waits for its answer: a failure is thrown, so that Lambda gives the
 * event twice more and then puts it, whole, where the function's on-failure destination says.
 *
 * @throws HandlerError named `SubscriptionEventError` when the event is not one
 */
export const subscriptionHandler = (
  options: SubscriptionHandlerOptions,
): ((event: unknown, context?: LambdaContext) => Promise<void>) => {
  const observed = observe(options);
  return (event, context) =>
    runObserved(observed, async () => {
      const parsed = z.safeParse(subscriptionEventSchema, event);
      if (!parsed.success) {
        const problems = describeShapeProblems(parsed.error);
        throw new HandlerError('SubscriptionEventError', `The event is not valid: ${problems}.`);
      }
      const data = Buffer.from(parsed.data.awslogs.data, 'base64');
      observed.metrics.add('BatchBytes', data.byteLength);
      await options.run({ data }, invocationContext(context));
    });
};
