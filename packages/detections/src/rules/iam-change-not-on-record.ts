import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, refused, byCloudFormation, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

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
  attack: { tactic: 'TA0112', technique: 'T1685.002' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A policy that grew beyond what CloudTrail records.'],
  response: ['Read the policy itself, and compare it with the version before.', 'Ask who wrote it.'],
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
