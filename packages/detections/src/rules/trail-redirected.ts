import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { byCloudFormation, call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'trail-redirected',
  title: 'A trail writes somewhere else',
  description:
    'The bucket, the encryption key or the log group of a trail was changed: what it records may go where nobody reads it. Check that the new destination is yours.',
  severity: 'ERROR',
  score: 0.8,
  dataset: 'cloudtrail',
  selections: {
    changed: [
      {
        eventSource: 'cloudtrail.amazonaws.com',
        eventName: 'UpdateTrail',
        errorCode: null,
        'requestParameters.s3BucketName|exists': true,
      },
      {
        eventSource: 'cloudtrail.amazonaws.com',
        eventName: 'UpdateTrail',
        errorCode: null,
        'requestParameters.kmsKeyId|exists': true,
      },
      {
        eventSource: 'cloudtrail.amazonaws.com',
        eventName: 'UpdateTrail',
        errorCode: null,
        'requestParameters.cloudWatchLogsLogGroupArn': '',
      },
    ],
    ...callers,
  },
  condition: `changed and ${byNoService}`,
  dedupeBy: ['recipientAccountId', 'requestParameters.name'],
  resources: { trailName: 'requestParameters.name' },
  attack: { tactic: 'TA0112', technique: 'T1685.002' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['Logs that move to a central account.'],
  response: ['Check that the new destination is yours.', 'Put the former one back if not.'],
  references: ['https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('cloudtrail', 'UpdateTrail', { name: 'main', s3BucketName: 'somewhere-else' }),
    call('cloudtrail', 'UpdateTrail', { name: 'main', kmsKeyId: 'arn:aws:kms:us-east-1:444455556666:key/1' }),
  ],
  misses: [
    call('cloudtrail', 'UpdateTrail', { name: 'main', isMultiRegionTrail: true }),
    call('cloudtrail', 'UpdateTrail', { name: 'main', s3BucketName: 'b' }, refused),
    call('cloudtrail', 'UpdateTrail', { name: 'main', s3BucketName: 'b' }, byCloudFormation),
  ],
});
