import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { byCloudFormation, call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'first-identity-change',
  title: 'Somebody who never changed identities before gave rights or made credentials',
  description:
    'A principal that is known for two weeks, and changed no identity in eight weeks, made a user, a key, a password or a policy. Ask whether it was meant to: stolen credentials are used this way to stay.',
  severity: 'WARNING',
  score: 0.6,
  dataset: 'cloudtrail',
  selections: {
    service: { eventSource: 'iam.amazonaws.com', errorCode: null },
    change: {
      eventName: [
        'CreateUser',
        'CreateAccessKey',
        'CreateLoginProfile',
        'UpdateLoginProfile',
        'AddUserToGroup',
        'AttachUserPolicy',
        'AttachGroupPolicy',
        'AttachRolePolicy',
        'PutUserPolicy',
        'PutGroupPolicy',
        'PutRolePolicy',
        'UpdateAssumeRolePolicy',
        'CreatePolicyVersion',
      ],
    },
    ...callers,
  },
  condition: `service and change and ${byNoService}`,
  firstSeen: { of: 'match', historyDays: 14 },
  dedupeBy: [],
  attack: { tactic: 'TA0003', technique: 'T1098' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A person or a pipeline that was given the administration of identities.'],
  response: [
    'Ask the principal, by another way than the account, whether it made the change.',
    'If not, take back what was made, and end the sessions and keys of the principal.',
  ],
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-iam.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('iam', 'CreateAccessKey', { userName: 'backup' }),
    call('iam', 'UpdateAssumeRolePolicy', { roleName: 'deploy' }),
  ],
  misses: [
    call('iam', 'ListUsers'),
    call('iam', 'TagUser', { userName: 'backup' }),
    call('iam', 'CreateAccessKey', { userName: 'backup' }, refused),
    call('iam', 'AttachRolePolicy', { roleName: 'deploy' }, byCloudFormation),
  ],
});
