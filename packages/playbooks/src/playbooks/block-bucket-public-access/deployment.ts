import type { PlaybookDeployment } from '../../deployment.ts';

const resources = ['arn:{partition}:s3:::*'];

export const deployment: PlaybookDeployment = {
  commands: {
    'client-s3/GetBucketTaggingCommand': ['s3:GetBucketTagging'],
    'client-s3/GetPublicAccessBlockCommand': ['s3:GetBucketPublicAccessBlock'],
    'client-s3/PutPublicAccessBlockCommand': ['s3:PutBucketPublicAccessBlock'],
  },
  look: [{ sid: 'LookAtBucketGuards', actions: ['s3:GetBucketPublicAccessBlock', 's3:GetBucketTagging'], resources }],
  // ARNs of buckets name no account, so a condition does.
  act: [
    {
      sid: 'BlockPublicAccess',
      actions: ['s3:PutBucketPublicAccessBlock'],
      resources,
      conditions: { StringEquals: { 'aws:ResourceAccount': ['{account}'] } },
    },
  ],
};
