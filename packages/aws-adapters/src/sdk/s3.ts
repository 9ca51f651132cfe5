import type { PutObjectCommandInput, PutObjectCommandOutput } from '@aws-sdk/client-s3';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { clientSettings, hasOwnEndpoint } from './settings.ts';

export interface S3Calls {
  put(input: PutObjectCommandInput): Promise<PutObjectCommandOutput>;
}

export const openS3 = (): S3Calls => {
  const client = new S3Client({ ...clientSettings(15_000), forcePathStyle: hasOwnEndpoint('S3') });
  return { put: (input) => client.send(new PutObjectCommand(input)) };
};
