import { categories, findingStates, severities, datasets, wholeSpan, type TimeSpan } from '@bellwether/log-model';
import * as z from 'zod/mini';

/** Latest time that a date can contain, epoch milliseconds UTC. */
export const maxTimeMs = 8.64e15;

export const time = z.int().check(z.minimum(-maxTimeMs), z.maximum(maxTimeMs), z.describe('Epoch milliseconds UTC.'));

/** The half-open span that every list is bounded by. */
export const spanShape = { fromMs: time, toMs: time };

/** Refuses a span that ends before it begins. */
export const beginsBeforeItEnds = z.refine<TimeSpan>((span) => wholeSpan(span) !== undefined, {
  path: ['toMs'],
  error: 'The span ends before it begins.',
});

/** Text of a query. Bounded, since it becomes part of a statement. */
export const text = (maxLength: number) => z.string().check(z.maxLength(maxLength));

/** A count of events or findings. */
export const count = z.int().check(z.minimum(0));

export const severity = z.enum(severities);
export const severityList = z.array(severity).check(z.minLength(1), z.maxLength(severities.length));
export const dataset = z.enum(datasets).check(z.describe('What wrote the record, such as cloudtrail.'));
export const category = z.enum(categories);
export const status = z.enum(findingStates).check(z.describe('What people decided; `new` until they do.'));
export const findingKind = z.enum(['rule', 'anomaly', 'threshold', 'risk']);

export const maxIdCharacters = 256;
export const id = z.string().check(z.minLength(1), z.maxLength(maxIdCharacters));

/** `<account>:<log group>`, or `<account>:<dataset>` where there is no group: what a baseline belongs to. */
export const logSource = text(4_096).check(z.describe('<account>:<log group or dataset>'));

/** A list of field names; all fields when it is absent. */
export const fieldList = <Name extends string>(names: readonly [Name, ...Name[]]) =>
  z.optional(z.array(z.enum(names)).check(z.minLength(1), z.maxLength(names.length)));
