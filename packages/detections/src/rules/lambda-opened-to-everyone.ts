import type { DetectionRule } from '@bellwether/log-model';
import { call, trailEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'lambda-opened-to-everyone',
  title: 'A Lambda function may be called by everybody',
  description:
    'A permission without a named caller was added to a function. Remove it, or name the account, service or source that may call.',
  severity: 'ERROR',
  score: 0.8,
  dataset: 'cloudtrail',
  selections: {
    added: {
      eventSource: 'lambda.amazonaws.com',
      'eventName|startswith': 'AddPermission',
      'requestParameters.principal': '\\*',
      errorCode: null,
    },
    url: {
      eventSource: 'lambda.amazonaws.com',
      'eventName|startswith': ['CreateFunctionUrlConfig', 'UpdateFunctionUrlConfig'],
      'requestParameters.authType': 'NONE',
      errorCode: null,
    },
    // A source of wildcards alone narrows nothing.
    any_source: {
      'requestParameters.sourceArn': [
        '\\*',
        'arn:\\*',
        'arn:aws:\\*',
        'arn:\\*:\\*:\\*:\\*:\\*',
        'arn:aws:\\*:\\*:\\*:\\*',
      ],
    },
    by_source: { 'requestParameters.sourceArn|exists': true },
    by_caller: [
      { 'requestParameters.sourceAccount|exists': true },
      { 'requestParameters.principalOrgID|exists': true },
      { 'requestParameters.functionUrlAuthType': 'AWS_IAM' },
    ],
  },
  condition: 'url or (added and not by_caller and (any_source or not by_source))',
  dedupeBy: ['requestParameters.functionName'],
  resources: { functionName: 'requestParameters.functionName' },
  attack: { tactic: 'TA0003', technique: 'T1546' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A function with a public URL that checks callers itself.'],
  response: ['Remove the permission, or name who may call.', 'Look at the invocations since it was added.'],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html'],
};

const add = (fields: object): Readonly<Record<string, unknown>> => ({
  eventSource: 'lambda.amazonaws.com',
  eventName: 'AddPermission20150331v2',
  requestParameters: { functionName: 'orders', statementId: 'caller', action: 'lambda:InvokeFunction', ...fields },
});

export const evidence = (): RuleEvidence => ({
  hits: [
    trailEvent(add({ principal: '*' })),
    trailEvent(add({ principal: '*', sourceArn: '*' })),
    call('lambda', 'CreateFunctionUrlConfig', { functionName: 'orders', authType: 'NONE' }),
  ],
  misses: [
    trailEvent(add({ principal: 's3.amazonaws.com', sourceArn: 'arn:aws:s3:::orders' })),
    trailEvent(add({ principal: '*', principalOrgID: 'o-exampleorgid' })),
    trailEvent({ ...add({ principal: '*' }), errorCode: 'ResourceConflictException' }),
    call('lambda', 'UpdateFunctionUrlConfig', { functionName: 'orders', authType: 'AWS_IAM' }),
    trailEvent(add({ principal: '*', sourceArn: 'arn:aws:s3:::orders-exports' })),
    trailEvent(add({ principal: '*', sourceArn: '*', sourceAccount: '111122223333' })),
  ],
});
