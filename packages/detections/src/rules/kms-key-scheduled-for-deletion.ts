import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, iamUser, trailEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'kms-key-scheduled-for-deletion',
  title: 'A KMS key was disabled or scheduled for deletion',
  description:
    'Nothing that is encrypted under the key can be read now, and when the waiting period of a deletion ends it is lost for good. Cancel the deletion, or enable the key, unless it was planned.',
  severity: 'ERROR',
  score: 0.8,
  dataset: 'cloudtrail',
  selections: {
    scheduled: {
      eventSource: 'kms.amazonaws.com',
      eventName: ['ScheduleKeyDeletion', 'DeleteImportedKeyMaterial', 'DisableKey'],
      errorCode: null,
    },
    ...callers,
  },
  condition: `scheduled and ${byNoService}`,
  dedupeBy: ['requestParameters.keyId'],
  resources: { keyId: 'requestParameters.keyId' },
  attack: { tactic: 'TA0040', technique: 'T1485' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A key of an environment that was taken down, after its data.'],
  response: [
    'Cancel the deletion, or enable the key.',
    'Ask who did it; what is encrypted under the key is lost when the waiting period ends.',
  ],
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html'],
};

const schedule = {
  eventSource: 'kms.amazonaws.com',
  eventName: 'ScheduleKeyDeletion',
  requestParameters: { keyId: '1234abcd-12ab-34cd-56ef-1234567890ab', pendingWindowInDays: 7 },
};

export const evidence = (): RuleEvidence => ({
  hits: [
    trailEvent(schedule),
    trailEvent({
      ...schedule,
      userIdentity: { ...iamUser('mallory'), invokedBy: 'AWS Internal' },
      sourceIPAddress: 'AWS Internal',
    }),
    call('kms', 'DisableKey', { keyId: '1234abcd-12ab-34cd-56ef-1234567890ab' }),
  ],
  misses: [
    trailEvent({ ...schedule, eventName: 'CancelKeyDeletion' }),
    trailEvent({ ...schedule, errorCode: 'AccessDenied' }),
    trailEvent({ ...schedule, userIdentity: { ...iamUser('deployer'), invokedBy: 'cloudformation.amazonaws.com' } }),
    call('kms', 'EnableKey', { keyId: '1234abcd-12ab-34cd-56ef-1234567890ab' }),
  ],
});
