import type { Quarantine, QuarantinePlace, QuarantineReader } from '@bellwether/ports';
import * as z from 'zod/mini';
import type { Calls } from '../clients.ts';
import { s3Calls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import type { S3Calls } from '../sdk/s3.ts';
import { checkedKey } from './object-key.ts';
import { listKeys, wholeObject } from './s3-lake.ts';

/** Where the quarantine lies in its bucket. */
const prefix = 'quarantine/';

/** Most bytes of one metadata value. S3 allows 2 KB for all of an object's metadata together. */
const mostValueBytes = 500;

/**
 * Text as a metadata value: visible ASCII stays, all else is percent-encoded, so that `decodeURIComponent` gives it back and
 * no header can be forged. A text that is too long is cut before the byte that would not fit, at a character's border.
 */
export const metadataValue = (text: string, mostBytes: number = mostValueBytes): string => {
  let value = '';
  for (const character of text) {
    const isVisible = character > ' ' && character <= '~' && character !== '%';
    const encoded = isVisible
      ? character
      : Array.from(Buffer.from(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
    if (value.length + encoded.length > mostBytes) break;
    value += encoded;
  }
  return value;
};

/** Most bytes of a place: names of a log group and a stream of 512 characters each would leave the rest no room. */
const mostPlaceBytes = 800;

/** The place as a metadata value; none when it is too long, since half a place is no place. */
const placeValue = (place: QuarantinePlace | undefined): Readonly<Record<string, string>> => {
  if (place === undefined) return {};
  const value = metadataValue(JSON.stringify(place), mostPlaceBytes + 1);
  return value.length > mostPlaceBytes ? {} : { place: value };
};

const placeSchema = z.object({
  shard: z.string(),
  sequence: z.string(),
  userRecord: z.optional(z.number()),
  arrivalMs: z.number(),
  line: z.optional(
    z.object({
      ordinal: z.number(),
      id: z.optional(z.string()),
      timestampMs: z.optional(z.number()),
      account: z.string(),
      region: z.string(),
      logGroup: z.string(),
      logStream: z.string(),
    }),
  ),
  object: z.optional(
    z.object({
      bucket: z.string(),
      key: z.string(),
      versionId: z.optional(z.string()),
      etag: z.optional(z.string()),
    }),
  ),
  isNotice: z.optional(z.boolean()),
});

/** A metadata value as it was written; empty for one that was cut inside a character or written by somebody else. */
const textOf = (value = ''): string => {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    if (error instanceof URIError) return '';
    throw error;
  }
};

const placeOf = (value: string | undefined): { readonly place?: QuarantinePlace } => {
  let written: unknown;
  try {
    written = JSON.parse(textOf(value));
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
  const read = z.safeParse(placeSchema, written);
  return read.success ? { place: read.data as QuarantinePlace } : {};
};

/** The quarantine of a bucket, read back. Needs `s3:GetObject` on its prefix and `s3:ListBucket`. */
export const s3QuarantineReader = (
  bucket: string,
  calls: Calls<Pick<S3Calls, 'get' | 'list'>> = s3Calls,
): QuarantineReader => ({
  list: async function* () {
    for await (const { path } of listKeys('quarantine', bucket, prefix, calls)) {
      const object = await wholeObject('quarantine', bucket, path, calls);
      if (object === 'not_found') continue;
      const { reason, sentence, origin, place } = object.metadata;
      const said = { reason: textOf(reason), sentence: textOf(sentence), origin: textOf(origin), ...placeOf(place) };
      yield { path, ...said, bytes: object.bytes };
    }
  },
});

/**
 * The quarantine in a bucket, under `quarantine/`. Needs `s3:PutObject` on that prefix.
 *
 * The object is the record as it came; `reason`, `origin`, `sentence` and, as JSON, `place` stand in its metadata, percent-encoded. The path is
 * determined by where the record was read, so keeping it twice writes the same object again.
 */
export const s3Quarantine = (bucket: string, calls: Calls<Pick<S3Calls, 'put'>> = s3Calls): Quarantine => ({
  keep: ({ path, reason, sentence, origin, place, bytes }) =>
    portCall('quarantine', 'keep', async () => {
      const key = path.startsWith(prefix) ? path : `${prefix}${path}`;
      await (
        await calls()
      ).put({
        Bucket: bucket,
        Key: checkedKey('quarantine', 'keep', key),
        Body: bytes,
        ContentType: 'application/octet-stream',
        Metadata: {
          reason: metadataValue(reason),
          origin: metadataValue(origin),
          sentence: metadataValue(sentence),
          ...placeValue(place),
        },
      });
    }),
});
