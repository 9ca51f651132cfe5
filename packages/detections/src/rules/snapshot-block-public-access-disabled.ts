import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { atConsole, call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'snapshot-block-public-access-disabled',
  title: 'Snapshots and images may be made public again',
  description:
    'The guard of an account that keeps snapshots or machine images from being shared with everybody was switched off. Switch it on again unless a public image is planned.',
  severity: 'ERROR',
  score: 0.75,
  dataset: 'cloudtrail',
  selections: {
    off: {
      eventSource: 'ec2.amazonaws.com',
      eventName: ['DisableSnapshotBlockPublicAccess', 'DisableImageBlockPublicAccess'],
      errorCode: null,
    },
    ...callers,
  },
  condition: `off and ${byNoService}`,
  dedupeBy: ['recipientAccountId', 'awsRegion'],
  attack: { tactic: 'TA0112', technique: 'T1685' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A public image that is planned.'],
  response: ['Enable the guard again.', 'Look for snapshots and images that were made public meanwhile.'],
  references: ['https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('ec2', 'DisableSnapshotBlockPublicAccess', {}),
    call('ec2', 'DisableImageBlockPublicAccess', {}, atConsole),
  ],
  misses: [
    call('ec2', 'EnableSnapshotBlockPublicAccess', { State: 'block-all-sharing' }),
    call('ec2', 'DisableSnapshotBlockPublicAccess', {}, refused),
  ],
});
