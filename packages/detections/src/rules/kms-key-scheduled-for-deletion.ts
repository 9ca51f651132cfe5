import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { iamUser, trailEvent, type RuleEvidence } from '../evidence.ts';

export const rule: DetectionRule = {
  id: 'kms-key-scheduled-for-deletion',
  title: 'A KMS key was scheduled for deletion',
  description:
    'When the waiting period of 7 to 30 days ends, everything encrypted under the key is lost for good. Cancel the deletion unless it was planned.',
  severity: 'ERROR',
  score: 0.8,
  dataset: 'cloudtrail',
  selections: {
    scheduled: {
      eventSource: 'kms.amazonaws.com',
      eventName: ['ScheduleKeyDeletion', 'DeleteImportedKeyMaterial'],
      errorCode: null,
    },
    ...callers,
  },
  condition: `scheduled and ${byNoService}`,
  dedupeBy: ['requestParameters.keyId'],
  resources: { keyId: 'requestParameters.keyId' },
  attack: { tactic: 'TA0040', technique: 'T1485' },
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
  ],
  misses: [
    trailEvent({ ...schedule, eventName: 'CancelKeyDeletion' }),
    trailEvent({ ...schedule, errorCode: 'AccessDenied' }),
    trailEvent({ ...schedule, userIdentity: { ...iamUser('deployer'), invokedBy: 'cloudformation.amazonaws.com' } }),
  ],
});
