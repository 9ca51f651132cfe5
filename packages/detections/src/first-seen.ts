import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from './callers.ts';
import { byCloudFormation, call, refused, trailEvent, type RuleEvidence } from './evidence.ts';

/** One kind of habit. */
export interface Habit extends Pick<DetectionRule, 'id' | 'title' | 'score'> {
  readonly firstSeen: NonNullable<DetectionRule['firstSeen']>;
  /** What the principal did, that it never did. */
  readonly what: string;
}

/** Calls that give out secrets, or a map of who may do what; other reads are too many to remember. */
const revealing: readonly string[] = [
  'GetSecretValue',
  'GetPasswordData',
  'GetAccountAuthorizationDetails',
  'GetFederationToken',
  'GetSessionToken',
  'GetCallerIdentity',
  'ListUsers',
  'ListBuckets',
];

/**
 * A rule in shadow about who does something for the first time: it is listed and notifies nobody. Calls that change something, sign in or give out secrets are looked
 * at. They are recognised by their names, which the fast path knows of every record.
 */
export const habitRule = ({ id, title, score, firstSeen, what }: Habit): DetectionRule => ({
  id,
  title,
  description: `A principal that is known for ${firstSeen.historyDays} days ${what} in eight weeks. It says little by itself: look at what else the principal did.`,
  severity: 'INFO',
  score,
  dataset: 'cloudtrail',
  mode: 'shadow',
  selections: {
    read: {
      'eventName|startswith': [
        'Get',
        'List',
        'Describe',
        'Head',
        'Lookup',
        'Search',
        'BatchGet',
        'AssumeRole',
        'Decrypt',
        'GenerateDataKey',
        'CreateLogStream',
        'PutObject',
        'CheckMfa',
      ],
    },
    revealing: { eventName: revealing },
    named: { 'eventName|exists': true, errorCode: null },
    ...callers,
  },
  condition: `named and (revealing or not read) and ${byNoService}`,
  firstSeen,
  dedupeBy: [],
});

/** What every habit is looked for in, and what in none. */
export const habitEvidence = (): RuleEvidence => ({
  hits: [call('iam', 'CreateUser', { userName: 'backup' }), call('secretsmanager', 'GetSecretValue')],
  misses: [
    call('s3', 'GetBucketLocation'),
    call('iam', 'CreateUser', { userName: 'backup' }, refused),
    call('iam', 'CreateUser', { userName: 'backup' }, byCloudFormation),
    trailEvent({ eventSource: 'iam.amazonaws.com', eventName: 'CreateUser', userIdentity: { type: 'AWSAccount' } }),
  ],
});
