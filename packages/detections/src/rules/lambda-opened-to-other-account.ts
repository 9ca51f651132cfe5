import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { byCloudFormation, call, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'lambda-opened-to-other-account',
  title: 'Another account may call a Lambda function',
  description:
    'A permission on a function, or on one of its layers, names another account. Check that the account is known; remove the permission if not.',
  severity: 'WARNING',
  score: 0.65,
  dataset: 'cloudtrail',
  selections: {
    added: [
      {
        eventSource: 'lambda.amazonaws.com',
        'eventName|startswith': ['AddPermission', 'AddLayerVersionPermission'],
        errorCode: null,
        'requestParameters.principal|exists': true,
      },
    ],
    own: { 'requestParameters.principal|contains|fieldref': 'recipientAccountId' },
    service_or_all: [
      { 'requestParameters.principal|endswith': '.amazonaws.com' },
      { 'requestParameters.principal': '\\*' },
    ],
    ...callers,
  },
  condition: `added and not own and not service_or_all and ${byNoService}`,
  dedupeBy: ['requestParameters.functionName', 'requestParameters.layerName'],
  resources: { functionName: 'requestParameters.functionName' },
  attack: { tactic: 'TA0003', technique: 'T1546' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A function or layer that is shared inside the organization.'],
  response: ['Check that the account is known.', 'Remove the permission if not.'],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-cross-account.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('lambda', 'AddPermission20150331v2', {
      functionName: 'orders',
      principal: '444455556666',
      action: 'lambda:*',
      statementId: 's',
    }),
  ],
  misses: [
    call('lambda', 'AddPermission20150331v2', {
      functionName: 'orders',
      principal: '111122223333',
      action: 'lambda:InvokeFunction',
      statementId: 's',
    }),
    call('lambda', 'AddPermission20150331v2', {
      functionName: 'orders',
      principal: 'events.amazonaws.com',
      action: 'lambda:InvokeFunction',
      statementId: 's',
    }),
    call('lambda', 'AddPermission20150331v2', { functionName: 'orders', principal: '444455556666' }, byCloudFormation),
  ],
});
