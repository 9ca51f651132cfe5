import { countPortFailure } from './count-failure.ts';
import type { Log } from './log.ts';
import { openLog } from './log.ts';
import type { MetricSink } from './metrics.ts';
import { openMetrics } from './metrics.ts';
import { openTracer, type Tracer } from './tracer.ts';

/** Where a handler writes. Without them it opens its own, named by POWERTOOLS_SERVICE_NAME. */
export interface Observed {
  readonly log?: Log | undefined;
  readonly metrics?: MetricSink | undefined;
  readonly tracer?: Tracer | undefined;
}

/** What a run may ask of its invocation. */
export interface InvocationContext {
  /** Milliseconds until Lambda ends the invocation; infinite where nothing ends it. */
  remainingMs(): number;
}

/** The part of Lambda's context object that is used. Absent when a handler is called by hand. */
export interface LambdaContext {
  getRemainingTimeInMillis?(): number;
}

export const invocationContext = (context: LambdaContext | undefined): InvocationContext => ({
  remainingMs: () => context?.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY,
});

/** Where a handler writes, all of it open. */
export interface Observing {
  readonly log: Log;
  readonly metrics: MetricSink;
  readonly tracer: Tracer;
}

/** Opens what is missing once, when the handler is made and not when it runs. */
export const observe = ({ log, metrics, tracer }: Observed): Observing => ({
  log: log ?? openLog(),
  metrics: metrics ?? openMetrics(),
  tracer: tracer ?? openTracer(),
});

/**
 * Runs one invocation: a failure is logged, counted and thrown on, so that the service that called sees it; metrics are
 * written however it ends.
 */
export const runObserved = async <Result>(
  { log, metrics, tracer }: Observing,
  run: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await tracer.span('run', {}, run);
  } catch (error) {
    metrics.add('RunsFailed', 1);
    countPortFailure(metrics, error);
    log.error('The run failed.', {}, error);
    throw error;
  } finally {
    metrics.publish();
  }
};
