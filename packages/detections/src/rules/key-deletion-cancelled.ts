import type { DetectionRule } from '@bellwether/log-model';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'key-deletion-cancelled',
  title: 'The deletion of a key was cancelled',
  description: 'What ends the wait of key-deletion-not-cancelled. It makes no findings.',
  severity: 'INFO',
  score: 0,
  dataset: 'cloudtrail',
  mode: 'counted',
  selections: { cancelled: { eventSource: 'kms.amazonaws.com', eventName: 'CancelKeyDeletion', errorCode: null } },
  condition: 'cancelled',
  dedupeBy: ['responseElements.keyId'],
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['None: it is only counted, for another rule.'],
  response: ['Nothing is to be done: it is what keeps the key.'],
  references: ['https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html'],
};

const keyId = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const answered = { responseElements: { keyId } };

export const evidence = (): RuleEvidence => ({
  hits: [call('kms', 'CancelKeyDeletion', { keyId }, answered)],
  misses: [
    call('kms', 'ScheduleKeyDeletion', { keyId }, answered),
    call('kms', 'CancelKeyDeletion', { keyId }, refused),
  ],
});
