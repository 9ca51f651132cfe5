import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { s3Archive, s3ObjectListing, s3Objects } from '@bellwether/aws-adapters';
import { describeArchive, describeObjectSource, describeQuarantine } from '../../../testkit/src/conformance/index.ts';
import { requireEmulator, uniqueName } from './emulated.ts';
import { s3Quarantine } from '../../src/archive/s3-quarantine.ts';

const makeBucket = async () => {
  requireEmulator();
  const s3 = new S3Client({ forcePathStyle: true });
  const bucket = uniqueName('lake');
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const keys = async (): Promise<readonly string[]> => {
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    return (Contents ?? []).flatMap(({ Key }) => Key ?? []);
  };
  const get = async (key: string) => {
    try {
      const { Body, Metadata } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return { bytes: (await Body?.transformToByteArray()) ?? new Uint8Array(), metadata: Metadata ?? {} };
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };
  const head = async (key: string) => s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
  const keepVersions = async (): Promise<void> => {
    const VersioningConfiguration = { Status: 'Enabled' as const };
    await s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
  };
  const close = async (): Promise<void> => {
    // Under the newest version lies the one before it.
    for (let isVersioned = true; isVersioned;) {
      isVersioned = false;
      for await (const { key: Key, versionId: VersionId } of s3ObjectListing(bucket).list('')) {
        if (VersionId === undefined) continue;
        await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key, VersionId }));
        isVersioned = true;
      }
    }
    for (const key of await keys()) await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    await s3.send(new DeleteBucketCommand({ Bucket: bucket }));
    s3.destroy();
  };
  const put = async (key: string, bytes: Uint8Array): Promise<undefined> => {
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes }));
  };
  return { bucket, keys, get, head, put, keepVersions, close };
};

describeArchive('S3', async () => {
  const { bucket, keys, get, close } = await makeBucket();
  return { store: s3Archive(bucket, undefined), read: async (path) => (await get(path))?.bytes, paths: keys, close };
});

describe('the listing of a bucket', () => {
  it('names the newest versions, by which the objects can be opened', async () => {
    const { bucket, put, close } = await makeBucket();
    for (const key of ['AWSLogs/a', 'AWSLogs/größe +', 'other']) await put(key, Buffer.from(key));
    const listed = [];
    for await (const one of s3ObjectListing(bucket).list('AWSLogs/')) listed.push(one);
    expect(listed.map(({ key, versionId }) => [key, versionId])).toEqual([
      ['AWSLogs/a', undefined],
      ['AWSLogs/größe +', undefined],
    ]);
    expect(listed.every(({ etag, writtenMs }) => /^[0-9a-f]{32}$/.test(etag) && writtenMs > 0)).toBe(true);
    await close();
  });

  it('names versions where a bucket keeps them', async () => {
    const { bucket, put, keepVersions, head, close } = await makeBucket();
    await keepVersions();
    for (const text of ['first', 'second']) await put('a', Buffer.from(text));
    const listed = [];
    for await (const one of s3ObjectListing(bucket).list('')) listed.push(one);
    expect(listed.map(({ versionId }) => versionId)).toEqual([(await head('a')).VersionId]);
    await close();
  });
});

describe('the archive of payloads', () => {
  it('writes payloads under their own key, and nothing else', async () => {
    const { bucket, head, get, close } = await makeBucket();
    const keyArn = `arn:aws:kms:us-east-1:123456789012:key/${randomUUID()}`;
    const store = s3Archive(bucket, keyArn);
    for (const path of ['payloads/a.gz', 'events/a.gz']) await store.write(path, Buffer.from('a'));
    expect(await head('payloads/a.gz')).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: keyArn });
    expect((await head('events/a.gz')).SSEKMSKeyId).not.toBe(keyArn);
    expect((await get('payloads/a.gz'))?.bytes).toEqual(new Uint8Array(Buffer.from('a')));
    await close();
  });
});

describeQuarantine('S3', async () => {
  const { bucket, keys, get, close } = await makeBucket();
  return {
    store: s3Quarantine(bucket, undefined),
    read: async (path) => {
      const kept = await get(`quarantine/${path}`);
      return kept && { bytes: kept.bytes, reason: decodeURIComponent(kept.metadata['reason'] ?? '') };
    },
    count: async () => (await keys()).length,
    close,
  };
});

describeObjectSource('S3', async () => {
  const { bucket, put, close } = await makeBucket();
  return { store: s3Objects(), bucket, put, close };
});
