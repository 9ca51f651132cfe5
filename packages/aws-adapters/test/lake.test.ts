import type { GetObjectCommandOutput, PutObjectCommandInput } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import {
  kinesisWriter,
  lambdaInvoker,
  s3Lake,
  s3ObjectListing,
  s3QuarantineReader,
  sqsNotices,
} from '@bellwether/aws-adapters';
import type { ListedObject } from '@bellwether/ports';
import { readReports } from '@bellwether/queries';
import { makeQuarantined, sampleTimeMs } from '@bellwether/testkit';
import { describeArchive, describeReportReads } from '../../testkit/src/conformance/index.ts';
import { opened, sdkError } from './sdk-errors.ts';
import { s3Quarantine } from '../src/archive/s3-quarantine.ts';

/** As much of a bucket as the lake and the quarantine use; a page contains two keys. */
const fakeBucket = (stubborn: readonly string[] = []) => {
  const objects = new Map<string, PutObjectCommandInput>();
  const keysFrom = (prefix: string, token: string): string[] =>
    [...objects.keys()].filter((key) => key.startsWith(prefix) && key > token).sort();
  return {
    objects,
    put: async (input: PutObjectCommandInput) => {
      objects.set(input.Key ?? '', { ...input, Body: Uint8Array.from(input.Body as Uint8Array) });
      return { $metadata: {} };
    },
    get: async ({ Key = '' }): Promise<GetObjectCommandOutput> => {
      const found = objects.get(Key);
      if (found === undefined) throw sdkError('NoSuchKey', { status: 404 });
      const Body = { transformToByteArray: async () => found.Body as Uint8Array };
      const { Metadata = {}, ContentEncoding } = found;
      return { Body, Metadata, ContentEncoding, $metadata: {} } as unknown as GetObjectCommandOutput;
    },
    list: async ({ Prefix = '', ContinuationToken = '' }) => {
      const keys = keysFrom(Prefix, ContinuationToken);
      const Contents = keys.slice(0, 2).map((Key) => ({ Key, Size: (objects.get(Key)?.Body as Uint8Array).length }));
      return { Contents, IsTruncated: keys.length > 2, NextContinuationToken: keys[1], $metadata: {} };
    },
    remove: async ({ Delete }: { readonly Delete: { readonly Objects: readonly { readonly Key: string }[] } }) => {
      for (const { Key } of Delete.Objects) if (!stubborn.includes(Key)) objects.delete(Key);
      return { Errors: stubborn.map((Key) => ({ Key })), $metadata: {} };
    },
  };
};

const lakeOf = (bucket: ReturnType<typeof fakeBucket>) =>
  s3Lake(
    'lake',
    undefined,
    opened(
      bucket as unknown as Parameters<typeof s3Lake>[2] extends (() => Promise<infer Calls>) | undefined
        ? Calls
        : never,
    ),
  );

describeArchive('The lake in S3 with a fake client', async () => {
  const bucket = fakeBucket();
  const lake = lakeOf(bucket);
  return {
    store: lake,
    read: async (path) => {
      const bytes = await lake.read(path);
      return bytes === 'not_found' ? undefined : bytes;
    },
    paths: async () => [...bucket.objects.keys()],
    close: async () => undefined,
  };
});

describe('a report in S3', () => {
  it('is stored compressed, as its type and encoding say, and read as it was written', async () => {
    const bucket = fakeBucket();
    const lake = lakeOf(bucket);
    const page = Buffer.from(`<!doctype html><p>${'größer '.repeat(500)}</p>`);
    for (const path of ['reports/a.html', 'analyses/runs/r/plan.json', 'reports/a.md', 'events/x.json']) {
      await lake.write(path, page);
      expect(Buffer.from((await lake.read(path)) as Uint8Array).equals(page)).toBe(true);
    }
    const stored = [...bucket.objects.values()].map(({ ContentType, ContentEncoding }) => [
      ContentType,
      ContentEncoding,
    ]);
    expect(stored).toEqual([
      ['text/html; charset=utf-8', 'gzip'],
      ['application/json', 'gzip'],
      ['text/markdown; charset=utf-8', 'gzip'],
      ['application/octet-stream', undefined],
    ]);
    expect((bucket.objects.get('reports/a.html')?.Body as Uint8Array).length).toBeLessThan(page.length / 10);
  });

  it('that is not what its encoding says cannot be read', async () => {
    const bucket = fakeBucket();
    const lake = lakeOf(bucket);
    await lake.write('reports/a.html', Buffer.from('x'));
    bucket.objects.set('reports/a.html', {
      ...bucket.objects.get('reports/a.html'),
      Body: Buffer.from('no gzip'),
    } as never);
    await expect(lake.read('reports/a.html')).rejects.toMatchObject({ name: 'PortError', retryable: false });
  });
});

describeReportReads('The lake in S3 with a fake client', async () => {
  const lake = lakeOf(fakeBucket());
  return { archive: lake, reads: readReports(lake), close: async () => undefined };
});

const all = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
};

describe('the lake in S3', () => {
  it('lists page after page, and says what is gone', async () => {
    const lake = lakeOf(fakeBucket());
    for (const n of [3, 1, 2, 5, 4]) await lake.write(`events/${n}`, new Uint8Array(n));
    await lake.write('other/1', new Uint8Array(1));
    const expected: ListedObject[] = [1, 2, 3, 4, 5].map((n) => ({ path: `events/${n}`, sizeBytes: n }));
    expect(await all(lake.list('events/'))).toEqual(expected);
    await lake.remove(['events/1', 'events/9']);
    expect(await lake.read('events/1')).toBe('not_found');
  });

  it('fails when S3 keeps what was to be removed', async () => {
    await expect(lakeOf(fakeBucket(['a'])).remove(['a'])).rejects.toMatchObject({ port: 'lake', retryable: true });
  });
});

describe('the quarantine of a bucket, read back', () => {
  const line = { ordinal: 2, id: 'größe', timestampMs: 5, account: '1', region: '', logGroup: '/app', logStream: 's' };
  const position = { shard: 'logs-0', sequence: '7', arrivalMs: sampleTimeMs };
  it.each([
    ['a line', { position: { ...position, line } }],
    ['a record', { position: { ...position, userRecord: 3 } }],
    ['an object', { position: { ...position, object: { bucket: 'trail', key: 'AWSLogs/1/größe.gz', etag: 'e' } } }],
    ['a message', { position: { ...position, sequence: '', isNotice: true } }],
    ['one without a position', {}],
  ])('gives %s as it was kept', async (_, changes) => {
    const bucket = fakeBucket();
    const record = makeQuarantined({ path: 'quarantine/a', origin: 'größe 日本', ...changes });
    await s3Quarantine('lake', undefined, opened(bucket)).keep(record);
    const reader = s3QuarantineReader('lake', opened(bucket));
    expect(await all(reader.list())).toEqual([{ ...record, bytes: Uint8Array.from(record.bytes) }]);
  });

  it('lies under the key of raw records', async () => {
    const bucket = fakeBucket();
    await s3Quarantine('lake', 'arn:key', opened(bucket)).keep(makeQuarantined({ path: 'quarantine/a' }));
    expect(bucket.objects.get('quarantine/a')).toMatchObject({
      SSEKMSKeyId: 'arn:key',
      ServerSideEncryption: 'aws:kms',
    });
  });

  it('leaves out a position that is too long for its metadata', async () => {
    const bucket = fakeBucket();
    const long = { ...position, line: { ...line, logStream: 'x'.repeat(900) } };
    await s3Quarantine('lake', undefined, opened(bucket)).keep(
      makeQuarantined({ path: 'quarantine/a', position: long }),
    );
    expect(bucket.objects.get('quarantine/a')?.Metadata?.['position']).toBeUndefined();
  });
});

describe('the objects of a bucket', () => {
  it('are listed page after page in their newest versions, named as notices name them', async () => {
    const LastModified = new Date(sampleTimeMs);
    const pages = [
      {
        Versions: [
          { Key: 'a', VersionId: 'v2', ETag: '"e2"', IsLatest: true, LastModified },
          { Key: 'a', VersionId: 'v1', ETag: '"e1"', IsLatest: false, LastModified },
        ],
        IsTruncated: true,
        NextKeyMarker: 'a',
        NextVersionIdMarker: 'v1',
      },
      { Versions: [{ Key: 'b', VersionId: 'null', ETag: '"e3"', IsLatest: true, LastModified }] },
    ];
    const asked: unknown[] = [];
    const listing = s3ObjectListing('trail', async () => ({
      listVersions: async (input) => (asked.push(input), { ...pages[asked.length - 1], $metadata: {} }),
    }));
    const listed = [];
    for await (const one of listing.list('AWSLogs/')) listed.push(one);
    expect(listed).toEqual([
      { bucket: 'trail', key: 'a', etag: 'e2', versionId: 'v2', writtenMs: sampleTimeMs },
      { bucket: 'trail', key: 'b', etag: 'e3', writtenMs: sampleTimeMs },
    ]);
    expect(asked).toEqual([
      { Bucket: 'trail', Prefix: 'AWSLogs/' },
      { Bucket: 'trail', Prefix: 'AWSLogs/', KeyMarker: 'a', VersionIdMarker: 'v1' },
    ]);
  });
});

describe('sending through again', () => {
  it('puts what a stream left out once more', async () => {
    const given: number[] = [];
    const writer = kinesisWriter(
      'logs',
      opened({
        putRecords: async ({ Records = [] }) => {
          given.push(Records.length);
          const taken = Records.map((_, index) => (index === 0 ? { SequenceNumber: '1' } : { ErrorCode: 'x' }));
          return { Records: taken, $metadata: {} };
        },
      }),
    );
    await writer.put(['a', 'b', 'c'].map((partitionKey) => ({ partitionKey, data: Uint8Array.of(1) })));
    expect(given).toEqual([3, 2, 1]);
  });

  it('sends a message to the queue unchanged', async () => {
    const sent: unknown[] = [];
    const queue = sqsNotices('https://queue', async () => ({
      sendMessage: async (input) => (sent.push(input), { $metadata: {} }),
    }));
    await queue.send('{"Records":[]}');
    expect(sent).toEqual([{ QueueUrl: 'https://queue', MessageBody: '{"Records":[]}' }]);
  });

  it('takes a failed function for a failure', async () => {
    const answer = (more: object) => lambdaInvoker('f', opened({ invoke: async () => ({ $metadata: {}, ...more }) }));
    expect(await answer({ Payload: Buffer.from('{"a":1}') }).invoke({})).toEqual({ a: 1 });
    expect(await answer({}).invoke({})).toBeUndefined();
    await expect(answer({ FunctionError: 'Unhandled' }).invoke({})).rejects.toMatchObject({ port: 'function' });
  });
});
