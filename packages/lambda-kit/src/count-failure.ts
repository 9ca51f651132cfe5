import type { MetricSink } from './metrics.ts';

/** Counts a failure by the port it came from. Recognised by name: the kit does not import ports. Errors that no port threw are not counted here. */
export const countPortFailure = (metrics: MetricSink, error: unknown): void => {
  if (!(error instanceof Error) || error.name !== 'PortError' || !('port' in error)) return;
  if (typeof error.port !== 'string') return;
  metrics.addSplit('PortFailures', error.port, 1);
};
