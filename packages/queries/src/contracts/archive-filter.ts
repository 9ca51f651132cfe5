import type { TimeSpan } from '@bellwether/log-model';
import * as z from 'zod/mini';
import { category, dataset, maxIdCharacters, severityList, text } from './fields.ts';

/** First moment after the times that the archive can contain: the end of the year 9999, the last that a date in SQL takes. */
export const maxTimeOfArchiveMs = 253_402_300_800_000;

/** A time of the archive: its partitions are dates of four-digit years. */
export const archiveTime = z
  .int()
  .check(z.minimum(0), z.maximum(maxTimeOfArchiveMs), z.describe('Epoch milliseconds UTC.'));

/** A text of an archive query. U+0000 is refused: not every client passes it on. */
export const safeText = (maxLength: number) => text(maxLength).check(z.regex(/^[^\0]*$/));
export const safeId = safeText(maxIdCharacters).check(z.minLength(1));

/** Longest span that one question may ask the archive about: 92 days. Longer ones are asked part by part. */
export const maxArchiveSpanMs = 92 * 86_400_000;

/** Name of an attribute, such as `source.ip`. It becomes part of a path, so nothing but these characters is taken. */
const attributeName = z.string().check(z.regex(/^[A-Za-z0-9_@-]{1,60}(\.[A-Za-z0-9_@-]{1,60}){0,8}$/));

/** Refuses a span that is longer than one question may ask about. */
export const archiveSpanFits = z.refine<TimeSpan>(({ fromMs, toMs }) => toMs - fromMs <= maxArchiveSpanMs, {
  path: ['toMs'],
  error: 'The span is longer than 92 days. Ask for it part by part.',
});

/** What selects events of the archive; every condition that is named must be true. */
export const eventFilterShape = {
  fromMs: archiveTime,
  toMs: archiveTime,
  account: z.optional(safeText(64)),
  region: z.optional(safeText(64)),
  logGroup: z.optional(safeText(512)),
  logGroups: z.optional(z.array(safeText(512)).check(z.minLength(1), z.maxLength(200))),
  logStream: z.optional(safeText(512)),
  dataset: z.optional(dataset),
  severities: z.optional(severityList),
  category: z.optional(category),
  templateId: z.optional(safeId),
  ids: z.optional(z.array(safeId).check(z.minLength(1), z.maxLength(100))),
  /** Contained in the message, in any case. */
  text: z.optional(safeText(200)),
  /** The user name or id that a record names. */
  identity: z.optional(safeText(512)),
  /** The source address that a record names. */
  address: z.optional(safeText(128)),
  attributes: z.optional(
    z.array(z.strictObject({ name: attributeName, value: safeText(512) })).check(z.minLength(1), z.maxLength(8)),
  ),
};
export type EventFilter = Readonly<z.output<z.ZodMiniObject<typeof eventFilterShape>>>;
