import type { Quarantine, QuarantinePosition } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { s3Calls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import type { S3Calls } from '../sdk/s3.ts';
import { checkedKey } from './object-key.ts';
import { underKey } from './under-key.ts';

/** Where the quarantine lies in its bucket. */
export const quarantinePrefix = 'quarantine/';

/** Maximum bytes of one metadata value. S3 allows 2 KB for all of an object's metadata together. */
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

/** Limit of a position, in bytes: the names of a log group and a stream with 512 characters each would leave no room for the rest. */
const maxPositionBytes = 800;

/** The position as the metadata value `position`; none when it is too long, since a cut position is of no use. */
const positionValue = (position: QuarantinePosition | undefined): Readonly<Record<string, string>> => {
  if (position === undefined) return {};
  const value = metadataValue(JSON.stringify(position), maxPositionBytes + 1);
  return value.length > maxPositionBytes ? {} : { position: value };
};

/**
 * The quarantine in a bucket, under `quarantine/`. Needs `s3:PutObject` on that prefix.
 *
 * The object is the raw record. Its metadata has `reason`, `origin`, `sentence` and, as JSON, `position`, all percent-encoded.
 * The path is made of the record's position, so keeping it twice writes the same object again.
 *
 * @param payloadKeyArn  key of raw records; needs `kms:GenerateDataKey` on it. The bucket decides when undefined
 */
export const s3Quarantine = (
  bucket: string,
  payloadKeyArn: string | undefined,
  calls: Calls<Pick<S3Calls, 'put'>> = s3Calls,
): Quarantine => ({
  keep: ({ path, reason, sentence, origin, position, bytes }) =>
    portCall('quarantine', 'keep', async () => {
      const key = path.startsWith(quarantinePrefix) ? path : `${quarantinePrefix}${path}`;
      await (
        await calls()
      ).put({
        Bucket: bucket,
        Key: checkedKey('quarantine', 'keep', key),
        Body: bytes,
        ContentType: 'application/octet-stream',
        ...underKey(payloadKeyArn),
        Metadata: {
          reason: metadataValue(reason),
          origin: metadataValue(origin),
          sentence: metadataValue(sentence),
          ...positionValue(position),
        },
      });
    }),
});
