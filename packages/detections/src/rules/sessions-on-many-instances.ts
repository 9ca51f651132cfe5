import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'sessions-on-many-instances',
  title: 'One identity opened shells on many instances',
  description:
    'One identity started sessions, or pushed SSH keys, on many machines within minutes. Maintenance does so by a plan; an intruder does so to look around.',
  severity: 'WARNING',
  score: 0.65,
  dataset: 'cloudtrail',
  selections: {
    opened: [
      { eventSource: 'ssm.amazonaws.com', eventName: ['StartSession', 'ResumeSession'], errorCode: null },
      {
        eventSource: 'ec2-instance-connect.amazonaws.com',
        eventName: ['SendSSHPublicKey', 'SendSerialConsoleSSHPublicKey'],
        errorCode: null,
      },
    ],
    ...callers,
  },
  condition: `opened and ${byNoService}`,
  threshold: { count: 8, groupBy: ['userIdentity.arn'] },
  dedupeBy: ['userIdentity.arn'],
  resources: { principal: 'userIdentity.arn' },
  attack: { tactic: 'TA0008', technique: 'T1021.004' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['Maintenance by a plan.', 'A tool that opens sessions for people.'],
  response: ['Ask who it was.', 'End the sessions and revoke those of the identity if nobody knows it.'],
  references: ['https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('ssm', 'StartSession', { target: 'i-1' }, { responseElements: { sessionId: 'alice-1' } }),
    call('ec2-instance-connect', 'SendSSHPublicKey', { instanceId: 'i-1', osUser: 'ec2-user' }),
  ],
  misses: [call('ssm', 'DescribeSessions', {}), call('ssm', 'StartSession', { target: 'i-1' }, refused)],
});
