import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'credentials-quarantined',
  title: 'AWS found credentials of a user in public',
  description:
    'AWS attached its quarantine policy, because a key of the user was found where everybody can read it. Deactivate the key, and look at what was done with it.',
  severity: 'CRITICAL',
  score: 0.95,
  dataset: 'cloudtrail',
  selections: {
    attached: {
      eventSource: 'iam.amazonaws.com',
      eventName: ['AttachUserPolicy', 'AttachRolePolicy', 'AttachGroupPolicy'],
      errorCode: null,
      'requestParameters.policyArn|contains': ':policy/AWSCompromisedKeyQuarantine',
    },
    written: {
      eventSource: 'iam.amazonaws.com',
      eventName: 'PutUserPolicy',
      errorCode: null,
      'requestParameters.policyName': ['AWSExposedCredentialPolicy_DO_NOT_REMOVE', 'AWSCompromisedKeyQuarantine*'],
    },
    removed: {
      eventSource: 'iam.amazonaws.com',
      eventName: ['DetachUserPolicy', 'DeleteUserPolicy'],
      errorCode: null,
    },
    quarantine: [
      { 'requestParameters.policyArn|contains': ':policy/AWSCompromisedKeyQuarantine' },
      { 'requestParameters.policyName': ['AWSExposedCredentialPolicy_DO_NOT_REMOVE', 'AWSCompromisedKeyQuarantine*'] },
    ],
    ...callers,
  },
  condition: `attached or written or (removed and quarantine and ${byNoService})`,
  dedupeBy: ['recipientAccountId', 'requestParameters.userName'],
  resources: { userName: 'requestParameters.userName' },
  attack: { tactic: 'TA0006', technique: 'T1552.001' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A test that publishes a key on purpose.'],
  response: [
    'Deactivate the key.',
    'Look at everything that was done with it since it was made, in every region.',
    'Remove it from where it was found, and change what else stood beside it.',
  ],
  references: ['https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCompromisedKeyQuarantineV3.html'],
};

const policyArn = 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3';
const byAws = { sourceIPAddress: 'iam.amazonaws.com' };

export const evidence = (): RuleEvidence => ({
  hits: [
    call('iam', 'AttachUserPolicy', { userName: 'deployer', policyArn }, byAws),
    call('iam', 'PutUserPolicy', { userName: 'deployer', policyName: 'AWSExposedCredentialPolicy_DO_NOT_REMOVE' }),
    call('iam', 'DetachUserPolicy', { userName: 'deployer', policyArn }),
  ],
  misses: [
    call('iam', 'AttachUserPolicy', { userName: 'deployer', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }),
    call('iam', 'AttachUserPolicy', { userName: 'deployer', policyArn }, refused),
    call('iam', 'PutUserPolicy', { userName: 'deployer', policyName: 'own' }),
    call('iam', 'DetachUserPolicy', { userName: 'deployer', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }),
  ],
});
