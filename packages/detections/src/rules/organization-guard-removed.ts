import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { byCloudFormation, call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'organization-guard-removed',
  title: 'An account left the organization or a guard of it was lifted',
  description:
    'An account left or was removed from the organization, a control policy was detached, or a delegated administrator was removed. The limits of the organization no longer apply to the account.',
  severity: 'CRITICAL',
  score: 0.9,
  dataset: 'cloudtrail',
  selections: {
    lifted: {
      eventSource: 'organizations.amazonaws.com',
      eventName: [
        'LeaveOrganization',
        'RemoveAccountFromOrganization',
        'DetachPolicy',
        'DeletePolicy',
        'DisablePolicyType',
        'DeregisterDelegatedAdministrator',
        'DisableAWSServiceAccess',
        'DeleteOrganization',
        'CloseAccount',
      ],
      errorCode: null,
    },
    ...callers,
  },
  condition: `lifted and ${byNoService}`,
  dedupeBy: ['recipientAccountId', 'eventName'],
  attack: { tactic: 'TA0112', technique: 'T1666' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['An account that is moved or closed by plan.'],
  response: [
    'Ask the owner of the organization whether it was planned.',
    'Attach the policy again, or invite the account again.',
  ],
  references: ['https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_remove.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('organizations', 'LeaveOrganization', null),
    call('organizations', 'DetachPolicy', { policyId: 'p-1', targetId: '111122223333' }),
  ],
  misses: [
    call('organizations', 'ListPolicies', {}),
    call('organizations', 'LeaveOrganization', null, refused),
    call('organizations', 'DetachPolicy', { policyId: 'p-1' }, byCloudFormation),
  ],
});
