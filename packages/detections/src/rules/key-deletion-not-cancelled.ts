import type { DetectionRule } from '@bellwether/log-model';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'key-deletion-not-cancelled',
  title: 'The deletion of a key has not been cancelled for a day',
  description:
    'A KMS key is to be deleted, and nobody has cancelled it in the day after. When the waiting time is over, everything that it encrypts is lost.',
  severity: 'ERROR',
  score: 0.8,
  dataset: 'cloudtrail',
  selections: { scheduled: { eventSource: 'kms.amazonaws.com', eventName: 'ScheduleKeyDeletion', errorCode: null } },
  condition: 'scheduled',
  absence: { rule: 'key-deletion-cancelled', withinMinutes: 1_440, groupBy: ['responseElements.keyId'] },
  dedupeBy: ['responseElements.keyId'],
  attack: { tactic: 'TA0040', technique: 'T1485' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A key that is really no longer needed.'],
  response: [
    'Ask the owner of the key whether it is to go, and which data it encrypts.',
    'Cancel the deletion if there is a doubt: the key stays disabled until it is enabled.',
  ],
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html'],
};

const keyId = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const answered = { responseElements: { keyId } };

export const evidence = (): RuleEvidence => ({
  hits: [call('kms', 'ScheduleKeyDeletion', { keyId, pendingWindowInDays: 7 }, answered)],
  misses: [
    call('kms', 'CancelKeyDeletion', { keyId }, answered),
    call('kms', 'ScheduleKeyDeletion', { keyId }, refused),
  ],
});
