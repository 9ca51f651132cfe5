/** Severity words, most severe first. OpenTelemetry numbers stand beside them in `severityNumberOf`. */
export const severities = ['CRITICAL', 'ERROR', 'WARNING', 'INFO', 'DEBUG', 'TRACE'] as const;
export type Severity = (typeof severities)[number];

/**
 * OpenTelemetry severity number of each word.
 *
 * @see https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber
 */
export const severityNumberOf: Readonly<Record<Severity, number>> = {
  CRITICAL: 21,
  ERROR: 17,
  WARNING: 13,
  INFO: 9,
  DEBUG: 5,
  TRACE: 1,
};

/** What wrote the event: from the log group mapping first, the content's own signature second, the name last. */
export const datasets = [
  'cloudtrail',
  'vpc-flow',
  'eks',
  'ec2',
  'lambda',
  'alb',
  's3-access',
  'waf',
  'guardduty',
  'route53',
  'cloudfront',
  'api-gateway',
  'rds',
  'config',
  'application',
] as const;
export type Dataset = (typeof datasets)[number];

/** What the event is about; `general` when nothing more precise is known. */
export const categories = [
  'error',
  'timeout',
  'memory',
  'storage',
  'throttling',
  'auth',
  'network',
  'database',
  'deploy',
  'lifecycle',
  'access',
  'audit',
  'health',
  'performance',
  'general',
] as const;
export type Category = (typeof categories)[number];

export type AttributeValue = string | number | boolean | readonly string[];
/** Flat ECS field names to values, such as `source.ip`; what ECS has no name for stands under `labels.` or the service's own prefix. */
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** One line or record, understood. Times are epoch milliseconds UTC. */
export interface LogEvent {
  /** Deterministic: the service's own id (CloudWatch event id, CloudTrail `eventID`) or a hash of where it was read. */
  readonly id: string;
  readonly timestampMs: number;
  readonly dataset: Dataset;
  readonly account: string;
  readonly region: string;
  readonly logGroup: string;
  readonly logStream: string;
  readonly severity: Severity;
  readonly category: Category;
  /** The record's text after its header, redacted by policy. */
  readonly message: string;
  readonly attributes: Attributes;
  /** The stable id of its template inside its scope. */
  readonly templateId: string;
}

/** What is known of a record before it is read. Empty strings stand for what is not known. */
export interface RecordOrigin {
  readonly account: string;
  readonly region: string;
  readonly logGroup: string;
  readonly logStream: string;
}

/** One raw line or record, not yet understood. */
export interface RawRecord {
  readonly text: string;
  /** The service's own event id, when it gave one. */
  readonly id?: string;
  /** When the service says it happened, epoch milliseconds UTC; a time inside the text is preferred. */
  readonly timestampMs?: number;
}
