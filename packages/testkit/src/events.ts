import { gzipSync } from 'node:zlib';
import { countWindowMs } from '@bellwether/log-model';
import type { Finding, LogEvent, Template } from '@bellwether/log-model';
import type { Alert, CountContribution, QuarantinedRecord } from '@bellwether/ports';

/** 2026-01-15T12:00:00Z, start of a count window: the time all factories start from. */
export const sampleTimeMs = Date.UTC(2026, 0, 15, 12);

/** A sequence number of equal length for the n-th record, 0 or more. */
export const sequenceOf = (ordinal: number): string => String(ordinal).padStart(20, '0');

export const makeEvent = (changes: Partial<LogEvent> = {}): LogEvent => ({
  id: 'event-1',
  timestampMs: sampleTimeMs,
  dataset: 'application',
  account: '111122223333',
  region: 'eu-west-1',
  logGroup: '/app/web',
  logStream: 'i-0a1b2c3d4e5f60718',
  severity: 'INFO',
  category: 'general',
  message: 'request served',
  attributes: {},
  templateId: 't1',
  ...changes,
});

export const makeFinding = (changes: Partial<Finding> = {}): Finding => ({
  id: 'finding-1',
  kind: 'rule',
  rule: 'cloudtrail-logging-stopped',
  title: 'A trail was stopped',
  severity: 'CRITICAL',
  score: 0.9,
  reasons: ['StopLogging succeeded for the trail main.'],
  scope: '111122223333/cloudtrail',
  dataset: 'cloudtrail',
  account: '111122223333',
  region: 'eu-west-1',
  dedupeKey: 'main',
  resources: { trailName: 'main' },
  evidence: ['event-1'],
  windowStartMs: sampleTimeMs,
  firstSeenMs: sampleTimeMs + 1_000,
  lastSeenMs: sampleTimeMs + 2_000,
  count: 1,
  attack: { tactic: 'TA0005', technique: 'T1562.008' },
  ...changes,
});

export const makeContribution = (changes: Partial<CountContribution> = {}): CountContribution => ({
  sequence: sequenceOf(1),
  scope: '111122223333/app/web',
  windowStartMs: sampleTimeMs,
  field: 'events',
  count: 1,
  ...changes,
});

/** The contributions of a run of records, one event each: the event, its severity and its template. */
export const makeContributions = (
  recordCount: number,
  { from = 0, scope = '111122223333/app/web', severity = 'INFO' } = {},
): readonly CountContribution[] =>
  Array.from({ length: recordCount }, (_, index) => from + index).flatMap((ordinal) => {
    const windowStartMs = sampleTimeMs + Math.floor(ordinal / 10) * countWindowMs;
    return ['events', `severity:${severity}`, `template:t${ordinal % 3}`].map((field) =>
      makeContribution({ sequence: sequenceOf(ordinal), scope, windowStartMs, field }),
    );
  });

export const makeTemplate = (changes: Partial<Template> = {}): Template => ({
  id: 'template-1',
  scope: '111122223333/app/web',
  text: 'Connection from <ip> closed after <num> ms',
  birthText: 'Connection from <ip> closed after 12 ms',
  count: 1,
  firstSeenMs: sampleTimeMs,
  ...changes,
});

export const makeAlert = (changes: Partial<Alert> = {}): Alert => ({
  id: 'finding-1',
  kind: 'rule',
  severity: 'CRITICAL',
  dataset: 'cloudtrail',
  subject: 'A trail was stopped: main',
  body: 'StopLogging succeeded for the trail main.',
  ...changes,
});

export const makeQuarantined = (changes: Partial<QuarantinedRecord> = {}): QuarantinedRecord => ({
  path: 'shard-1/00000000000000000001',
  reason: 'bad_gzip',
  sentence: 'The data says it is gzip but cannot be decompressed.',
  origin: 'stream events, shard 1',
  bytes: Uint8Array.of(0x1f, 0x8b, 0x00, 0xff),
  ...changes,
});

const javaTrace = [
  'Exception in thread "main" java.lang.NullPointerException',
  '\tat com.example.Shop.checkout(Shop.java:42)',
  '\tat com.example.Main.main(Main.java:7)',
];

/** One log line each of a few kinds; `n` varies what varies. */
export const logLine = {
  plain: (n = 1): string =>
    `2026-01-15T12:00:${String(n % 60).padStart(2, '0')}Z INFO request ${n} served in ${n * 3} ms`,
  error: (n = 1): string =>
    `2026-01-15T12:00:${String(n % 60).padStart(2, '0')}Z ERROR connection ${n} to 10.0.0.${n % 256} refused`,
  json: (n = 1): string =>
    JSON.stringify({ time: new Date(sampleTimeMs + n * 1_000).toISOString(), level: 'warn', msg: `queue depth ${n}` }),
  trace: (): string => javaTrace.join('\n'),
  vpcFlow: (n = 1): string =>
    `2 111122223333 eni-0a1b2c3d4e5f60718 10.0.0.${n % 256} 198.51.100.7 ${40_000 + (n % 20_000)} 22 6 5 300 1768478400 1768478460 REJECT OK`,
};

export interface EnvelopeChanges {
  readonly messageType?: string;
  readonly owner?: string;
  readonly logGroup?: string;
  readonly logStream?: string;
  /** Events as they are, or texts that get ids and times. */
  readonly logEvents?: readonly (
    string | { readonly id: string; readonly timestamp: number; readonly message: string }
  )[];
}

/** What CloudWatch Logs sends to a subscription, as an object. */
export const cloudWatchEnvelope = (changes: EnvelopeChanges = {}): Record<string, unknown> => ({
  messageType: changes.messageType ?? 'DATA_MESSAGE',
  owner: changes.owner ?? '111122223333',
  logGroup: changes.logGroup ?? '/app/web',
  logStream: changes.logStream ?? 'i-0a1b2c3d4e5f60718',
  subscriptionFilters: ['everything'],
  logEvents: (changes.logEvents ?? [logLine.plain()]).map((event, index) =>
    typeof event === 'string'
      ? { id: String(index + 1).padStart(56, '3'), timestamp: sampleTimeMs + index, message: event }
      : event,
  ),
});

/** The health check that CloudWatch Logs sends to a new destination. */
export const controlEnvelope = (): Record<string, unknown> => ({
  messageType: 'CONTROL_MESSAGE',
  owner: 'CloudwatchLogs',
  logGroup: '',
  logStream: '',
  subscriptionFilters: [],
  logEvents: [
    { id: '', timestamp: sampleTimeMs, message: 'CWL CONTROL MESSAGE: Checking health of destination Kinesis.' },
  ],
});

/** An object as gzipped JSON: the data of one Kinesis record before the service encodes it. */
export const gzipJson = (value: unknown): Buffer => gzipSync(JSON.stringify(value));

/** The event of a function that CloudWatch Logs invokes directly. */
export const subscriptionEvent = (envelope: unknown): { readonly awslogs: { readonly data: string } } => ({
  awslogs: { data: gzipJson(envelope).toString('base64') },
});

/** One CloudTrail record; a successful `StopLogging` by a person unless changed. */
export const cloudTrailRecord = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  eventVersion: '1.11',
  userIdentity: {
    type: 'IAMUser',
    principalId: 'AIDAEXAMPLE',
    arn: 'arn:aws:iam::111122223333:user/ana',
    accountId: '111122223333',
    userName: 'ana',
  },
  eventTime: '2026-01-15T12:00:00Z',
  eventSource: 'cloudtrail.amazonaws.com',
  eventName: 'StopLogging',
  awsRegion: 'eu-west-1',
  sourceIPAddress: '198.51.100.7',
  userAgent: 'aws-cli/2.31.0',
  requestParameters: { name: 'main' },
  responseElements: null,
  requestID: '00000000-0000-4000-8000-000000000001',
  eventID: '00000000-0000-4000-8000-000000000002',
  readOnly: false,
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: '111122223333',
  ...changes,
});

/** A CloudTrail file as it lies in the bucket. */
export const cloudTrailFile = (records: readonly unknown[]): Buffer => gzipJson({ Records: records });
