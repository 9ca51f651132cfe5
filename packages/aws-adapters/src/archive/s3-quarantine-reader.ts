import type { QuarantinePosition, QuarantineReader } from '@bellwether/ports';
import * as z from 'zod/mini';
import type { Calls } from '../clients.ts';
import { s3Calls } from '../clients.ts';
import type { S3Calls } from '../sdk/s3.ts';
import { listKeys, wholeObject } from './s3-lake.ts';
import { quarantinePrefix } from './s3-quarantine.ts';

const positionSchema = z.object({
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

const positionIn = (value: string | undefined): { readonly position?: QuarantinePosition } => {
  let written: unknown;
  try {
    written = JSON.parse(textOf(value));
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
  const read = z.safeParse(positionSchema, written);
  return read.success ? { position: read.data as QuarantinePosition } : {};
};

/** The quarantine of a bucket, read back. Needs `s3:GetObject` on its prefix and `s3:ListBucket`. */
export const s3QuarantineReader = (
  bucket: string,
  calls: Calls<Pick<S3Calls, 'get' | 'list'>> = s3Calls,
): QuarantineReader => ({
  list: async function* () {
    for await (const { path } of listKeys('quarantine', bucket, quarantinePrefix, calls)) {
      const object = await wholeObject('quarantine', bucket, path, calls);
      if (object === 'not_found') continue;
      const { reason, sentence, origin, position } = object.metadata;
      const said = {
        reason: textOf(reason),
        sentence: textOf(sentence),
        origin: textOf(origin),
        ...positionIn(position),
      };
      yield { path, ...said, bytes: object.bytes };
    }
  },
});
