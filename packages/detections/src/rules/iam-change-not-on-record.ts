import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, refused, byCloudFormation, type RuleEvidence } from '../evidence.ts';

export const rule: DetectionRule = {
  id: 'iam-change-not-on-record',
  title: 'Rights were changed by a request that CloudTrail did not record',
  description:
    'A policy was written with a request that is too large for CloudTrail, so that nobody can read in the trail what it grants. Read the policy itself.',
  severity: 'ERROR',
  score: 0.75,
  dataset: 'cloudtrail',
  selections: {
    written: {
      eventSource: ['iam.amazonaws.com', 'sso.amazonaws.com', 'organizations.amazonaws.com'],
      'requestParameters.omitted': true,
      readOnly: false,
      errorCode: null,
    },
    ...callers,
  },
  condition: `written and ${byNoService}`,
  dedupeBy: ['userIdentity.arn', 'eventName'],
  resources: { principal: 'userIdentity.arn' },
  attack: { tactic: 'TA0005', technique: 'T1562.008' },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html',
  ],
};

const omitted = { reason: 'requestParameters too large', omitted: true, originalSize: 131_072 };

export const evidence = (): RuleEvidence => ({
  hits: [call('iam', 'CreatePolicyVersion', omitted)],
  misses: [
    call('iam', 'CreatePolicyVersion', omitted, refused),
    call('iam', 'CreatePolicyVersion', omitted, byCloudFormation),
    call('s3', 'PutBucketPolicy', omitted),
  ],
});
