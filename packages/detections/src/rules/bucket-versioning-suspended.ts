import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'bucket-versioning-suspended',
  title: 'A bucket no longer keeps old versions',
  description:
    'Versioning of a bucket was suspended, or deleting no longer needs a second factor: overwritten and deleted objects cannot be brought back. Extortion begins this way.',
  severity: 'ERROR',
  score: 0.75,
  dataset: 'cloudtrail',
  selections: {
    suspended: [
      {
        eventSource: 's3.amazonaws.com',
        eventName: 'PutBucketVersioning',
        errorCode: null,
        'requestParameters.VersioningConfiguration.Status': 'Suspended',
      },
      {
        eventSource: 's3.amazonaws.com',
        eventName: 'PutBucketVersioning',
        errorCode: null,
        'requestParameters.VersioningConfiguration.MfaDelete': 'Disabled',
      },
    ],
    ...callers,
  },
  condition: `suspended and ${byNoService}`,
  dedupeBy: ['requestParameters.bucketName'],
  resources: { bucketName: 'requestParameters.bucketName' },
  attack: { tactic: 'TA0040', technique: 'T1490' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A bucket of temporary files whose versions cost too much.'],
  response: [
    'Enable versioning again.',
    'Look for deletions and overwrites since, and restore older versions while they exist.',
  ],
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('s3', 'PutBucketVersioning', {
      bucketName: 'orders',
      VersioningConfiguration: { Status: 'Suspended' },
      versioning: [''],
    }),
  ],
  misses: [
    call('s3', 'PutBucketVersioning', { bucketName: 'orders', VersioningConfiguration: { Status: 'Enabled' } }),
    call(
      's3',
      'PutBucketVersioning',
      { bucketName: 'orders', VersioningConfiguration: { Status: 'Suspended' } },
      refused,
    ),
  ],
});
