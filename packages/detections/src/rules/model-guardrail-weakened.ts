import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { atConsole, byCloudFormation, call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'model-guardrail-weakened',
  title: 'A guardrail of language models was changed or deleted',
  description:
    'What a guardrail of Bedrock blocks was changed, or the guardrail was deleted. Compare it with what was there before.',
  severity: 'WARNING',
  score: 0.65,
  dataset: 'cloudtrail',
  selections: {
    weakened: {
      eventSource: 'bedrock.amazonaws.com',
      eventName: ['UpdateGuardrail', 'DeleteGuardrail'],
      errorCode: null,
    },
    ...callers,
  },
  condition: `weakened and ${byNoService}`,
  dedupeBy: ['recipientAccountId', 'requestParameters.guardrailIdentifier'],
  attack: { tactic: 'TA0112', technique: 'T1685' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A guardrail that is tuned by the team that owns it.'],
  response: [
    'Compare the guardrail with its former version.',
    'Put the former version back if nobody wanted the change.',
  ],
  references: ['https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('bedrock', 'DeleteGuardrail', { guardrailIdentifier: 'g1' }),
    call('bedrock', 'UpdateGuardrail', { guardrailIdentifier: 'g1' }, atConsole),
  ],
  misses: [
    call('bedrock', 'GetGuardrail', { guardrailIdentifier: 'g1' }),
    call('bedrock', 'UpdateGuardrail', { guardrailIdentifier: 'g1' }, byCloudFormation),
    call('bedrock', 'DeleteGuardrail', { guardrailIdentifier: 'g1' }, refused),
  ],
});
