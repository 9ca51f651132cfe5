import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { byCloudFormation, call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'logs-deleted',
  title: 'Logs were deleted or are thrown away early',
  description:
    'A log group or stream was deleted, its retention was cut to days, or what reads it was taken away. Check who did it; what happened before may not be on record any more.',
  severity: 'WARNING',
  score: 0.7,
  dataset: 'cloudtrail',
  selections: {
    deleted: {
      eventSource: 'logs.amazonaws.com',
      eventName: [
        'DeleteLogGroup',
        'DeleteLogStream',
        'DeleteSubscriptionFilter',
        'DeleteDestination',
        'DeleteDelivery',
        'DeleteDeliverySource',
        'DeleteAccountPolicy',
      ],
      errorCode: null,
    },
    cut: {
      eventSource: 'logs.amazonaws.com',
      eventName: 'PutRetentionPolicy',
      errorCode: null,
      'requestParameters.retentionInDays|lte': 3,
    },
    ...callers,
  },
  condition: `(deleted or cut) and ${byNoService}`,
  dedupeBy: ['requestParameters.logGroupName', 'recipientAccountId'],
  resources: { logGroupName: 'requestParameters.logGroupName' },
  attack: { tactic: 'TA0112', technique: 'T1685.002' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A stack that was deleted with its log groups.', 'A shorter retention that was set to save money.'],
  response: [
    'Ask who did it, and what the logs were about.',
    'Put retention and subscription back; what is in the archive stays there.',
  ],
  references: ['https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('logs', 'DeleteLogGroup', { logGroupName: '/aws/lambda/orders' }),
    call('logs', 'PutRetentionPolicy', { logGroupName: 'aws-cloudtrail-logs', retentionInDays: 1 }),
    call('logs', 'DeleteSubscriptionFilter', { logGroupName: 'aws-cloudtrail-logs', filterName: 'bellwether' }),
  ],
  misses: [
    call('logs', 'PutRetentionPolicy', { logGroupName: '/aws/lambda/orders', retentionInDays: 30 }),
    call('logs', 'DeleteLogGroup', { logGroupName: '/aws/lambda/orders' }, byCloudFormation),
    call('logs', 'DeleteLogGroup', { logGroupName: 'x' }, refused),
  ],
});
