/** The CloudWatch namespace of every metric. */
export const metricNamespace = 'Bellwether';

interface MetricDefinition {
  readonly unit: 'Count' | 'Milliseconds' | 'Bytes';
  /** The one dimension besides `service`; its values come from a bounded set. */
  readonly dimension?: 'Reason' | 'Rule' | 'Port' | 'Outcome';
}

/**
 * Every metric that is emitted, with its unit and dimension. Alarms and dashboards read these names and no others.
 *
 * Each also carries the dimension `service`, the function's name. Conservation in a stream:
 * RecordsReceived = EventsClassified + RecordsUnreadable + EventsDropped.
 */
export const metricNames = {
  /** Lines or records taken out of the stream's envelopes. */
  RecordsReceived: { unit: 'Count' },
  RecordsUnreadable: { unit: 'Count', dimension: 'Reason' },
  EventsDropped: { unit: 'Count', dimension: 'Reason' },
  EventsClassified: { unit: 'Count' },
  FindingsRaised: { unit: 'Count', dimension: 'Rule' },
  AlertsTold: { unit: 'Count' },
  WindowsScored: { unit: 'Count' },
  /** Templates forgotten to keep the miner's bound. */
  TemplatesEvicted: { unit: 'Count' },
  /** Stream invocations that gave records back to be retried. */
  BatchesFailed: { unit: 'Count' },
  /** Queue messages that were given back to be retried. */
  MessagesFailed: { unit: 'Count' },
  /** Log files read to their end, and those that were gone before they could be read. */
  ObjectsRead: { unit: 'Count' },
  ObjectsVanished: { unit: 'Count' },
  /** Invocations that threw: tasks, schedules, subscriptions. */
  RunsFailed: { unit: 'Count' },
  PortFailures: { unit: 'Count', dimension: 'Port' },
  RemediationsEnded: { unit: 'Count', dimension: 'Outcome' },
  NarrationsFallenBack: { unit: 'Count' },
  /** Age of a batch's newest record when its processing starts. */
  StreamLagMs: { unit: 'Milliseconds' },
  BatchBytes: { unit: 'Bytes' },
} as const satisfies Readonly<Record<string, MetricDefinition>>;

export type MetricName = keyof typeof metricNames;
/** Metrics with a dimension of their own besides `service`. */
export type SplitMetricName = {
  [Name in MetricName]: (typeof metricNames)[Name] extends { readonly dimension: string } ? Name : never;
}[MetricName];
export type PlainMetricName = Exclude<MetricName, SplitMetricName>;
