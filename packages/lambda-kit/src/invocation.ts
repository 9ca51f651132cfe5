import type { Log } from './log.ts';
import { openLog } from './log.ts';
import type { MetricSink } from './metrics.ts';
import { openMetrics } from './metrics.ts';

/** Where a handler writes. Without them it opens its own, named by POWERTOOLS_SERVICE_NAME. */
export interface Observed {
  readonly log?: Log | undefined;
  readonly metrics?: MetricSink | undefined;
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

/** Opens what is missing once, when the handler is made and not when it runs. */
export const observe = ({ log, metrics }: Observed): { readonly log: Log; readonly metrics: MetricSink } => ({
  log: log ?? openLog(),
  metrics: metrics ?? openMetrics(),
});

/**
 * Runs one invocation: a failure is logged, counted and thrown on, so that the service that called sees it; metrics are
 * written however it ends.
 */
export const runObserved = async <Result>(
  { log, metrics }: { readonly log: Log; readonly metrics: MetricSink },
  run: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await run();
  } catch (error) {
    metrics.add('RunsFailed', 1);
    log.error('The run failed.', {}, error);
    throw error;
  } finally {
    metrics.publish();
  }
};
