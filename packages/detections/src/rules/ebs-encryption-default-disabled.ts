import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'ebs-encryption-default-disabled',
  title: 'New volumes are no longer encrypted by default',
  description:
    'Encryption by default was switched off for volumes in a region. Data written from now on may lie open on disks and in snapshots.',
  severity: 'WARNING',
  score: 0.6,
  dataset: 'cloudtrail',
  selections: {
    off: { eventSource: 'ec2.amazonaws.com', eventName: 'DisableEbsEncryptionByDefault', errorCode: null },
    ...callers,
  },
  condition: `off and ${byNoService}`,
  dedupeBy: ['recipientAccountId', 'awsRegion'],
  attack: { tactic: 'TA0112', technique: 'T1685' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['An account in which encryption is set for each volume instead.'],
  response: ['Enable encryption by default again.', 'Find volumes that were made meanwhile, and replace them.'],
  references: ['https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [call('ec2', 'DisableEbsEncryptionByDefault', {})],
  misses: [call('ec2', 'EnableEbsEncryptionByDefault', {}), call('ec2', 'DisableEbsEncryptionByDefault', {}, refused)],
});
