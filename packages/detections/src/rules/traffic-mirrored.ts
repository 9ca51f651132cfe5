import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { byCloudFormation, call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'traffic-mirrored',
  title: 'Traffic of the network is mirrored',
  description:
    'A mirror of network traffic was set up or changed: whoever receives it reads what machines send in the clear. Delete the session unless somebody planned it.',
  severity: 'ERROR',
  score: 0.75,
  dataset: 'cloudtrail',
  selections: {
    mirrored: {
      eventSource: 'ec2.amazonaws.com',
      'eventName|startswith': ['CreateTrafficMirror', 'ModifyTrafficMirror', 'DeleteTrafficMirror'],
    },
    refused: { 'errorCode|contains': ['AccessDenied', 'UnauthorizedOperation'] },
    ...callers,
  },
  condition: `mirrored and not refused and ${byNoService}`,
  dedupeBy: ['recipientAccountId', 'userIdentity.arn'],
  attack: { tactic: 'TA0006', technique: 'T1040' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A sensor or analyser of your own network team.'],
  response: ['Find out where the mirror sends its traffic.', 'Delete the session unless somebody planned it.'],
  references: ['https://docs.aws.amazon.com/vpc/latest/mirroring/what-is-traffic-mirroring.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('ec2', 'CreateTrafficMirrorSession', { CreateTrafficMirrorSessionRequest: { NetworkInterfaceId: 'eni-1' } }),
    call('ec2', 'ModifyTrafficMirrorFilterRule', { ModifyTrafficMirrorFilterRuleRequest: {} }),
    // A session that failed was tried all the same.
    call('ec2', 'CreateTrafficMirrorTarget', {}, { errorCode: 'Client.InvalidParameterValue' }),
  ],
  misses: [
    call('ec2', 'DescribeTrafficMirrorSessions', {}),
    call('ec2', 'CreateTrafficMirrorSession', {}, byCloudFormation),
    call('ec2', 'CreateTrafficMirrorSession', {}, refused),
  ],
});
