import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, iamUser, refused, type RuleEvidence } from '../evidence.ts';

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
  attack: { tactic: 'TA0005', technique: 'T1562.001' },
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
