import type {
  GetObjectCommandInput,
  GetObjectCommandOutput,
  PutObjectCommandInput,
  PutObjectCommandOutput,
} from '@aws-sdk/client-s3';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { clientSettings, hasOwnEndpoint } from './settings.ts';

export interface S3Calls {
  put(input: PutObjectCommandInput): Promise<PutObjectCommandOutput>;
  get(input: GetObjectCommandInput): Promise<GetObjectCommandOutput>;
}

export const openS3 = (): S3Calls => {
  const client = new S3Client({ ...clientSettings(15_000), forcePathStyle: hasOwnEndpoint('S3') });
  return {
    put: (input) => client.send(new PutObjectCommand(input)),
    get: (input) => client.send(new GetObjectCommand(input)),
  };
};
