import { type Log, type MetricSink, scheduleHandler, tableStreamHandler } from '@bellwether/lambda-kit';
import type { DispatchAlert } from './dispatch-alert.ts';
import { emitDispatch } from './emit-dispatch.ts';

/** Time that one more round of due groups may take, with an output that does not answer, in milliseconds. */
const minRemainingMs = 60_000;

const hasRecords = (event: unknown): boolean => typeof event === 'object' && event !== null && 'Records' in event;

/** One function, two ways in: the stream of the findings table, and the schedule of each minute. */
export const dispatchHandler = (
  dispatch: DispatchAlert,
  observed: { readonly log: Log; readonly metrics: MetricSink },
) => {
  const { metrics } = observed;
  const onChanges = tableStreamHandler({
    ...observed,
    run: async (changes) => {
      const done = await dispatch.changes(changes);
      emitDispatch(metrics, done);
      return done.failed;
    },
  });
  const onSchedule = scheduleHandler({
    ...observed,
    run: async (_, context) => {
      const done = await dispatch.due(() => context.remainingMs() > minRemainingMs);
      emitDispatch(metrics, done);
      return { groups: done.groups };
    },
  });
  return (event: unknown, context?: Parameters<typeof onChanges>[1]) =>
    hasRecords(event) ? onChanges(event, context) : onSchedule(event, context);
};
