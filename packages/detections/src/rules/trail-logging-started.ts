import type { DetectionRule } from '@bellwether/log-model';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'trail-logging-started',
  title: 'A trail was started',
  description: 'What ends the wait of trail-not-started-again. It makes no findings.',
  severity: 'INFO',
  score: 0,
  dataset: 'cloudtrail',
  mode: 'counted',
  selections: {
    started: {
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: ['StartLogging', 'DeleteTrail'],
      errorCode: null,
    },
  },
  condition: 'started',
  dedupeBy: ['awsRegion', 'requestParameters.name'],
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['None: it is only counted, for another rule.'],
  response: ['Nothing is to be done: it is what puts a stopped trail right.'],
  references: ['https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartLogging.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [call('cloudtrail', 'StartLogging', { name: 'main' }), call('cloudtrail', 'DeleteTrail', { name: 'main' })],
  misses: [
    call('cloudtrail', 'StopLogging', { name: 'main' }),
    call('cloudtrail', 'StartLogging', { name: 'main' }, refused),
  ],
});
