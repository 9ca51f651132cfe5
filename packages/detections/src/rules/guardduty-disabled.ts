import type { DetectionRule } from '@bellwether/log-model';
import { trailEvent, type RuleEvidence } from '../evidence.ts';

export const rule: DetectionRule = {
  id: 'guardduty-disabled',
  title: 'GuardDuty was switched off or cut off',
  description:
    'A detector was deleted or suspended, or the account stopped reporting to its administrator. Threats are no longer looked for. Check who did it and enable the detector again.',
  severity: 'CRITICAL',
  score: 0.9,
  dataset: 'cloudtrail',
  selections: {
    service: { eventSource: 'guardduty.amazonaws.com', errorCode: null },
    removed: {
      eventName: [
        'DeleteDetector',
        'DeleteMembers',
        'DisassociateMembers',
        'DisassociateFromMasterAccount',
        'DisassociateFromAdministratorAccount',
        'StopMonitoringMembers',
        'DeletePublishingDestination',
      ],
    },
    suspended: { eventName: 'UpdateDetector', 'requestParameters.enable': false },
  },
  condition: 'service and (removed or suspended)',
  dedupeBy: ['recipientAccountId', 'requestParameters.detectorId'],
  resources: { detectorId: 'requestParameters.detectorId' },
  attack: { tactic: 'TA0005', technique: 'T1562.001' },
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_suspend-disable.html'],
};

const eventSource = 'guardduty.amazonaws.com';
const detectorId = '12abc34d567e8fa901bc2d34e56789f0';

export const evidence = (): RuleEvidence => ({
  hits: [
    trailEvent({ eventSource, eventName: 'DeleteDetector', requestParameters: { detectorId } }),
    trailEvent({ eventSource, eventName: 'UpdateDetector', requestParameters: { detectorId, enable: false } }),
  ],
  misses: [
    trailEvent({
      eventSource,
      eventName: 'UpdateDetector',
      requestParameters: { detectorId, enable: true, findingPublishingFrequency: 'SIX_HOURS' },
    }),
    trailEvent({
      eventSource,
      eventName: 'UpdateDetector',
      requestParameters: { detectorId, features: [{ name: 'S3_DATA_EVENTS', status: 'ENABLED' }] },
    }),
    trailEvent({
      eventSource,
      eventName: 'DeleteDetector',
      errorCode: 'BadRequestException',
      requestParameters: { detectorId },
    }),
    trailEvent({ eventSource, eventName: 'GetDetector', requestParameters: { detectorId }, readOnly: true }),
  ],
});
