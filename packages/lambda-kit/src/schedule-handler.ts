import * as z from 'zod/mini';
import { describeShapeProblems, HandlerError } from './handler-error.ts';
import type { InvocationContext, LambdaContext, Observed } from './invocation.ts';
import { invocationContext, observe, runObserved } from './invocation.ts';

/** One run of a schedule. */
export interface ScheduledRun {
  /**
   * When the run was due, epoch milliseconds UTC: `time` of the event. A retry has the same, so windows computed from it
   * neither drift nor overlap; the machine's clock is never asked.
   */
  readonly scheduledAtMs: number;
}

export interface ScheduleHandlerOptions<Result> extends Observed {
  run(scheduled: ScheduledRun, context: InvocationContext): Promise<Result>;
}

// An EventBridge rule sends `time`; a Scheduler target sends it through the input `{"time": "<aws.scheduler.scheduled-time>"}`.
const scheduleEventSchema = z.looseObject({
  time: z.iso.datetime({ offset: true }),
});

/**
 * The handler of a schedule. A failure is thrown, never turned into a status code: a schedule reads any answer as success.
 *
 * @throws HandlerError named `ScheduleEventError` when the event does not say when it was due
 */
export const scheduleHandler = <Result>(
  options: ScheduleHandlerOptions<Result>,
): ((event: unknown, context?: LambdaContext) => Promise<Result>) => {
  const observed = observe(options);
  return (event, context) =>
    runObserved(observed, async () => {
      const parsed = z.safeParse(scheduleEventSchema, event);
      if (!parsed.success)
        throw new HandlerError('ScheduleEventError', `The event is not valid: ${describeShapeProblems(parsed.error)}.`);
      return options.run({ scheduledAtMs: Date.parse(parsed.data.time) }, invocationContext(context));
    });
};
