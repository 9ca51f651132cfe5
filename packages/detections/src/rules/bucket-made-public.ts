import type { DetectionRule } from '@bellwether/log-model';
import { call, trailEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

const grantee = 'requestParameters.AccessControlPolicy.AccessControlList.Grant.Grantee.URI';
const everyone = [
  'http://acs.amazonaws.com/groups/global/AllUsers',
  'http://acs.amazonaws.com/groups/global/AuthenticatedUsers',
];

export const rule: DetectionRule = {
  id: 'bucket-made-public',
  title: 'An S3 bucket was opened to the public',
  description:
    'An access list, a policy or a removed guard lets anybody reach the bucket. Block public access unless the bucket is meant to serve the internet.',
  severity: 'ERROR',
  score: 0.85,
  dataset: 'cloudtrail',
  selections: {
    service: { eventSource: 's3.amazonaws.com', errorCode: null },
    acl: [
      { eventName: ['PutBucketAcl', 'PutObjectAcl', 'CreateBucket'], [grantee]: everyone },
      {
        eventName: ['PutBucketAcl', 'PutObjectAcl', 'CreateBucket'],
        'requestParameters.x-amz-acl': ['public-read', 'public-read-write', 'authenticated-read'],
      },
    ],
    policy: [
      { eventName: 'PutBucketPolicy', 'requestParameters.bucketPolicy|policy': 'public' },
      { eventName: 'PutAccessPointPolicy', 'requestParameters.policy|policy': 'public' },
    ],
    acl_header: ['read', 'write', 'read-acp', 'write-acp', 'full-control'].map((right) => ({
      eventName: ['PutBucketAcl', 'PutObjectAcl', 'CreateBucket'],
      [`requestParameters.x-amz-grant-${right}|contains`]: [
        'groups/global/AllUsers',
        'groups/global/AuthenticatedUsers',
      ],
    })),
    guard: [
      {
        eventName: ['PutBucketPublicAccessBlock', 'PutAccountPublicAccessBlock'],
        'requestParameters.PublicAccessBlockConfiguration.BlockPublicPolicy': false,
        'requestParameters.PublicAccessBlockConfiguration.RestrictPublicBuckets': false,
      },
      {
        eventName: ['PutBucketPublicAccessBlock', 'PutAccountPublicAccessBlock'],
        'requestParameters.PublicAccessBlockConfiguration.BlockPublicAcls': false,
        'requestParameters.PublicAccessBlockConfiguration.IgnorePublicAcls': false,
      },
      { eventName: ['DeleteBucketPublicAccessBlock', 'DeleteAccountPublicAccessBlock'] },
    ],
  },
  condition: 'service and (acl or acl_header or policy or guard)',
  dedupeBy: ['requestParameters.bucketName', 'requestParameters.name'],
  resources: { bucketName: 'requestParameters.bucketName' },
  attack: { tactic: 'TA0010', technique: 'T1537' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A bucket that serves a public website or public downloads.'],
  response: ['Block public access to the bucket.', 'Look into the access logs for who read it while it was open.'],
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html'],
};

const put = (eventName: string, requestParameters: object): Readonly<Record<string, unknown>> => ({
  eventSource: 's3.amazonaws.com',
  eventName,
  requestParameters: {
    bucketName: 'orders-exports',
    Host: 'orders-exports.s3.us-east-1.amazonaws.com',
    ...requestParameters,
  },
});
const policy = (fields: object): Readonly<Record<string, unknown>> =>
  put('PutBucketPolicy', {
    bucketPolicy: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::orders-exports/*', ...fields }],
    },
  });
const grant = (URI: string): object => ({
  AccessControlPolicy: {
    AccessControlList: { Grant: [{ Grantee: { 'xsi:type': 'Group', URI }, Permission: 'READ' }] },
  },
});

export const evidence = (): RuleEvidence => ({
  hits: [
    trailEvent(put('PutBucketAcl', grant('http://acs.amazonaws.com/groups/global/AllUsers'))),
    trailEvent(put('PutBucketAcl', { 'x-amz-acl': ['public-read'] })),
    trailEvent(policy({ Principal: '*' })),
    trailEvent(policy({ Principal: { AWS: '*' } })),
    trailEvent(policy({ Principal: { AWS: ['arn:aws:iam::444455556666:root', '*'] } })),
    trailEvent(policy({ NotPrincipal: { AWS: 'arn:aws:iam::444455556666:root' } })),
    trailEvent(policy({ Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } })),
    trailEvent(policy({ Principal: '*', Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } })),
    trailEvent({
      ...put('PutAccessPointPolicy', {}),
      requestParameters: {
        name: 'exports',
        policy: JSON.stringify({ Statement: { Effect: 'Allow', Principal: '*', Action: 's3:GetObject' } }),
      },
    }),
    trailEvent(
      put('PutBucketPublicAccessBlock', {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: false,
          IgnorePublicAcls: false,
          BlockPublicPolicy: false,
          RestrictPublicBuckets: false,
        },
      }),
    ),
    call('s3', 'PutObjectAcl', { bucketName: 'orders-exports', key: 'customers.csv', 'x-amz-acl': 'public-read' }),
    call('s3', 'PutBucketAcl', {
      bucketName: 'orders-exports',
      'x-amz-grant-read': ['uri="http://acs.amazonaws.com/groups/global/AllUsers"'],
    }),
    call('s3', 'DeleteBucketPublicAccessBlock', { bucketName: 'orders-exports', publicAccessBlock: [''] }),
  ],
  misses: [
    trailEvent(put('PutBucketAcl', grant('http://acs.amazonaws.com/groups/s3/LogDelivery'))),
    trailEvent(put('PutBucketAcl', { 'x-amz-acl': ['private'] })),
    trailEvent(policy({ Principal: { AWS: 'arn:aws:iam::111122223333:role/orders' } })),
    trailEvent(policy({ Principal: { Service: 'cloudtrail.amazonaws.com' } })),
    trailEvent(policy({ Principal: '*', Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })),
    trailEvent(policy({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } } })),
    trailEvent(policy({ Principal: '*', Condition: { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } } })),
    trailEvent({ ...policy({ Principal: '*' }), errorCode: 'AccessDenied' }),
    trailEvent(
      put('PutBucketPublicAccessBlock', {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          IgnorePublicAcls: true,
          BlockPublicPolicy: true,
          RestrictPublicBuckets: true,
        },
      }),
    ),
  ],
});
