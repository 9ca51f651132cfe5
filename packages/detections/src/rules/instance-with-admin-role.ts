import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { byCloudFormation, call, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'instance-with-admin-role',
  title: 'A machine was given the role of an administrator',
  description:
    'An instance was started with, or received, an instance profile whose name says that it administers: whoever controls the machine has its rights.',
  severity: 'WARNING',
  score: 0.65,
  dataset: 'cloudtrail',
  selections: {
    profiled: [
      {
        eventSource: 'ec2.amazonaws.com',
        eventName: 'RunInstances',
        errorCode: null,
        'requestParameters.iamInstanceProfile.name|contains': ['admin', 'power', 'root'],
      },
      {
        eventSource: 'ec2.amazonaws.com',
        eventName: 'RunInstances',
        errorCode: null,
        'requestParameters.iamInstanceProfile.arn|contains': ['admin', 'power', 'root'],
      },
      {
        eventSource: 'ec2.amazonaws.com',
        eventName: 'AssociateIamInstanceProfile',
        errorCode: null,
        'requestParameters.AssociateIamInstanceProfileRequest.IamInstanceProfile.Name|contains': [
          'admin',
          'power',
          'root',
        ],
      },
      {
        eventSource: 'ec2.amazonaws.com',
        eventName: 'AssociateIamInstanceProfile',
        errorCode: null,
        'requestParameters.AssociateIamInstanceProfileRequest.IamInstanceProfile.Arn|contains': [
          'admin',
          'power',
          'root',
        ],
      },
    ],
    ...callers,
  },
  condition: `profiled and ${byNoService}`,
  dedupeBy: ['userIdentity.arn'],
  attack: { tactic: 'TA0004', technique: 'T1098.003' },
};

export const guidance: RuleGuidance = {
  confidence: 'low',
  falsePositives: ['A machine for administration or for deployments.'],
  response: ['Ask who started it, and whether it needs such a role.', 'Take the profile away if not.'],
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('ec2', 'RunInstances', { iamInstanceProfile: { name: 'AdminProfile' }, instanceType: 't3.micro' }),
    call('ec2', 'AssociateIamInstanceProfile', {
      AssociateIamInstanceProfileRequest: { IamInstanceProfile: { Name: 'cluster-admin' }, InstanceId: 'i-1' },
    }),
  ],
  misses: [
    call('ec2', 'RunInstances', { iamInstanceProfile: { name: 'web' }, instanceType: 't3.micro' }),
    call('ec2', 'RunInstances', { instanceType: 't3.micro' }),
    call('ec2', 'RunInstances', { iamInstanceProfile: { name: 'AdminProfile' } }, byCloudFormation),
  ],
});
