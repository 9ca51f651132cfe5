import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'secrets-read-in-batch',
  title: 'Many secrets were read with one call',
  description:
    'One call returned the values of many secrets at once. Programs that know their secrets ask for them by name; ask who made this call.',
  severity: 'WARNING',
  score: 0.65,
  dataset: 'cloudtrail',
  selections: {
    read: { eventSource: 'secretsmanager.amazonaws.com', eventName: 'BatchGetSecretValue', errorCode: null },
    ...callers,
  },
  condition: `read and ${byNoService}`,
  dedupeBy: ['userIdentity.arn'],
  resources: { principal: 'userIdentity.arn' },
  attack: { tactic: 'TA0006', technique: 'T1555.006' },
};

export const guidance: RuleGuidance = {
  confidence: 'low',
  falsePositives: ['A program that reads its secrets with one call.'],
  response: ['Ask who made the call.', 'Rotate the secrets that were read if nobody knows why.'],
  references: ['https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_BatchGetSecretValue.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('secretsmanager', 'BatchGetSecretValue', { filters: [{ key: 'tag-key', values: ['x'] }] }, { readOnly: true }),
  ],
  misses: [
    call('secretsmanager', 'GetSecretValue', { secretId: 'orders' }),
    call('secretsmanager', 'BatchGetSecretValue', {}, refused),
  ],
});
