import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'serial-console-enabled',
  title: 'The serial console of instances was opened',
  description:
    'The serial console may now be used in the account: a way into machines that passes every network rule. Close it again unless somebody is repairing a machine.',
  severity: 'ERROR',
  score: 0.7,
  dataset: 'cloudtrail',
  selections: {
    opened: { eventSource: 'ec2.amazonaws.com', eventName: 'EnableSerialConsoleAccess', errorCode: null },
    ...callers,
  },
  condition: `opened and ${byNoService}`,
  dedupeBy: ['recipientAccountId', 'awsRegion'],
  attack: { tactic: 'TA0008', technique: 'T1021' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A machine that is being repaired.'],
  response: ['Ask who is repairing a machine.', 'Disable the access again if nobody is.'],
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configure-access-to-serial-console.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [call('ec2', 'EnableSerialConsoleAccess', {})],
  misses: [call('ec2', 'DisableSerialConsoleAccess', {}), call('ec2', 'EnableSerialConsoleAccess', {}, refused)],
});
