import type {
  DeleteObjectsCommandInput,
  DeleteObjectsCommandOutput,
  GetObjectCommandInput,
  GetObjectCommandOutput,
  ListObjectsV2CommandInput,
  ListObjectsV2CommandOutput,
  ListObjectVersionsCommandInput,
  ListObjectVersionsCommandOutput,
  PutObjectCommandInput,
  PutObjectCommandOutput,
} from '@aws-sdk/client-s3';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { clientSettings, hasOwnEndpoint } from './settings.ts';

export interface S3Calls {
  put(input: PutObjectCommandInput): Promise<PutObjectCommandOutput>;
  get(input: GetObjectCommandInput): Promise<GetObjectCommandOutput>;
  list(input: ListObjectsV2CommandInput): Promise<ListObjectsV2CommandOutput>;
  listVersions(input: ListObjectVersionsCommandInput): Promise<ListObjectVersionsCommandOutput>;
  remove(input: DeleteObjectsCommandInput): Promise<DeleteObjectsCommandOutput>;
}

export const openS3 = (): S3Calls => {
  const client = new S3Client({ ...clientSettings(15_000), forcePathStyle: hasOwnEndpoint('S3') });
  return {
    put: (input) => client.send(new PutObjectCommand(input)),
    get: (input) => client.send(new GetObjectCommand(input)),
    list: (input) => client.send(new ListObjectsV2Command(input)),
    listVersions: (input) => client.send(new ListObjectVersionsCommand(input)),
    remove: (input) => client.send(new DeleteObjectsCommand(input)),
  };
};
