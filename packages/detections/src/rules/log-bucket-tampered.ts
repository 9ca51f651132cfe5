import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { byCloudFormation, call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'log-bucket-tampered',
  title: 'A bucket of logs was deleted or empties itself',
  description:
    "A bucket whose name says that it contains an account's logs was deleted, lost its protection, or throws objects away within days. Check who did it; the evidence of what happened before may be gone.",
  severity: 'ERROR',
  score: 0.85,
  dataset: 'cloudtrail',
  selections: {
    of_logs: {
      'requestParameters.bucketName|contains': [
        'cloudtrail',
        'trail-log',
        'audit',
        'config-bucket',
        'flow-log',
        'flowlog',
        'access-log',
        'security-lake',
        'guardduty',
        'logging',
        '-logs',
      ],
      eventSource: 's3.amazonaws.com',
      errorCode: null,
    },
    gone: { eventName: ['DeleteBucket', 'DeleteBucketPolicy', 'DeleteBucketEncryption', 'DeleteBucketReplication'] },
    expires: [
      {
        eventName: ['PutBucketLifecycle', 'PutBucketLifecycleConfiguration'],
        'requestParameters.LifecycleConfiguration.Rule.Expiration.Days|lte': 7,
      },
      {
        eventName: ['PutBucketLifecycle', 'PutBucketLifecycleConfiguration'],
        'requestParameters.LifecycleConfiguration.Rule.NoncurrentVersionExpiration.NoncurrentDays|lte': 7,
      },
    ],
    ...callers,
  },
  condition: `of_logs and (gone or expires) and ${byNoService}`,
  dedupeBy: ['requestParameters.bucketName'],
  resources: { bucketName: 'requestParameters.bucketName' },
  attack: { tactic: 'TA0112', technique: 'T1685.002' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A bucket of logs that was replaced by another.', 'A shorter retention that was agreed on.'],
  response: [
    'Put the protection back, and look for versions of what was deleted.',
    'Ask who did it, and secure other copies of the logs.',
  ],
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-s3-bucket-naming-requirements.html',
  ],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('s3', 'DeleteBucket', { bucketName: 'aws-cloudtrail-logs-111122223333' }),
    call('s3', 'PutBucketLifecycle', {
      bucketName: 'org-audit-trail',
      LifecycleConfiguration: { Rule: { ID: 'x', Status: 'Enabled', Expiration: { Days: 1 } } },
    }),
    call('s3', 'PutBucketLifecycleConfiguration', {
      bucketName: 'vpc-flow-logs',
      LifecycleConfiguration: {
        Rule: [
          { ID: 'x', Expiration: { Days: 90 } },
          { ID: 'y', Expiration: { Days: 3 } },
        ],
      },
    }),
  ],
  misses: [
    call('s3', 'DeleteBucket', { bucketName: 'orders-exports' }),
    call('s3', 'PutBucketLifecycle', {
      bucketName: 'aws-cloudtrail-logs-111122223333',
      LifecycleConfiguration: { Rule: { ID: 'x', Expiration: { Days: 365 } } },
    }),
    call('s3', 'DeleteBucket', { bucketName: 'aws-cloudtrail-logs-111122223333' }, refused),
    call('s3', 'DeleteBucket', { bucketName: 'aws-cloudtrail-logs-111122223333' }, byCloudFormation),
  ],
});
