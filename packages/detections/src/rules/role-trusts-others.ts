import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { byCloudFormation, call, otherAccount, ownRole, policyFor, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'role-trusts-others',
  title: 'A role may be assumed from another account',
  description:
    'The trust policy of a role lets another account, or everybody, assume it. Check that the account is known; a backdoor into an account looks like this.',
  severity: 'ERROR',
  score: 0.8,
  dataset: 'cloudtrail',
  selections: {
    trusted: [
      {
        eventSource: 'iam.amazonaws.com',
        eventName: 'UpdateAssumeRolePolicy',
        errorCode: null,
        'requestParameters.policyDocument|policy': ['public', 'other-account'],
      },
      {
        eventSource: 'iam.amazonaws.com',
        eventName: 'CreateRole',
        errorCode: null,
        'requestParameters.assumeRolePolicyDocument|policy': ['public', 'other-account'],
      },
    ],
    ...callers,
  },
  condition: `trusted and ${byNoService}`,
  dedupeBy: ['requestParameters.roleName'],
  resources: { roleName: 'requestParameters.roleName' },
  attack: { tactic: 'TA0003', technique: 'T1098.003' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: [
    'A supplier that is given access, with an external id.',
    'A role that is shared inside the organization.',
  ],
  response: [
    'Check that the account is known, and that an external id is asked for.',
    'Take the statement out of the trust policy if not, and revoke the sessions of the role.',
  ],
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/tutorial_cross-account-with-roles.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('iam', 'UpdateAssumeRolePolicy', {
      roleName: 'web',
      policyDocument: policyFor(otherAccount, { Action: 'sts:AssumeRole' }),
    }),
    call('iam', 'CreateRole', {
      roleName: 'x',
      assumeRolePolicyDocument: policyFor({ AWS: '*' }, { Action: 'sts:AssumeRole' }),
    }),
  ],
  misses: [
    call('iam', 'CreateRole', {
      roleName: 'x',
      assumeRolePolicyDocument: policyFor({ Service: 'lambda.amazonaws.com' }, { Action: 'sts:AssumeRole' }),
    }),
    call('iam', 'UpdateAssumeRolePolicy', {
      roleName: 'web',
      policyDocument: policyFor(ownRole, { Action: 'sts:AssumeRole' }),
    }),
    call(
      'iam',
      'UpdateAssumeRolePolicy',
      { roleName: 'web', policyDocument: policyFor(otherAccount) },
      byCloudFormation,
    ),
    call('iam', 'UpdateAssumeRolePolicy', { roleName: 'web', policyDocument: policyFor(otherAccount) }, refused),
  ],
});
