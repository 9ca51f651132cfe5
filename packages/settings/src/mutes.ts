import * as z from 'zod/mini';
import { accountField, described, globField, datasetField, textField } from './fields.ts';

/** What a mute may name; one at least, since a mute that names none would silence everything. */
const matchers = ['rule', 'dataset', 'logGroup', 'account'] as const;

/** `2030-02-31` is read as a day of March: only what comes out as it went in exists. */
const isTime = (text: string): boolean => {
  const timeMs = Date.parse(text);
  return !Number.isNaN(timeMs) && new Date(timeMs).toISOString() === text.replace('Z', '.000Z');
};

/** A time in UTC to the second; its JSON Schema keeps the pattern, the calendar is checked besides. */
export const utcTimeField = (description: string) =>
  z
    .string()
    .check(
      z.regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/, { abort: true }),
      z.refine(isTime, { params: { problem: 'is not a time that exists.' } }),
      described(description),
    );

/** Findings that are stored and counted but notify nobody until a time. */
export const muteSchema = z
  .strictObject({
    rule: z.exactOptional(globField('Rule of the findings, such as `root-activity` or `threshold-payments`.')),
    dataset: z.exactOptional(datasetField('What wrote the events.')),
    logGroup: z.exactOptional(
      globField('Log group, or dataset where there is no group: the scope behind its account.'),
    ),
    account: z.exactOptional(accountField()),
    until: utcTimeField('When the mute ends, in UTC, such as 2030-01-31T00:00:00Z.'),
    reason: z
      .string()
      .check(
        z.minLength(10),
        z.maxLength(256),
        described('For whoever wonders at the silence; ten characters or more.'),
      ),
    by: z.exactOptional(textField('Who asked for it.')),
  })
  .check(
    z.refine((mute) => matchers.some((name) => mute[name] !== undefined), {
      params: { problem: `must name one of ${matchers.join(', ')}: otherwise it would silence everything.` },
    }),
    z.meta({ anyOf: matchers.map((name) => ({ required: [name] })) }),
  );

export const mutesSchema = z
  .array(muteSchema)
  .check(
    z.maxLength(500),
    described('Findings that notify nobody for a while. Everything that a mute names has to match.'),
  );

export type Mute = z.output<typeof muteSchema>;
