import type { LogObject } from '@bellwether/pipeline';
import type { ReadFailure } from '@bellwether/log-model';
import * as z from 'zod/mini';

/** What a message on the queue turned out to be. */
export type Notice =
  /** Objects that were created, and how many notices were of something else, such as an object's removal. */
  | { readonly kind: 'objects'; readonly objects: readonly LogObject[]; readonly others: number }
  /** What S3 sends once when the notification is set up. */
  | { readonly kind: 'test' }
  | { readonly kind: 'failure'; readonly failure: ReadFailure };

const format = 's3-notice';

// Loose throughout: S3 adds fields without changing the major version.
const recordSchema = z.looseObject({
  eventName: z.string(),
  eventTime: z.optional(z.string()),
  s3: z.optional(
    z.looseObject({
      bucket: z.looseObject({ name: z.string().check(z.minLength(1)) }),
      object: z.looseObject({
        key: z.string().check(z.minLength(1)),
        versionId: z.optional(z.string()),
        eTag: z.optional(z.string()),
      }),
    }),
  ),
  // Of `bellwether replay`: the first record to take of an object whose reading broke off.
  bellwether: z.optional(z.looseObject({ fromRecord: z.optional(z.int().check(z.nonnegative())) })),
});
const noticeSchema = z.looseObject({ Records: z.array(recordSchema) });
const testSchema = z.looseObject({ Event: z.literal('s3:TestEvent') });
/** A topic between bucket and queue puts the notice into `Message`, as text. */
const wrappedSchema = z.looseObject({ Type: z.literal('Notification'), Message: z.string() });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** The key as it is stored: S3 writes it as forms do, a space as `+`. Undefined when it is not so encoded. */
export const decodedKey = (key: string): string | undefined => {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
};

const failed = (field: string): Notice => ({ kind: 'failure', failure: { code: 'bad_shape', format, field } });

/**
 * Reads one message of the queue: S3's notice of created objects, directly or through a topic.
 *
 * @param sentMs  when the message was sent, epoch milliseconds UTC; stands in for a notice without a time
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export const readNotice = (body: string, sentMs: number): Notice => {
  let value = parsed(body);
  const wrapped = z.safeParse(wrappedSchema, value);
  if (wrapped.success) value = parsed(wrapped.data.Message);
  if (value === undefined) return { kind: 'failure', failure: { code: 'bad_json', format } };
  if (z.safeParse(testSchema, value).success) return { kind: 'test' };
  const notice = z.safeParse(noticeSchema, value);
  if (!notice.success) return failed('Records');
  const objects: LogObject[] = [];
  let others = 0;
  for (const { eventName, eventTime = '', s3, bellwether } of notice.data.Records) {
    if (!/^(?:s3:)?ObjectCreated:/.test(eventName)) {
      others += 1;
      continue;
    }
    const key = decodedKey(s3?.object.key ?? '');
    if (s3 === undefined || key === undefined) return failed('s3.object.key');
    const noticedMs = Date.parse(eventTime);
    objects.push({
      bucket: s3.bucket.name,
      key,
      ...(s3.object.versionId === undefined ? {} : { versionId: s3.object.versionId }),
      ...(s3.object.eTag === undefined ? {} : { etag: s3.object.eTag }),
      noticedMs: Number.isNaN(noticedMs) ? sentMs : noticedMs,
      ...(bellwether?.fromRecord === undefined ? {} : { fromRecord: bellwether.fromRecord }),
    });
  }
  return { kind: 'objects', objects, others };
};
