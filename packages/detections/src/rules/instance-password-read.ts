import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'instance-password-read',
  title: 'The administrator password of a Windows instance was read',
  description:
    'Somebody asked for the password that EC2 made for the administrator of a Windows machine, or tried to. Whoever has the key pair can log in with it.',
  severity: 'WARNING',
  score: 0.55,
  dataset: 'cloudtrail',
  selections: { read: { eventSource: 'ec2.amazonaws.com', eventName: 'GetPasswordData' }, ...callers },
  condition: `read and ${byNoService}`,
  dedupeBy: ['userIdentity.arn'],
  resources: { principal: 'userIdentity.arn' },
  attack: { tactic: 'TA0006', technique: 'T1552.005' },
};

export const guidance: RuleGuidance = {
  confidence: 'low',
  falsePositives: ['The first login to a new Windows machine.'],
  response: ['Ask who read it.', 'Set another password, and look for logins to the machine.'],
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetPasswordData.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('ec2', 'GetPasswordData', { instanceId: 'i-1' }),
    call('ec2', 'GetPasswordData', { instanceId: 'i-1' }, refused),
  ],
  misses: [call('ec2', 'DescribeInstances', {})],
});
