import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { atConsole, iamUser, trailEvent, type RuleEvidence } from '../evidence.ts';

export const rule: DetectionRule = {
  id: 'iam-privilege-granted',
  title: 'Administrator rights were granted',
  description:
    'A user, group or role was given every right in the account, or every right over identities. Check who granted it and whether it was asked for. Deployments by AWS services are left out.',
  severity: 'ERROR',
  score: 0.85,
  dataset: 'cloudtrail',
  selections: {
    service: { eventSource: 'iam.amazonaws.com', errorCode: null },
    attached: {
      eventName: ['AttachUserPolicy', 'AttachGroupPolicy', 'AttachRolePolicy'],
      'requestParameters.policyArn': [
        'arn:aws*:iam::aws:policy/AdministratorAccess',
        'arn:aws*:iam::aws:policy/IAMFullAccess',
      ],
    },
    written: {
      eventName: ['PutUserPolicy', 'PutGroupPolicy', 'PutRolePolicy', 'CreatePolicyVersion'],
      'requestParameters.policyDocument|re|i': '"Action"\\s{0,2}:\\s{0,2}\\[?\\s{0,30}"(?:iam:)?\\*"',
      'requestParameters.policyDocument|contains': '"Allow"',
    },
    ...callers,
  },
  condition: `service and (attached or written) and ${byNoService}`,
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
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html'],
};

const iam = (eventName: string, requestParameters: object): Readonly<Record<string, unknown>> => ({
  eventSource: 'iam.amazonaws.com',
  eventName,
  requestParameters,
});
const document = (Action: string | readonly string[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] }, undefined, 2);
const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';

export const evidence = (): RuleEvidence => ({
  hits: [
    trailEvent(iam('AttachUserPolicy', { userName: 'backup', policyArn: administrator })),
    trailEvent(
      iam('AttachRolePolicy', { roleName: 'web', policyArn: 'arn:aws-us-gov:iam::aws:policy/AdministratorAccess' }),
    ),
    trailEvent(iam('PutUserPolicy', { userName: 'backup', policyName: 'all', policyDocument: document('*') })),
    trailEvent(iam('PutRolePolicy', { roleName: 'web', policyName: 'all', policyDocument: document(['iam:*']) })),
    trailEvent({ ...iam('AttachUserPolicy', { userName: 'backup', policyArn: administrator }), ...atConsole }),
  ],
  misses: [
    trailEvent(iam('AttachUserPolicy', { userName: 'backup', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' })),
    trailEvent(
      iam('PutUserPolicy', {
        userName: 'backup',
        policyName: 'read',
        policyDocument: document(['s3:Get*', 's3:List*']),
      }),
    ),
    trailEvent({
      ...iam('AttachUserPolicy', { userName: 'backup', policyArn: administrator }),
      errorCode: 'AccessDenied',
    }),
    trailEvent(iam('DetachUserPolicy', { userName: 'backup', policyArn: administrator })),
    trailEvent({
      ...iam('AttachRolePolicy', { roleName: 'deploy', policyArn: administrator }),
      userIdentity: { ...iamUser('deployer'), invokedBy: 'cloudformation.amazonaws.com' },
      sourceIPAddress: 'cloudformation.amazonaws.com',
    }),
  ],
});
