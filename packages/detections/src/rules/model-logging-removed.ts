import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'model-logging-removed',
  title: 'Calls of language models are no longer logged',
  description:
    'The logging of model invocations in Bedrock was removed: what is asked of models at your cost is no longer on record. Put it back.',
  severity: 'ERROR',
  score: 0.75,
  dataset: 'cloudtrail',
  selections: {
    removed: {
      eventSource: 'bedrock.amazonaws.com',
      eventName: ['DeleteModelInvocationLoggingConfiguration', 'DeleteGuardrail'],
      errorCode: null,
    },
    ...callers,
  },
  condition: `removed and ${byNoService}`,
  dedupeBy: ['recipientAccountId', 'awsRegion'],
  attack: { tactic: 'TA0112', technique: 'T1685.002' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A region that no longer uses models.'],
  response: ['Configure the logging again.', 'Look at the bill for calls of models since.'],
  references: ['https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [call('bedrock', 'DeleteModelInvocationLoggingConfiguration', null)],
  misses: [
    call('bedrock', 'GetModelInvocationLoggingConfiguration', null),
    call('bedrock', 'DeleteModelInvocationLoggingConfiguration', null, refused),
  ],
});
