import type { TimeSpan } from '@bellwether/log-model';
import * as z from 'zod/mini';
import { category, dataset, id, severityList, spanShape, text } from './fields.ts';

/** Longest span that one question may ask the archive about: 92 days. Longer ones are asked part by part. */
export const maxArchiveSpanMs = 92 * 86_400_000;

/** Name of an attribute, such as `source.ip`. It becomes part of a path, so nothing but these characters is taken. */
const attributeName = z.string().check(z.regex(/^[A-Za-z0-9_@-]{1,60}(\.[A-Za-z0-9_@-]{1,60}){0,8}$/));

/** Refuses a span that is longer than one question may ask about. */
export const archiveSpanFits = z.refine<TimeSpan>(({ fromMs, toMs }) => toMs - fromMs <= maxArchiveSpanMs, {
  path: ['toMs'],
  error: 'The span is longer than 92 days. Ask for it part by part.',
});

/** What selects events of the archive; all that is named must hold. */
export const eventFilterShape = {
  ...spanShape,
  account: z.optional(text(64)),
  region: z.optional(text(64)),
  logGroup: z.optional(text(512)),
  logStream: z.optional(text(512)),
  dataset: z.optional(dataset),
  severities: z.optional(severityList),
  category: z.optional(category),
  templateId: z.optional(id),
  ids: z.optional(z.array(id).check(z.minLength(1), z.maxLength(100))),
  /** Contained in the message, in any case. */
  text: z.optional(text(200)),
  /** The user name or id that a record names. */
  identity: z.optional(text(512)),
  /** The source address that a record names. */
  address: z.optional(text(128)),
  attributes: z.optional(
    z.array(z.strictObject({ name: attributeName, value: text(512) })).check(z.minLength(1), z.maxLength(8)),
  ),
};
export type EventFilter = Readonly<z.output<z.ZodMiniObject<typeof eventFilterShape>>>;
