import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, roleSession, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

const instance = roleSession('web', 'i-0123456789abcdef0');

export const rule: DetectionRule = {
  id: 'instance-role-asked-who-it-is',
  title: 'The credentials of an instance were tried out by hand',
  description:
    'A command line or a script asked who it is with the credentials of an instance: the first thing that somebody does who took them. Compare the source address with those of the instance.',
  severity: 'WARNING',
  score: 0.6,
  dataset: 'cloudtrail',
  selections: {
    asked: {
      eventSource: 'sts.amazonaws.com',
      eventName: 'GetCallerIdentity',
      'userIdentity.type': 'AssumedRole',
      'userIdentity.arn|contains': '/i-',
    },
    by_hand: {
      'userAgent|contains': ['aws-cli/', 'Boto3/', 'kali', 'parrot', 'pentoo', 'pacu', 'curl/', 'PowerShell'],
    },
    inside: { 'sourceIPAddress|cidr': ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] },
    ...callers,
  },
  condition: `asked and by_hand and not inside and ${byNoService}`,
  dedupeBy: ['userIdentity.arn'],
  resources: { principal: 'userIdentity.arn', sourceIp: 'sourceIPAddress' },
  attack: { tactic: 'TA0006', technique: 'T1552.005' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: [
    'A person who works on the machine with its role.',
    'A start script that asks which account it is in.',
  ],
  response: [
    'Compare the source address with those of the instance.',
    'If it is another, revoke the sessions of the role and isolate the instance.',
  ],
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('sts', 'GetCallerIdentity', null, { userIdentity: instance, sourceIPAddress: '203.0.113.77', readOnly: true }),
  ],
  misses: [
    call('sts', 'GetCallerIdentity', null, { userIdentity: instance, sourceIPAddress: '10.0.1.15' }),
    call('sts', 'GetCallerIdentity', null, { userIdentity: roleSession('deploy', 'ci') }),
    call('sts', 'GetCallerIdentity', null, {
      userIdentity: instance,
      userAgent: 'aws-sdk-go/1.55 (go1.22; linux; amd64)',
    }),
  ],
});
