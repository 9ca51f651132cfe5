import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { byCloudFormation, call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'iam-broad-policy-attached',
  title: 'Nearly every right was granted',
  description:
    'A user, group or role received a policy of AWS that allows almost everything, or everything over the organization, its identities or its keys. Check who granted it and whether it was asked for.',
  severity: 'WARNING',
  score: 0.7,
  dataset: 'cloudtrail',
  selections: {
    attached: {
      eventSource: 'iam.amazonaws.com',
      eventName: ['AttachUserPolicy', 'AttachGroupPolicy', 'AttachRolePolicy'],
      errorCode: null,
      'requestParameters.policyArn|endswith': [
        ':iam::aws:policy/PowerUserAccess',
        ':iam::aws:policy/job-function/SystemAdministrator',
        ':iam::aws:policy/AWSOrganizationsFullAccess',
        ':iam::aws:policy/AWSSSOMasterAccountAdministrator',
        ':iam::aws:policy/AWSSSODirectoryAdministrator',
        ':iam::aws:policy/AWSCloudTrail_FullAccess',
        ':iam::aws:policy/AmazonSSMFullAccess',
        ':iam::aws:policy/AmazonEC2FullAccess',
        ':iam::aws:policy/AWSLambda_FullAccess',
      ],
    },
    ...callers,
  },
  condition: `attached and ${byNoService}`,
  dedupeBy: [
    'requestParameters.userName',
    'requestParameters.groupName',
    'requestParameters.roleName',
    'requestParameters.policyArn',
  ],
  resources: {
    userName: 'requestParameters.userName',
    roleName: 'requestParameters.roleName',
    policyArn: 'requestParameters.policyArn',
  },
  attack: { tactic: 'TA0004', technique: 'T1098.003' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['The setup of an account, or of an administrator.', 'A deployment whose role needs broad rights.'],
  response: [
    'Ask who granted it, and whether it was asked for.',
    'Detach the policy if not, and look at what the identity did with it.',
  ],
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('iam', 'AttachUserPolicy', { userName: 'backup', policyArn: 'arn:aws:iam::aws:policy/PowerUserAccess' }),
    call('iam', 'AttachRolePolicy', {
      roleName: 'web',
      policyArn: 'arn:aws:iam::aws:policy/job-function/SystemAdministrator',
    }),
  ],
  misses: [
    call('iam', 'AttachUserPolicy', {
      userName: 'backup',
      policyArn: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
    }),
    call(
      'iam',
      'AttachRolePolicy',
      { roleName: 'web', policyArn: 'arn:aws:iam::aws:policy/PowerUserAccess' },
      byCloudFormation,
    ),
    call(
      'iam',
      'AttachUserPolicy',
      { userName: 'backup', policyArn: 'arn:aws:iam::aws:policy/PowerUserAccess' },
      refused,
    ),
  ],
});
