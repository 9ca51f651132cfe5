import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'objects-encrypted-with-foreign-key',
  title: 'Objects were encrypted with the key of another account',
  description:
    'An object was copied onto itself under a key of another account: who owns the key decides whether it can be read. Deny the account the bucket, and look for older versions.',
  severity: 'CRITICAL',
  score: 0.9,
  dataset: 'cloudtrail',
  selections: {
    copied: {
      eventSource: 's3.amazonaws.com',
      eventName: ['CopyObject', 'PutObject', 'PutBucketEncryption'],
      errorCode: null,
      'requestParameters.x-amz-server-side-encryption-aws-kms-key-id|startswith': 'arn:',
    },
    own_key: {
      'requestParameters.x-amz-server-side-encryption-aws-kms-key-id|contains|fieldref': 'recipientAccountId',
    },
    customer_key: {
      eventSource: 's3.amazonaws.com',
      eventName: 'CopyObject',
      errorCode: null,
      'requestParameters.x-amz-server-side-encryption-customer-algorithm|exists': true,
    },
    ...callers,
  },
  condition: `(copied and not own_key or customer_key) and ${byNoService}`,
  dedupeBy: ['requestParameters.bucketName', 'userIdentity.arn'],
  resources: { bucketName: 'requestParameters.bucketName' },
  attack: { tactic: 'TA0040', technique: 'T1486' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A copy to a partner by agreement, under the key of the partner.'],
  response: [
    'Deny the identity and the other account the bucket.',
    'Restore older versions of the objects while they exist.',
  ],
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html'],
};

const keyId = 'x-amz-server-side-encryption-aws-kms-key-id';

export const evidence = (): RuleEvidence => ({
  hits: [
    call('s3', 'CopyObject', { bucketName: 'orders', key: 'a', [keyId]: 'arn:aws:kms:us-east-1:444455556666:key/1' }),
    call('s3', 'CopyObject', {
      bucketName: 'orders',
      key: 'a',
      'x-amz-server-side-encryption-customer-algorithm': 'AES256',
    }),
  ],
  misses: [
    call('s3', 'CopyObject', { bucketName: 'orders', key: 'a', [keyId]: 'arn:aws:kms:us-east-1:111122223333:key/1' }),
    call('s3', 'CopyObject', { bucketName: 'orders', key: 'a', [keyId]: '1234abcd-12ab-34cd-56ef-1234567890ab' }),
    call('s3', 'CopyObject', { bucketName: 'orders', key: 'a' }),
    call('s3', 'PutObject', { bucketName: 'o', [keyId]: 'arn:aws:kms:us-east-1:444455556666:key/1' }, refused),
  ],
});
