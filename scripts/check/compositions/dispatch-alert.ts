import { makeFinding } from '@bellwether/testkit';
import type { Arrangement } from './aws-border.ts';
import type { Composition, Effect } from './composition.ts';
import { fieldOf, retentions, settingsEffects, table } from './looks.ts';

const topic = (name: string): string => `arn:aws:sns:us-east-1:111122223333:${name}`;
/** The client sends to the address that a queue's own URL names. */
const queue = (name: string): string => `{border}/111122223333/${name}`;

const finding = makeFinding({ severity: 'ERROR' });
const image = {
  id: { S: finding.id },
  finding: { S: JSON.stringify(finding) },
  firstSeenMs: { N: String(finding.firstSeenMs) },
  lastSeenMs: { N: String(finding.lastSeenMs) },
  count: { N: String(finding.count) },
  ttl: { N: '3999999999' },
};

const topicsUsed = fieldOf('sns', 'Publish', 'TopicArn');
const archive = {
  ARCHIVE_DATABASE: 'archive_one',
  ARCHIVE_WORKGROUP: 'workgroup-one',
  ARCHIVE_REGION: 'eu-north-1',
};

/** Whether the messages name what the variable says. The three variables count together, and only together. */
const named = (value: string, beside: Composition['environment']): Effect => ({
  changed: value,
  beside,
  look: ({ sent }) =>
    sent.some(({ operation, input }) => operation === 'Publish' && String(input['Message']).includes(value)),
  before: false,
  after: true,
});

const queueName = (input: Readonly<Record<string, unknown>>): string | undefined =>
  String(input['QueueUrl']).split('/').at(-1);

const refusing: Arrangement = { refusesTopics: true };

export const dispatchAlert: Composition = {
  environment: {
    ALERT_GROUPS_TABLE: 'groups-one',
    ALERT_TOPIC_ARN: topic('one'),
    UNDELIVERED_QUEUE_URL: queue('one'),
  },
  events: [
    {
      Records: [
        {
          eventName: 'INSERT',
          dynamodb: {
            SequenceNumber: '1'.padStart(24, '0'),
            ApproximateCreationDateTime: 1_768_478_400,
            NewImage: image,
          },
        },
      ],
    },
  ],
  effects: {
    ALERT_GROUPS_TABLE: table('groups'),
    ALERT_TOPIC_ARN: { changed: topic('two'), look: topicsUsed, before: [topic('one')], after: [topic('two')] },
    UNDELIVERED_QUEUE_URL: {
      changed: queue('two'),
      arrangement: refusing,
      look: (seen) => seen.sent.filter(({ service }) => service === 'sqs').map(({ input }) => queueName(input)),
      before: ['one'],
      after: ['two'],
    },
    ALERT_MIN_SEVERITY: { changed: 'CRITICAL', look: topicsUsed, before: [topic('one')], after: [] },
    STATE_RETENTION_DAYS: { changed: '30', look: retentions, before: ['groups-one 90'], after: ['groups-one 30'] },
    ARCHIVE_DATABASE: named(archive.ARCHIVE_DATABASE, archive),
    ARCHIVE_WORKGROUP: named(archive.ARCHIVE_WORKGROUP, archive),
    ARCHIVE_REGION: named(archive.ARCHIVE_REGION, archive),
    ...settingsEffects,
  },
};
