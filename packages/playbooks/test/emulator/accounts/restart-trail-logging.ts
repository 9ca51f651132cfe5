import {
  CloudTrailClient,
  CreateTrailCommand,
  DeleteTrailCommand,
  GetTrailStatusCommand,
  StopLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { EmulateAccount } from '../emulated-account.ts';

/** A trail with a bucket of its own, stopped. */
export const emulateAccount: EmulateAccount = async (uniqueName) => {
  const cloudTrail = new CloudTrailClient({});
  const bucket = uniqueName('trail');
  await new S3Client({ forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: bucket }));
  const Name = uniqueName('trail');
  await cloudTrail.send(new CreateTrailCommand({ Name, S3BucketName: bucket }));
  await cloudTrail.send(new StopLoggingCommand({ Name }));
  return {
    resources: { trailName: Name },
    settings: { TRAIL_NAME: Name },
    look: async () => (await cloudTrail.send(new GetTrailStatusCommand({ Name }))).IsLogging,
    remove: async () => {
      await cloudTrail.send(new DeleteTrailCommand({ Name }));
    },
  };
};
