import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, iamUser, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'alarms-removed',
  title: 'Alarms were deleted or silenced',
  description:
    'CloudWatch alarms, or the EventBridge rules that carry events to people, were deleted or disabled. Check that nobody is being kept from hearing of something.',
  severity: 'WARNING',
  score: 0.6,
  dataset: 'cloudtrail',
  selections: {
    removed: [
      {
        eventSource: 'monitoring.amazonaws.com',
        eventName: ['DeleteAlarms', 'DisableAlarmActions', 'DeleteAnomalyDetector'],
        errorCode: null,
      },
      {
        eventSource: 'events.amazonaws.com',
        eventName: ['DisableRule', 'DeleteRule', 'RemoveTargets'],
        errorCode: null,
      },
    ],
    ...callers,
  },
  condition: `removed and ${byNoService}`,
  dedupeBy: ['recipientAccountId', 'eventSource', 'userIdentity.arn'],
  attack: { tactic: 'TA0112', technique: 'T1685' },
};

export const guidance: RuleGuidance = {
  confidence: 'low',
  falsePositives: [
    'A stack that was deleted or replaced with its alarms.',
    'Maintenance during which alarms are disabled for a while.',
  ],
  response: [
    'Find out which alarms went and what they watched.',
    'Create or enable them again, and look at what happened meanwhile.',
  ],
  references: ['https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('monitoring', 'DeleteAlarms', { alarmNames: ['errors'] }),
    call('events', 'DisableRule', { name: 'guardduty-to-sns' }),
  ],
  misses: [
    call('monitoring', 'PutMetricAlarm', { alarmName: 'errors' }),
    call(
      'monitoring',
      'DeleteAlarms',
      { alarmNames: ['TargetTracking-table'] },
      { userIdentity: { ...iamUser('x'), invokedBy: 'dynamodb.application-autoscaling.amazonaws.com' } },
    ),
    call('events', 'DisableRule', { name: 'x' }, refused),
  ],
});
