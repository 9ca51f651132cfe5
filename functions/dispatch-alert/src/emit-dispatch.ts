import type { Dispatched } from '@bellwether/alerts';
import type { Log, MetricSink } from '@bellwether/lambda-kit';
import { PortError } from '@bellwether/ports';

/** Writes the metrics of a run: notifications sent, given up and held back. */
export const emitDispatch = (metrics: Pick<MetricSink, 'add' | 'addSplit'>, done: Dispatched): void => {
  for (const [kind, count] of Object.entries(done.said)) metrics.addSplit('NotificationsTold', kind, count);
  for (const output of done.givenUp) metrics.addSplit('NotificationsUndelivered', output, 1);
  if (done.muted > 0) metrics.add('AlertsMuted', done.muted);
  if (done.suppressed > 0) metrics.add('SightingsSuppressed', done.suppressed);
};

const sentences = {
  deliver: 'An output did not take a message; it is tried again or kept.',
  keep_undelivered: 'A message that was given up could not be kept; it is tried on.',
  group: 'An alert group or a finding failed and is given again.',
} as const;

/** Writes failures that are made good by themselves to the log and as metrics, by the port that failed. */
export const observeFailures =
  (log: Pick<Log, 'warn'>, metrics: Pick<MetricSink, 'addSplit'>) =>
  (where: keyof typeof sentences, error: unknown): void => {
    log.warn(sentences[where], {}, error);
    if (error instanceof PortError) metrics.addSplit('PortFailures', error.port, 1);
  };
