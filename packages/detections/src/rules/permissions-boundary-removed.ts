import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { atConsole, byCloudFormation, call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'permissions-boundary-removed',
  title: 'The limit of what an identity may ever do was lifted',
  description:
    'The permissions boundary of a user or role was removed: its policies now count in full. Put the boundary back unless this was planned.',
  severity: 'ERROR',
  score: 0.75,
  dataset: 'cloudtrail',
  selections: {
    removed: {
      eventSource: 'iam.amazonaws.com',
      eventName: ['DeleteRolePermissionsBoundary', 'DeleteUserPermissionsBoundary'],
      errorCode: null,
    },
    ...callers,
  },
  condition: `removed and ${byNoService}`,
  dedupeBy: ['requestParameters.roleName', 'requestParameters.userName'],
  resources: { roleName: 'requestParameters.roleName', userName: 'requestParameters.userName' },
  attack: { tactic: 'TA0004', technique: 'T1548.005' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A change of how rights are delegated.'],
  response: ['Put the boundary back unless this was planned.', 'Look at what the identity did meanwhile.'],
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('iam', 'DeleteRolePermissionsBoundary', { roleName: 'dev' }),
    call('iam', 'DeleteUserPermissionsBoundary', { userName: 'dev' }, atConsole),
  ],
  misses: [
    call('iam', 'PutRolePermissionsBoundary', {
      roleName: 'dev',
      permissionsBoundary: 'arn:aws:iam::111122223333:policy/limit',
    }),
    call('iam', 'DeleteRolePermissionsBoundary', { roleName: 'dev' }, refused),
    call('iam', 'DeleteRolePermissionsBoundary', { roleName: 'dev' }, byCloudFormation),
  ],
});
