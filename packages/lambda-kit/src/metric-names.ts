/** The CloudWatch namespace of every metric. */
export const metricNamespace = 'Bellwether';

interface MetricDefinition {
  readonly unit: 'Count' | 'Milliseconds' | 'Bytes';
  /** The one dimension besides `service`; its values come from a bounded set. */
  readonly dimension?: 'Reason' | 'Rule' | 'Port' | 'Outcome' | 'Class' | 'Kind' | 'Output';
}

/**
 * Every metric that is emitted, with its unit and dimension. Alarms and dashboards read these names and no others.
 *
 * Each also carries the dimension `service`, the function's name. Conservation in a function, which an alarm watches:
 * RecordsReceived = EventsClassified + UnreadableTotal + DroppedTotal. The totals stand beside the splits because the
 * arithmetic of an alarm cannot sum over a dimension.
 */
export const metricNames = {
  /** Lines or records taken out of the stream's envelopes. */
  RecordsReceived: { unit: 'Count' },
  RecordsUnreadable: { unit: 'Count', dimension: 'Reason' },
  UnreadableTotal: { unit: 'Count' },
  EventsDropped: { unit: 'Count', dimension: 'Reason' },
  DroppedTotal: { unit: 'Count' },
  EventsClassified: { unit: 'Count' },
  FindingsRaised: { unit: 'Count', dimension: 'Rule' },
  /** Names that a row of counters had no room for, or no longer: counted in their family's `other`. */
  CountNamesFolded: { unit: 'Count' },
  /** Events that counts left out because their row had taken them, or later ones of their shard. After a failure they are repeats. */
  EventsLeftOut: { unit: 'Count' },
  /** Findings that were not listed; listed and not notified one by one; listed without a remediation: their log source made too many. */
  FindingsHeldBack: { unit: 'Count' },
  NotificationsHeldBack: { unit: 'Count' },
  WorkflowsHeldBack: { unit: 'Count' },
  /** Messages of alert groups that became due, and those that were given up and rest in the queue of undelivered ones. */
  NotificationsTold: { unit: 'Count', dimension: 'Kind' },
  NotificationsUndelivered: { unit: 'Count', dimension: 'Output' },
  /** Alert groups that a mute began to hold back. */
  AlertsMuted: { unit: 'Count' },
  /** Sightings of suppressed findings, which were stored and not notified. */
  SightingsSuppressed: { unit: 'Count' },
  WindowsScored: { unit: 'Count' },
  /** Findings whose workflow or alert a process had died before, and that a sweep started. */
  OwedStarted: { unit: 'Count' },
  /** Values taken out of messages and attributes before anything was kept. */
  ValuesRedacted: { unit: 'Count', dimension: 'Class' },
  /** Runs on settings that are not the newest written: the source is down, or a document was refused. */
  SettingsFallbacks: { unit: 'Count' },
  /** Templates forgotten to keep the miner's bound. */
  TemplatesEvicted: { unit: 'Count' },
  /** Stream invocations that gave records back to be retried. */
  BatchesFailed: { unit: 'Count' },
  /** Queue messages that were given back to be retried. */
  MessagesFailed: { unit: 'Count' },
  /** Log files read to their end, and those that were gone before they could be read. */
  ObjectsRead: { unit: 'Count' },
  ObjectsVanished: { unit: 'Count' },
  /** Events in the parts of closed hours that a run wrote, and objects of the lake that it could not read whole. */
  EventsCompacted: { unit: 'Count' },
  ObjectsDamaged: { unit: 'Count' },
  /** How long ago the oldest hour closed that a run of the compaction left for the next. */
  CompactionBehindMs: { unit: 'Milliseconds' },
  /** Windows of analyses by what came of them: `analyzed`, `known` from an earlier run, `missing`. */
  AnalysisWindows: { unit: 'Count', dimension: 'Outcome' },
  /** Windows that a report of an analysis says are missing. */
  WindowsMissing: { unit: 'Count' },
  /** Reports that a model was to word and the program did. */
  ModelFallbacks: { unit: 'Count' },
  /** Invocations that threw: tasks, schedules, subscriptions. */
  RunsFailed: { unit: 'Count' },
  /** Runs, batches and messages that a port's failure ended. */
  PortFailures: { unit: 'Count', dimension: 'Port' },
  /** Steps of remediations by what came of them, such as `rehearse`, `apply`, `not_verified`. */
  RemediationSteps: { unit: 'Count', dimension: 'Outcome' },
  /** Age of a batch's newest record when its processing starts. */
  StreamLagMs: { unit: 'Milliseconds' },
  /** Age of the oldest record, message or change of a batch when its processing starts. */
  OldestRecordAgeMs: { unit: 'Milliseconds' },
  BatchBytes: { unit: 'Bytes' },
} as const satisfies Readonly<Record<string, MetricDefinition>>;

export type MetricName = keyof typeof metricNames;
/** Metrics with a dimension of their own besides `service`. */
export type SplitMetricName = {
  [Name in MetricName]: (typeof metricNames)[Name] extends { readonly dimension: string } ? Name : never;
}[MetricName];
export type PlainMetricName = Exclude<MetricName, SplitMetricName>;
