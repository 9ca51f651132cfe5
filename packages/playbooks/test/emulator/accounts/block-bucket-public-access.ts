import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetPublicAccessBlockCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { EmulateAccount } from '../emulated-account.ts';

/** A bucket with one of its four guards on. */
export const emulateAccount: EmulateAccount = async (uniqueName) => {
  const s3 = new S3Client({ forcePathStyle: true });
  const Bucket = uniqueName('bucket');
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: { BlockPublicAcls: true } }));
  return {
    resources: { bucketName: Bucket },
    settings: {},
    look: async () => (await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration,
    remove: async () => {
      await s3.send(new DeleteBucketCommand({ Bucket }));
    },
  };
};
