import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, iamUser, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'endpoint-used-by-other-account',
  title: 'Another account used a VPC endpoint',
  description:
    'Credentials of another account were used through an endpoint of this one: somebody inside the network carries data out with them. Narrow the policy of the endpoint.',
  severity: 'ERROR',
  score: 0.75,
  dataset: 'cloudtrail',
  selections: {
    used: {
      eventType: 'AwsVpceEvent',
      'userIdentity.accountId|exists': true,
      'userIdentity.type': ['AWSAccount', 'AssumedRole', 'IAMUser', 'Root', 'FederatedUser'],
    },
    own: [
      { 'userIdentity.accountId|fieldref': 'recipientAccountId' },
      { 'userIdentity.accountId|fieldref': 'vpcEndpointAccountId' },
    ],
    ...callers,
  },
  condition: `used and not own and ${byNoService}`,
  dedupeBy: ['vpcEndpointId', 'userIdentity.accountId'],
  attack: { tactic: 'TA0010', technique: 'T1537' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A supplier or a sister account that works through your network by agreement.'],
  response: [
    'Find out which machine in the network made the calls.',
    'Narrow the policy of the endpoint to your own organization.',
  ],
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-network-events-with-cloudtrail.html',
  ],
};

const endpoint = (userIdentity: object): Record<string, unknown> => ({
  eventType: 'AwsVpceEvent',
  eventCategory: 'NetworkActivity',
  vpcEndpointId: 'vpce-0a1b2c3d',
  vpcEndpointAccountId: '111122223333',
  userIdentity,
});

export const evidence = (): RuleEvidence => ({
  hits: [
    call('s3', 'GetObject', { bucketName: 'x' }, endpoint({ type: 'AWSAccount', accountId: '444455556666' })),
    // A policy that refused it is why it is noticed.
    call('s3', 'PutObject', null, {
      ...endpoint({ type: 'AWSAccount', accountId: '444455556666' }),
      errorCode: 'VpceAccessDenied',
    }),
  ],
  misses: [
    call('s3', 'GetObject', { bucketName: 'x' }, endpoint(iamUser('alice'))),
    call('s3', 'GetObject', { bucketName: 'x' }, endpoint({ type: 'AWSService', invokedBy: 'ecs.amazonaws.com' })),
    call('s3', 'GetObject', { bucketName: 'x' }, { userIdentity: { type: 'AWSAccount', accountId: '444455556666' } }),
  ],
});
