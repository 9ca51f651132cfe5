import { dayMs } from '@bellwether/log-model';
import {
  cloudTrailFile,
  cloudTrailRecord,
  cloudWatchEnvelope,
  gzipJson,
  sampleTimeMs,
  subscriptionEvent,
} from '@bellwether/testkit';
import type { Composition, Effect, Environment } from './composition.ts';
import {
  archived,
  buckets,
  folders,
  held,
  machines,
  markKeyEffect,
  objectKeys,
  retentions,
  settingsEffects,
  table,
} from './looks.ts';

const machine = (name: string): string => `arn:aws:states:us-east-1:111122223333:stateMachine:${name}`;
const payloadKey = 'arn:aws:kms:us-east-1:111122223333:key/payloads';

/** A finding of severity ERROR by itself. */
const recorderStopped = cloudTrailRecord({
  eventSource: 'config.amazonaws.com',
  eventName: 'StopConfigurationRecorder',
  requestParameters: { configurationRecorderName: 'default' },
});

export const findingEnvironment: Environment = {
  COUNTS_TABLE: 'counts-one',
  FINDINGS_TABLE: 'findings-one',
  REMEDIATION_MACHINE_ARN: machine('one'),
};

export const findingEffects: Readonly<Record<string, Effect>> = {
  COUNTS_TABLE: table('counts'),
  FINDINGS_TABLE: table('findings'),
  REMEDIATION_MACHINE_ARN: {
    changed: machine('two'),
    look: machines,
    before: [machine('one')],
    after: [machine('two')],
  },
  // The run raises an ERROR, which the default lets through.
  ALERT_MIN_SEVERITY: { changed: 'CRITICAL', look: machines, before: [machine('one')], after: [] },
  ...settingsEffects,
};

const environment: Environment = {
  ...findingEnvironment,
  LAKE_BUCKET: 'lake-one',
  TEMPLATES_TABLE: 'templates-one',
  MARK_KEY_PARAMETER: '/one/mark-key',
  DECLARED_DATASETS: '111122223333:/cloudtrail/management=cloudtrail,s3:trail=cloudtrail',
};

const address = '203.0.113.9';

const ingestEffects: Readonly<Record<string, Effect>> = {
  ...findingEffects,
  STATE_RETENTION_DAYS: {
    changed: '30',
    look: retentions,
    // Notes of late windows live for a week, however long counts are kept.
    before: ['counts-one 7', 'counts-one 90', 'findings-one 90', 'templates-one 90'],
    after: ['counts-one 30', 'counts-one 7', 'findings-one 30', 'templates-one 30'],
  },
  LAKE_BUCKET: { changed: 'lake-two', look: buckets('lake-'), before: ['lake-one'], after: ['lake-two'] },
  TEMPLATES_TABLE: table('templates'),
  // What is not declared is only claimed, and starts no machine.
  DECLARED_DATASETS: {
    changed: '111122223333:/elsewhere=cloudtrail',
    look: machines,
    before: [machine('one')],
    after: [],
  },
  MARK_KEY_PARAMETER: markKeyEffect,
  MAX_FINDINGS: { changed: '1', look: held('more-findings'), before: [], after: ['more-findings'] },
  MAX_NOTIFIED: { changed: '0', look: machines, before: [machine('one')], after: [] },
  MAX_WORKFLOWS: { changed: '0', look: machines, before: [machine('one')], after: [] },
  REDACT: { changed: 'ip', look: archived(address), before: [address], after: [] },
};

/** A finding besides the first, of the same log source. */
const flowLogsDeleted = cloudTrailRecord({
  eventSource: 'ec2.amazonaws.com',
  eventName: 'DeleteFlowLogs',
  eventID: '5e1f0c52-0000-4000-8000-000000000002',
  requestParameters: { DeleteFlowLogsRequest: { FlowLogId: { tag: 1, content: 'fl-1' } } },
});

/** An event of a hundred days before the others, of whose claim the archive says so where it is not believed. */
const oldLine = {
  id: '1'.padStart(56, '0'),
  timestamp: sampleTimeMs - 100 * dayMs,
  message: 'INFO request 8 served in 9 ms',
};
const claimedTime = 'bellwether.claimed.time';

const ageEffect: Effect = { changed: '60', look: archived(claimedTime), before: [], after: [claimedTime] };

const ownLine = 'a line of a group called bellwether';

const envelopes = [
  cloudWatchEnvelope({ logEvents: ['INFO request 7 served in 12 ms', `ERROR connection to ${address} refused`] }),
  cloudWatchEnvelope({
    logGroup: '/cloudtrail/management',
    logEvents: [recorderStopped, flowLogsDeleted].map((record) => JSON.stringify(record)),
  }),
  cloudWatchEnvelope({ logGroup: '/app/old', logEvents: [oldLine, 'INFO request 9 served in 7 ms'] }),
  cloudWatchEnvelope({ logGroup: '/aws/lambda/bellwether-ingest', logEvents: [`INFO ${ownLine}`] }),
];

const kinesisEvent = {
  Records: [...envelopes.map((envelope) => gzipJson(envelope)), Buffer.from([0x1f, 0x8b, 0x08, 0xff])].map(
    (data, index) => ({
      eventID: `shardId-000000000000:${index + 1}`,
      eventSourceARN: 'arn:aws:kinesis:us-east-1:111122223333:stream/logs',
      kinesis: {
        sequenceNumber: String(index + 1),
        partitionKey: `key-${index}`,
        data: data.toString('base64'),
        approximateArrivalTimestamp: 1_768_478_400.5,
      },
    }),
  ),
};

const liveEffects: Readonly<Record<string, Effect>> = {
  EVENT_RETENTION_DAYS: ageEffect,
  ARCHIVE_POLICY: { changed: 'payload', look: folders, before: ['events'], after: ['payloads'] },
  PAYLOAD_KEY_ARN: {
    changed: payloadKey,
    beside: { ARCHIVE_POLICY: 'payload' },
    look: objectKeys,
    before: [],
    after: [payloadKey],
  },
  OWN_LOG_GROUP_PREFIX: {
    changed: '/aws/lambda/somebody-else-',
    look: archived(ownLine),
    before: [],
    after: [ownLine],
  },
};

/** How many ordering keys the counts are guarded under. */
const orderingKeys: Effect['look'] = ({ sent }) =>
  new Set(
    sent
      .filter(({ operation, input }) => operation === 'UpdateItem' && input['TableName'] === 'counts-one')
      .map(({ input }) => (input['Key'] as { readonly sk: { readonly S: string } }).sk.S.replace(/^\d+#/, '')),
  ).size;

export const ingestStream: Composition = {
  environment: { ...environment, OWN_LOG_GROUP_PREFIX: '/aws/lambda/bellwether-' },
  events: [kinesisEvent],
  effects: {
    ...ingestEffects,
    ...liveEffects,
    STATE_RETENTION_DAYS: {
      changed: '30',
      look: retentions,
      // The ledger of payloads looks back for two days, and notes of late windows live for a week, however long counts are kept.
      before: ['counts-one 2', 'counts-one 7', 'counts-one 90', 'findings-one 90', 'templates-one 90'],
      after: ['counts-one 2', 'counts-one 30', 'counts-one 7', 'findings-one 30', 'templates-one 30'],
    },
    // Three of the records are counted, each under its own partition key.
    STREAM_PARALLELISATION_FACTOR: { changed: '4', look: orderingKeys, before: 1, after: 3 },
  },
};

export const ingestSubscription: Composition = {
  environment: { ...environment, OWN_LOG_GROUP_PREFIX: '/aws/lambda/bellwether-' },
  events: envelopes.map(subscriptionEvent),
  effects: { ...ingestEffects, ...liveEffects },
};

const trailKey =
  'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/01/15/111122223333_CloudTrail_eu-west-1_20260115T1205Z_a.json.gz';
const brokenKey = trailKey.replace('_a.', '_b.');
const notice = {
  Records: [trailKey, brokenKey].map((key) => ({
    eventVersion: '2.6',
    eventSource: 'aws:s3',
    awsRegion: 'eu-west-1',
    eventTime: '2026-01-15T12:20:00.123Z',
    eventName: 'ObjectCreated:Put',
    s3: { bucket: { name: 'trail' }, object: { key, size: 1, eTag: 'e', sequencer: '1' } },
  })),
};

export const ingestCloudTrail: Composition = {
  environment,
  events: [
    {
      Records: [
        {
          messageId: 'm1',
          body: JSON.stringify(notice),
          attributes: { SentTimestamp: '1768479600000', ApproximateReceiveCount: '1' },
        },
      ],
    },
  ],
  arrangement: {
    objects: new Map([
      [`trail/${trailKey}`, cloudTrailFile([{ ...recorderStopped, sourceIPAddress: address }, flowLogsDeleted])],
      [`trail/${brokenKey}`, Buffer.from('this is no log file')],
    ]),
  },
  effects: {
    ...ingestEffects,
    // A file that is none is kept in quarantine, raw.
    PAYLOAD_KEY_ARN: { changed: payloadKey, look: objectKeys, before: [], after: [payloadKey] },
    // The file itself stays where the trail put it.
    ARCHIVE_POLICY: { changed: 'payload', look: folders, before: ['events'], after: [] },
  },
};
