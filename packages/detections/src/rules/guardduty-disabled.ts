import type { DetectionRule } from '@bellwether/log-model';
import { call, trailEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'guardduty-disabled',
  title: 'GuardDuty was switched off or cut off',
  description:
    'A detector was deleted, suspended or narrowed, a filter or a list of trusted addresses hides what it finds, or the account stopped reporting to its administrator. Check who did it and enable the detector again.',
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
        'DisableOrganizationAdminAccount',
        'CreateIPSet',
        'UpdateIPSet',
        'CreateTrustedEntitySet',
        'DeleteThreatIntelSet',
      ],
    },
    suspended: { eventName: 'UpdateDetector', 'requestParameters.enable': false },
    filtered: { eventName: ['CreateFilter', 'UpdateFilter'], 'requestParameters.action': 'ARCHIVE' },
    narrowed: [
      {
        eventName: ['UpdateDetector', 'UpdateMemberDetectors', 'UpdateOrganizationConfiguration'],
        'requestParameters.features.status': 'DISABLED',
      },
      ...[
        's3Logs.enable',
        'kubernetes.auditLogs.enable',
        'malwareProtection.scanEc2InstanceWithFindings.ebsVolumes',
      ].map((name) => ({
        eventName: ['UpdateDetector', 'UpdateMemberDetectors'],
        [`requestParameters.dataSources.${name}`]: false,
      })),
    ],
  },
  condition: 'service and (removed or suspended or filtered or narrowed)',
  dedupeBy: ['recipientAccountId', 'requestParameters.detectorId'],
  resources: { detectorId: 'requestParameters.detectorId' },
  attack: { tactic: 'TA0112', technique: 'T1685' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['An account that moves to another administrator.', 'A filter that hides a known false alarm.'],
  response: [
    'Enable the detector, or delete the filter or the list.',
    'Ask who changed it, and look at what the identity did since.',
  ],
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_suspend-disable.html'],
};

const eventSource = 'guardduty.amazonaws.com';
const detectorId = '12abc34d567e8fa901bc2d34e56789f0';

export const evidence = (): RuleEvidence => ({
  hits: [
    trailEvent({ eventSource, eventName: 'DeleteDetector', requestParameters: { detectorId } }),
    trailEvent({ eventSource, eventName: 'UpdateDetector', requestParameters: { detectorId, enable: false } }),
    call('guardduty', 'CreateFilter', { detectorId, name: 'f', action: 'ARCHIVE' }),
    call('guardduty', 'CreateIPSet', { detectorId, name: 'trusted', activate: true }),
    call('guardduty', 'UpdateDetector', { detectorId, features: [{ name: 'S3_DATA_EVENTS', status: 'DISABLED' }] }),
    call('guardduty', 'UpdateDetector', { detectorId, dataSources: { s3Logs: { enable: false } } }),
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
    call('guardduty', 'CreateFilter', { detectorId, name: 'f', action: 'NOOP' }),
    call('guardduty', 'UpdateDetector', { detectorId, dataSources: { s3Logs: { enable: true } } }),
  ],
});
