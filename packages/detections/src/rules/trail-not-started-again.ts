import type { DetectionRule } from '@bellwether/log-model';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'trail-not-started-again',
  title: 'A trail that was stopped has not been started again',
  description:
    'The trail has recorded nothing for an hour or more, and nobody has put it right. What happens in the account now is not on record.',
  severity: 'CRITICAL',
  score: 0.95,
  dataset: 'cloudtrail',
  selections: { stopped: { eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging', errorCode: null } },
  condition: 'stopped',
  absence: { rule: 'trail-logging-started', withinMinutes: 60, groupBy: ['awsRegion', 'requestParameters.name'] },
  dedupeBy: ['awsRegion', 'requestParameters.name'],
  attack: { tactic: 'TA0112', technique: 'T1685.002' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A trail that is no longer used, and is deleted later.'],
  response: [
    'Start the trail again.',
    'Find out who stopped it, and look at what they did since through other sources, such as Config and flow logs.',
  ],
  references: ['https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartLogging.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [call('cloudtrail', 'StopLogging', { name: 'main' })],
  misses: [
    call('cloudtrail', 'StartLogging', { name: 'main' }),
    call('cloudtrail', 'StopLogging', { name: 'main' }, refused),
  ],
});
