import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'instance-user-data-changed',
  title: 'What an instance runs at its start was changed',
  description:
    'The user data of an instance was replaced: at its next start the machine runs it as its administrator. Read it, and ask who wrote it.',
  severity: 'ERROR',
  score: 0.7,
  dataset: 'cloudtrail',
  selections: {
    changed: [
      {
        eventSource: 'ec2.amazonaws.com',
        eventName: 'ModifyInstanceAttribute',
        errorCode: null,
        'requestParameters.userData|exists': true,
      },
      {
        eventSource: 'ec2.amazonaws.com',
        eventName: 'ModifyInstanceAttribute',
        errorCode: null,
        'requestParameters.attribute': 'userData',
      },
    ],
    ...callers,
  },
  condition: `changed and ${byNoService}`,
  dedupeBy: ['requestParameters.instanceId'],
  resources: { instanceId: 'requestParameters.instanceId' },
  attack: { tactic: 'TA0003', technique: 'T1037' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['Infrastructure as code that changes the user data of a stopped instance.'],
  response: ['Read the user data before the instance starts.', 'Ask who wrote it, and put the former one back.'],
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('ec2', 'ModifyInstanceAttribute', { instanceId: 'i-0123456789abcdef0', userData: '<sensitiveDataRemoved>' }),
  ],
  misses: [
    call('ec2', 'ModifyInstanceAttribute', {
      instanceId: 'i-0123456789abcdef0',
      disableApiTermination: { value: true },
    }),
    call('ec2', 'ModifyInstanceAttribute', { instanceId: 'i-1', userData: 'x' }, refused),
  ],
});
