import type { Quarantine, QuarantinePlace } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { s3Calls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import type { S3Calls } from '../sdk/s3.ts';
import { checkedKey } from './object-key.ts';

/** Where the quarantine lies in its bucket. */
export const quarantinePrefix = 'quarantine/';

/** Most bytes of one metadata value. S3 allows 2 KB for all of an object's metadata together. */
const maxValueBytes = 500;

/**
 * Text as a metadata value: visible ASCII stays, all else is percent-encoded, so that `decodeURIComponent` gives it back and
 * no header can be forged. A text that is too long is cut before the byte that would not fit, at a character's border.
 */
export const metadataValue = (text: string, maxBytes: number = maxValueBytes): string => {
  let value = '';
  for (const character of text) {
    const isVisible = character > ' ' && character <= '~' && character !== '%';
    const encoded = isVisible
      ? character
      : Array.from(Buffer.from(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
    if (value.length + encoded.length > maxBytes) break;
    value += encoded;
  }
  return value;
};

/** Most bytes of a place: names of a log group and a stream of 512 characters each would leave the rest no room. */
const maxPlaceBytes = 800;

/** The place as a metadata value; none when it is too long, since half a place is no place. */
const placeValue = (place: QuarantinePlace | undefined): Readonly<Record<string, string>> => {
  if (place === undefined) return {};
  const value = metadataValue(JSON.stringify(place), maxPlaceBytes + 1);
  return value.length > maxPlaceBytes ? {} : { place: value };
};

/**
 * The quarantine in a bucket, under `quarantine/`. Needs `s3:PutObject` on that prefix.
 *
 * The object is the record as it came; `reason`, `origin`, `sentence` and, as JSON, `place` stand in its metadata, percent-encoded. The path is
 * determined by where the record was read, so keeping it twice writes the same object again.
 */
export const s3Quarantine = (bucket: string, calls: Calls<Pick<S3Calls, 'put'>> = s3Calls): Quarantine => ({
  keep: ({ path, reason, sentence, origin, place, bytes }) =>
    portCall('quarantine', 'keep', async () => {
      const key = path.startsWith(quarantinePrefix) ? path : `${quarantinePrefix}${path}`;
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
