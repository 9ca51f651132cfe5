/** S3's notice of one created object, as the body of a queue message; `object` and `record` replace fields. */
export const createdNotice = (
  bucket: string,
  key: string,
  object: Readonly<Record<string, unknown>> = {},
  record: Readonly<Record<string, unknown>> = {},
): string => JSON.stringify({ Records: [createdRecord(bucket, key, object, record)] });

/** S3 encodes keys as forms do: a space is a plus sign. */
export const encodedKey = (key: string): string =>
  encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');

export const createdRecord = (
  bucket: string,
  key: string,
  object: Readonly<Record<string, unknown>> = {},
  record: Readonly<Record<string, unknown>> = {},
) => ({
  eventVersion: '2.6',
  eventSource: 'aws:s3',
  awsRegion: 'eu-west-1',
  eventTime: '2026-01-15T12:20:00.123Z',
  eventName: 'ObjectCreated:Put',
  s3: {
    s3SchemaVersion: '1.0',
    bucket: { name: bucket, arn: `arn:aws:s3:::${bucket}` },
    object: { key: encodedKey(key), size: 1, eTag: 'd41d8cd98f00b204e9800998ecf8427e', sequencer: '1', ...object },
  },
  ...record,
});

export const testNotice = (bucket: string): string =>
  JSON.stringify({ Service: 'Amazon S3', Event: 's3:TestEvent', Time: '2026-01-15T12:00:00Z', Bucket: bucket });
