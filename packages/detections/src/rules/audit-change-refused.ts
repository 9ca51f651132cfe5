import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { byCloudFormation, call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'audit-change-refused',
  title: 'Somebody tried to switch off what watches the account, and failed',
  description:
    'A call that stops or deletes a trail, a detector or a recorder, or that leaves the organization, was refused or failed. Nothing changed; ask who tried, and what else the identity did.',
  severity: 'WARNING',
  score: 0.7,
  dataset: 'cloudtrail',
  selections: {
    tried: [
      {
        eventSource: 'cloudtrail.amazonaws.com',
        eventName: ['StopLogging', 'DeleteTrail', 'DeleteEventDataStore', 'StopEventDataStoreIngestion'],
      },
      {
        eventSource: 'guardduty.amazonaws.com',
        eventName: ['DeleteDetector', 'DisassociateFromMasterAccount', 'DisassociateFromAdministratorAccount'],
      },
      { eventSource: 'config.amazonaws.com', eventName: ['StopConfigurationRecorder', 'DeleteConfigurationRecorder'] },
      { eventSource: 'securityhub.amazonaws.com', eventName: ['DisableSecurityHub', 'DisableSecurityHubV2'] },
      { eventSource: 'organizations.amazonaws.com', eventName: 'LeaveOrganization' },
      { eventSource: 'ec2.amazonaws.com', eventName: 'DeleteFlowLogs' },
    ],
    failed: { 'errorCode|exists': true },
    harmless: {
      errorCode: ['ThrottlingException', 'Throttling', 'RequestLimitExceeded', 'Client.RequestLimitExceeded'],
    },
    ...callers,
  },
  condition: `tried and failed and not harmless and ${byNoService}`,
  dedupeBy: ['recipientAccountId', 'eventName', 'userIdentity.arn'],
  attack: { tactic: 'TA0112', technique: 'T1685.002' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['Infrastructure as code that a control policy keeps from changing a trail.'],
  response: [
    'Ask who tried, and look at what else the identity did in the same hour.',
    'If nobody knows it, deactivate its keys or revoke its sessions.',
  ],
  references: ['https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('cloudtrail', 'StopLogging', { name: 'main' }, refused),
    call('cloudtrail', 'DeleteTrail', { name: 'main' }, { errorCode: 'TrailNotFoundException' }),
    call('organizations', 'LeaveOrganization', null, refused),
  ],
  misses: [
    call('cloudtrail', 'StopLogging', { name: 'main' }),
    call('cloudtrail', 'StopLogging', { name: 'main' }, { errorCode: 'ThrottlingException' }),
    call('cloudtrail', 'DescribeTrails', {}, refused),
    call('cloudtrail', 'DeleteTrail', { name: 'main' }, { ...byCloudFormation, errorCode: 'TrailNotFoundException' }),
  ],
});
