import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'model-access-requested',
  title: 'Access to language models was requested',
  description:
    'Somebody accepted the terms of a model or asked for access to it in Bedrock. Stolen keys are used to run models at the cost of the account. Ask who wants it.',
  severity: 'WARNING',
  score: 0.55,
  dataset: 'cloudtrail',
  selections: {
    requested: {
      eventSource: 'bedrock.amazonaws.com',
      eventName: ['PutUseCaseForModelAccess', 'PutFoundationModelEntitlement', 'CreateFoundationModelAgreement'],
      errorCode: null,
    },
    ...callers,
  },
  condition: `requested and ${byNoService}`,
  dedupeBy: ['userIdentity.arn'],
  resources: { principal: 'userIdentity.arn' },
  attack: { tactic: 'TA0040', technique: 'T1496.004' },
};

export const guidance: RuleGuidance = {
  confidence: 'low',
  falsePositives: ['A team that begins to use a model.'],
  response: [
    'Ask who wants it.',
    'If nobody does, deactivate the key that asked, and look for calls of models in every region.',
  ],
  references: ['https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [call('bedrock', 'CreateFoundationModelAgreement', { modelId: 'm' })],
  misses: [
    call('bedrock', 'ListFoundationModels', null),
    call('bedrock', 'CreateFoundationModelAgreement', { modelId: 'm' }, refused),
  ],
});
