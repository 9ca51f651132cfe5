import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, roleSession, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'lambda-code-changed-by-hand',
  title: 'The code of a Lambda function was changed with the key of a user',
  description:
    'The code or the layers of a function were changed by an IAM user, not by a role that deploys. Whoever changes the code of a function can use its role. Ask the user.',
  severity: 'WARNING',
  score: 0.55,
  dataset: 'cloudtrail',
  selections: {
    changed: [
      {
        eventSource: 'lambda.amazonaws.com',
        'eventName|startswith': 'UpdateFunctionCode',
        errorCode: null,
        'userIdentity.type': ['IAMUser', 'Root'],
      },
      {
        eventSource: 'lambda.amazonaws.com',
        'eventName|startswith': 'UpdateFunctionConfiguration',
        errorCode: null,
        'userIdentity.type': ['IAMUser', 'Root'],
        'requestParameters.layers|startswith': 'arn:',
      },
      // CloudTrail names layers in the answer where the request is not shown whole.
      {
        eventSource: 'lambda.amazonaws.com',
        'eventName|startswith': 'UpdateFunctionConfiguration',
        errorCode: null,
        'userIdentity.type': ['IAMUser', 'Root', 'FederatedUser'],
        'responseElements.layers.arn|startswith': 'arn:',
      },
      {
        eventSource: 'lambda.amazonaws.com',
        'eventName|startswith': 'UpdateFunctionConfiguration',
        errorCode: null,
        'userIdentity.arn|contains': ':assumed-role/AWSReservedSSO_',
        'responseElements.layers.arn|startswith': 'arn:',
      },
    ],
    dry_run: { 'requestParameters.dryRun': true },
    deployed: { 'userAgent|contains': ['Terraform', 'CloudFormation', 'sam-cli', 'Pulumi', 'serverless'] },
    ...callers,
  },
  condition: `changed and not dry_run and not deployed and ${byNoService}`,
  dedupeBy: ['requestParameters.functionName'],
  resources: { functionName: 'requestParameters.functionName' },
  attack: { tactic: 'TA0003', technique: 'T1525' },
};

export const guidance: RuleGuidance = {
  confidence: 'low',
  falsePositives: ['A developer who tries something in a test account.'],
  response: ['Ask the user, and compare the code with what was deployed last.', 'Deploy the last known version again.'],
  references: ['https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('lambda', 'UpdateFunctionCode20150331v2', { functionName: 'orders', publish: false, dryRun: false }),
    call('lambda', 'UpdateFunctionConfiguration20150331v2', {
      functionName: 'orders',
      layers: ['arn:aws:lambda:us-east-1:444455556666:layer:x:1'],
    }),
  ],
  misses: [
    call(
      'lambda',
      'UpdateFunctionCode20150331v2',
      { functionName: 'orders' },
      { userIdentity: roleSession('deploy', 'ci') },
    ),
    call('lambda', 'UpdateFunctionConfiguration20150331v2', { functionName: 'orders', memorySize: 512 }),
    call(
      'lambda',
      'UpdateFunctionCode20150331v2',
      { functionName: 'orders' },
      { userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.11.0' },
    ),
  ],
});
