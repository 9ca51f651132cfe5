import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { byCloudFormation, call, otherAccount, ownRole, policyFor, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'resource-opened-to-others',
  title: 'A key, queue, secret or store was opened to another account',
  description:
    'The policy of a resource now lets another account, or everybody, use it: a key, a secret, a queue, a topic, an image repository or a store. Check that the account is known; take the statement out if not.',
  severity: 'ERROR',
  score: 0.75,
  dataset: 'cloudtrail',
  selections: {
    opened: [
      {
        eventSource: 'kms.amazonaws.com',
        eventName: 'PutKeyPolicy',
        errorCode: null,
        'requestParameters.policy|policy': ['public', 'other-account'],
      },
      {
        eventSource: 'kms.amazonaws.com',
        eventName: 'ReplicateKey',
        errorCode: null,
        'requestParameters.policy|policy': ['public', 'other-account'],
      },
      {
        eventSource: 'ecr.amazonaws.com',
        eventName: 'SetRepositoryPolicy',
        errorCode: null,
        'requestParameters.policyText|policy': ['public', 'other-account'],
      },
      {
        eventSource: 'secretsmanager.amazonaws.com',
        eventName: 'PutResourcePolicy',
        errorCode: null,
        'requestParameters.resourcePolicy|policy': ['public', 'other-account'],
      },
      {
        eventSource: 'sqs.amazonaws.com',
        eventName: ['SetQueueAttributes', 'CreateQueue'],
        errorCode: null,
        'requestParameters.attributes.Policy|policy': ['public', 'other-account'],
      },
      {
        eventSource: 'sqs.amazonaws.com',
        eventName: ['SetQueueAttributes', 'CreateQueue'],
        errorCode: null,
        'requestParameters.attribute.Policy|policy': ['public', 'other-account'],
      },
      {
        eventSource: 'sns.amazonaws.com',
        eventName: 'CreateTopic',
        errorCode: null,
        'requestParameters.attributes.Policy|policy': ['public', 'other-account'],
      },
      {
        eventSource: 'elasticfilesystem.amazonaws.com',
        eventName: 'PutFileSystemPolicy',
        errorCode: null,
        'requestParameters.policy|policy': ['public', 'other-account'],
      },
      {
        eventSource: 'backup.amazonaws.com',
        eventName: 'PutBackupVaultAccessPolicy',
        errorCode: null,
        'requestParameters.policy|policy': ['public', 'other-account'],
      },
      {
        eventSource: 'lambda.amazonaws.com',
        eventName: 'PutResourcePolicy',
        errorCode: null,
        'requestParameters.policy|policy': ['public', 'other-account'],
      },
      {
        eventSource: 'dynamodb.amazonaws.com',
        eventName: 'PutResourcePolicy',
        errorCode: null,
        'requestParameters.policy|policy': ['public', 'other-account'],
      },
      {
        eventSource: 'kinesis.amazonaws.com',
        eventName: 'PutResourcePolicy',
        errorCode: null,
        'requestParameters.policy|policy': ['public', 'other-account'],
      },
      {
        eventSource: 'logs.amazonaws.com',
        eventName: 'PutResourcePolicy',
        errorCode: null,
        'requestParameters.policyDocument|policy': ['public', 'other-account'],
      },
      {
        eventSource: 'glue.amazonaws.com',
        eventName: 'PutResourcePolicy',
        errorCode: null,
        'requestParameters.policyInJson|policy': ['public', 'other-account'],
      },
      {
        eventSource: 'es.amazonaws.com',
        eventName: 'UpdateElasticsearchDomainConfig',
        errorCode: null,
        'requestParameters.accessPolicies|policy': ['public', 'other-account'],
      },
      {
        eventSource: 'es.amazonaws.com',
        eventName: 'UpdateDomainConfig',
        errorCode: null,
        'requestParameters.accessPolicies|policy': ['public', 'other-account'],
      },
      {
        eventSource: 'events.amazonaws.com',
        eventName: 'PutPermission',
        errorCode: null,
        'requestParameters.policy|policy': ['public', 'other-account'],
      },
      {
        eventSource: 'glacier.amazonaws.com',
        eventName: 'SetVaultAccessPolicy',
        errorCode: null,
        'requestParameters.policy.policy|policy': ['public', 'other-account'],
      },
      {
        eventSource: 'execute-api.amazonaws.com',
        eventName: 'UpdateRestApi',
        errorCode: null,
        'requestParameters.policy|policy': ['public', 'other-account'],
      },
      {
        eventSource: 'sns.amazonaws.com',
        eventName: 'SetTopicAttributes',
        errorCode: null,
        'requestParameters.attributeName': 'Policy',
        'requestParameters.attributeValue|policy': ['public', 'other-account'],
      },
    ],
    ...callers,
  },
  condition: `opened and ${byNoService}`,
  dedupeBy: [
    'eventSource',
    'requestParameters.keyId',
    'requestParameters.repositoryName',
    'requestParameters.secretId',
    'requestParameters.queueUrl',
    'requestParameters.topicArn',
    'recipientAccountId',
  ],
  attack: { tactic: 'TA0010', technique: 'T1537' },
};

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A resource that is shared inside the organization or with a supplier.'],
  response: [
    'Check that the account is known.',
    'Take the statement out of the policy if not, and look for uses from outside.',
  ],
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('kms', 'PutKeyPolicy', { keyId: 'k', policyName: 'default', policy: policyFor(otherAccount) }),
    call('ecr', 'SetRepositoryPolicy', { repositoryName: 'x', policyText: policyFor('*') }),
    call('sns', 'SetTopicAttributes', { topicArn: 't', attributeName: 'Policy', attributeValue: policyFor('*') }),
    call('sqs', 'SetQueueAttributes', { queueUrl: 'q', attributes: { Policy: policyFor('*') } }),
    call('secretsmanager', 'PutResourcePolicy', { secretId: 'x', resourcePolicy: policyFor('*') }),
  ],
  misses: [
    call('kms', 'PutKeyPolicy', { keyId: 'k', policy: policyFor(ownRole) }),
    call('sqs', 'SetQueueAttributes', {
      queueUrl: 'q',
      attributes: {
        Policy: policyFor('*', {
          Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:us-east-1:111122223333:orders' } },
        }),
      },
    }),
    call('sns', 'SetTopicAttributes', { topicArn: 't', attributeName: 'DisplayName', attributeValue: 'orders' }),
    call('kms', 'PutKeyPolicy', { keyId: 'k', policy: policyFor('*', { Effect: 'Deny' }) }),
    call('kms', 'PutKeyPolicy', { keyId: 'k', policy: policyFor(otherAccount) }, refused),
    call('kms', 'PutKeyPolicy', { keyId: 'k', policy: policyFor(otherAccount) }, byCloudFormation),
  ],
});
