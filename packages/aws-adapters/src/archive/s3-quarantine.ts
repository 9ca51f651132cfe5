import type { Quarantine } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { s3Calls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import type { S3Calls } from '../sdk/s3.ts';
import { checkedKey } from './object-key.ts';

/** Most bytes of one metadata value. S3 allows 2 KB for all of an object's metadata together. */
const mostValueBytes = 500;

/**
 * Text as a metadata value: visible ASCII stays, all else is percent-encoded, so that `decodeURIComponent` gives it back and
 * no header can be forged. A text that is too long is cut before the byte that would not fit, at a character's border.
 */
export const metadataValue = (text: string): string => {
  let value = '';
  for (const character of text) {
    const isVisible = character > ' ' && character <= '~' && character !== '%';
    const encoded = isVisible
      ? character
      : Array.from(Buffer.from(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
    if (value.length + encoded.length > mostValueBytes) break;
    value += encoded;
  }
  return value;
};

/**
 * The quarantine in a bucket, under `quarantine/`. Needs `s3:PutObject` on that prefix.
 *
 * The object is the record as it came; `reason`, `origin` and `sentence` stand in its metadata, percent-encoded. The path is
 * determined by where the record was read, so keeping it twice writes the same object again.
 */
export const s3Quarantine = (bucket: string, calls: Calls<Pick<S3Calls, 'put'>> = s3Calls): Quarantine => ({
  keep: ({ path, reason, sentence, origin, bytes }) =>
    portCall('quarantine', 'keep', async () => {
      const key = path.startsWith('quarantine/') ? path : `quarantine/${path}`;
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
        },
      });
    }),
});
