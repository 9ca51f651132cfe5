import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { atConsole, iamUser, trailEvent, type EvidenceEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

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
      eventName: ['PutUserPolicy', 'PutGroupPolicy', 'PutRolePolicy', 'CreatePolicy', 'CreatePolicyVersion'],
      'requestParameters.policyDocument|policy': ['administrator', 'identities'],
    },
    ...callers,
  },
  condition: `service and (attached or written) and ${byNoService}`,
  dedupeBy: [
    'requestParameters.userName',
    'requestParameters.groupName',
    'requestParameters.roleName',
    'requestParameters.policyArn',
    'responseElements.policy.arn',
  ],
  resources: {
    userName: 'requestParameters.userName',
    roleName: 'requestParameters.roleName',
    policyArn: 'requestParameters.policyArn',
  },
  attack: { tactic: 'TA0004', technique: 'T1098.003' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['The setup of an account, or of an administrator.'],
  response: [
    'Ask who granted it, and whether it was asked for.',
    'Take the rights away if not, and look at what the identity did with them.',
  ],
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html'],
};

const iam = (eventName: string, requestParameters: object): Readonly<Record<string, unknown>> => ({
  eventSource: 'iam.amazonaws.com',
  eventName,
  requestParameters,
});
const policy = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements }, undefined, 2);
const allowing = (Action: string | readonly string[], Resource = '*'): string =>
  policy({ Effect: 'Allow', Action, Resource });
const written = (policyDocument: string): EvidenceEvent =>
  trailEvent(iam('PutUserPolicy', { userName: 'backup', policyName: 'all', policyDocument }));
const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';

export const evidence = (): RuleEvidence => ({
  hits: [
    trailEvent(iam('AttachUserPolicy', { userName: 'backup', policyArn: administrator })),
    trailEvent(
      iam('AttachRolePolicy', { roleName: 'web', policyArn: 'arn:aws-us-gov:iam::aws:policy/AdministratorAccess' }),
    ),
    written(allowing('*')),
    written(allowing(['s3:GetObject', '*:*'])),
    written(allowing('*').replaceAll('": ', '"   :   ')),
    written(allowing('*').replaceAll('*', '\\u002a')),
    written(policy({ Effect: 'Allow', NotAction: 'aws-portal:*', Resource: '*' })),
    written(allowing('iam:Put*')),
    trailEvent(iam('PutRolePolicy', { roleName: 'web', policyName: 'all', policyDocument: allowing(['iam:*']) })),
    trailEvent({
      ...iam('CreatePolicy', { policyName: 'all', policyDocument: allowing('*') }),
      responseElements: { policy: { arn: 'arn:aws:iam::111122223333:policy/all' } },
    }),
    trailEvent({ ...iam('AttachUserPolicy', { userName: 'backup', policyArn: administrator }), ...atConsole }),
  ],
  misses: [
    trailEvent(iam('AttachUserPolicy', { userName: 'backup', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' })),
    written(allowing(['s3:Get*', 's3:List*'])),
    written(allowing('*', 'arn:aws:s3:::my-bucket/*')),
    written(
      policy(
        {
          Effect: 'Deny',
          Action: '*',
          Resource: '*',
          Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
        },
        { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::my-bucket/*' },
      ),
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
