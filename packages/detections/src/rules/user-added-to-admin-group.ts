import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { byCloudFormation, call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'user-added-to-admin-group',
  title: 'A user was added to a group of administrators',
  description:
    'A user joined a group whose name says that it administers, or added itself to a group. Ask who wanted it, and remove the user from the group if nobody did.',
  severity: 'WARNING',
  score: 0.7,
  dataset: 'cloudtrail',
  selections: {
    added: { eventSource: 'iam.amazonaws.com', eventName: 'AddUserToGroup', errorCode: null },
    admins: {
      'requestParameters.groupName|contains': [
        'admin',
        'root',
        'power',
        'superuser',
        'owners',
        'breakglass',
        'break-glass',
      ],
    },
    itself: { 'requestParameters.userName|fieldref': 'userIdentity.userName' },
    ...callers,
  },
  condition: `added and (admins or itself) and ${byNoService}`,
  dedupeBy: ['requestParameters.userName', 'requestParameters.groupName'],
  resources: { userName: 'requestParameters.userName' },
  attack: { tactic: 'TA0004', technique: 'T1098.003' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A new administrator.'],
  response: [
    'Ask who wanted it.',
    'Remove the user from the group if nobody did, and look at what the user did since.',
  ],
  references: ['https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddUserToGroup.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('iam', 'AddUserToGroup', { userName: 'backup', groupName: 'Administrators' }),
    call('iam', 'AddUserToGroup', { userName: 'alice', groupName: 'billing' }),
  ],
  misses: [
    call('iam', 'AddUserToGroup', { userName: 'backup', groupName: 'readers' }),
    call('iam', 'AddUserToGroup', { userName: 'backup', groupName: 'Administrators' }, refused),
    call('iam', 'AddUserToGroup', { userName: 'backup', groupName: 'Administrators' }, byCloudFormation),
  ],
});
