import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'identity-center-access-granted',
  title: 'Access to an account was granted through Identity Center',
  description:
    'A person or group was assigned to an account, or a permission set received administrator or inline rights. Check who asked for it.',
  severity: 'WARNING',
  score: 0.65,
  dataset: 'cloudtrail',
  selections: {
    assigned: { eventSource: 'sso.amazonaws.com', eventName: 'CreateAccountAssignment', errorCode: null },
    widened: [
      {
        eventSource: 'sso.amazonaws.com',
        eventName: 'AttachManagedPolicyToPermissionSet',
        errorCode: null,
        'requestParameters.managedPolicyArn|endswith': ['/AdministratorAccess', '/IAMFullAccess', '/PowerUserAccess'],
      },
      { eventSource: 'sso.amazonaws.com', eventName: 'PutInlinePolicyToPermissionSet', errorCode: null },
    ],
    ...callers,
  },
  condition: `(assigned or widened) and ${byNoService}`,
  dedupeBy: ['requestParameters.permissionSetArn', 'requestParameters.principalId'],
  attack: { tactic: 'TA0003', technique: 'T1098.003' },
};

export const guidance: RuleGuidance = {
  confidence: 'low',
  falsePositives: ['People who join, or who change their team.'],
  response: [
    'Ask who asked for the access.',
    'Remove the assignment if nobody did, and end the sessions of the person.',
  ],
  references: ['https://docs.aws.amazon.com/singlesignon/latest/userguide/assignusers.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('sso', 'CreateAccountAssignment', {
      targetId: '111122223333',
      targetType: 'AWS_ACCOUNT',
      principalType: 'USER',
      permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1',
    }),
    call('sso', 'AttachManagedPolicyToPermissionSet', {
      permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1',
      managedPolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
  ],
  misses: [
    call('sso', 'AttachManagedPolicyToPermissionSet', {
      permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1',
      managedPolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
    }),
    call('sso', 'CreateAccountAssignment', { targetId: '111122223333' }, refused),
    call('sso', 'ListAccountAssignments', { accountId: '111122223333' }),
  ],
});
