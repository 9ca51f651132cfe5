import type { LogObject } from '../source/object.ts';

/** A message that is sent to the queue of new objects again. */
export interface ReplayNotice {
  /** Where it was found. */
  readonly path: string;
  readonly body: string;
  /** The object that it is about; absent for a message that could not be read. */
  readonly object?: LogObject;
}

/** As S3 encodes a key in its notices: as forms do. */
const encodedKey = (key: string): string => encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');

/**
 * The notice of an object's creation as S3 writes it, and in `bellwether.fromRecord` the first record that is to be taken.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export const noticeOf = ({ bucket, key, versionId, etag, noticedMs, fromRecord }: LogObject): string =>
  JSON.stringify({
    Records: [
      {
        eventName: 'ObjectCreated:Put',
        eventTime: new Date(noticedMs).toISOString(),
        s3: { bucket: { name: bucket }, object: { key: encodedKey(key), versionId, eTag: etag } },
        ...(fromRecord === undefined ? {} : { bellwether: { fromRecord } }),
      },
    ],
  });
