import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, trailEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'mfa-device-deactivated',
  title: 'A second factor was removed',
  description:
    "A user's MFA device was deactivated: from now on the password alone is enough. Ask the user whether the device was lost or replaced.",
  severity: 'WARNING',
  score: 0.7,
  dataset: 'cloudtrail',
  selections: {
    removed: {
      eventSource: 'iam.amazonaws.com',
      eventName: ['DeactivateMFADevice', 'DeleteVirtualMFADevice'],
      errorCode: null,
    },
    ...callers,
  },
  condition: `removed and ${byNoService}`,
  dedupeBy: ['requestParameters.userName', 'requestParameters.serialNumber'],
  resources: { userName: 'requestParameters.userName' },
  attack: { tactic: 'TA0003', technique: 'T1556.006' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A device that was lost or replaced.'],
  response: [
    'Ask the user whether the device was lost or replaced.',
    'If not, disable the login, end the sessions, and set a new password and device.',
  ],
  references: ['https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeactivateMFADevice.html'],
};

const remove = {
  eventSource: 'iam.amazonaws.com',
  eventName: 'DeactivateMFADevice',
  requestParameters: { userName: 'backup', serialNumber: 'arn:aws:iam::111122223333:mfa/backup' },
};

export const evidence = (): RuleEvidence => ({
  hits: [
    trailEvent(remove),
    call('iam', 'DeleteVirtualMFADevice', { serialNumber: 'arn:aws:iam::111122223333:mfa/backup' }),
  ],
  misses: [
    trailEvent({ ...remove, errorCode: 'AccessDenied' }),
    trailEvent({ ...remove, eventName: 'EnableMFADevice' }),
    trailEvent({ ...remove, eventName: 'ListMFADevices' }),
  ],
});
