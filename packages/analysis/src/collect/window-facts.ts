import { datasets, findingProvenances, severities } from '@bellwether/log-model';
import * as z from 'zod/mini';

/** Raised when the meaning of a field changes: facts of another version are analysed again, never misread. */
export const windowFactsVersion = 1;

const count = z.int().check(z.minimum(0));
const time = z.int();
const severity = z.enum(severities);
const bySeverity = z.partialRecord(severity, count);

const sketch = z.object({
  count,
  min: z.number(),
  max: z.number(),
  bins: z.readonly(z.array(z.readonly(z.tuple([z.int(), count])))),
});

/** A value of a slot, and how often it occurred. */
const slotValue = z.object({ value: z.string(), count, firstMs: time });
export type SlotValue = Readonly<z.output<typeof slotValue>>;

const slotFacts = z.object({
  position: count.check(z.describe('Number of the parameter in its pattern, from 0.')),
  name: z.string(),
  numbers: z.exactOptional(
    z.object({ unit: z.enum(['ms', 'bytes', 'number']), sketch }).check(z.describe('Where the values are numbers.')),
  ),
  values: z
    .exactOptional(z.readonly(z.array(slotValue)))
    .check(z.describe('Every value, where there are few; the most frequent first.')),
});
export type SlotFacts = Readonly<z.output<typeof slotFacts>>;

const sample = z.object({ eventId: z.string(), timeMs: time, text: z.string() });

/** A pattern with events in a window. */
export const patternFacts = z.object({
  key: z.string().check(z.describe('Made of log source and template: the same in every window.')),
  logSource: z.string(),
  templateId: z.string(),
  text: z.string(),
  severity: severity.check(z.describe('The most severe of its events.')),
  dataset: z.enum(datasets),
  count,
  errors: count.check(z.describe('Its events that are ERROR or CRITICAL.')),
  firstMs: time,
  lastMs: time,
  knownSinceMs: z.exactOptional(time).check(z.describe('When its template was first seen; absent where unknown.')),
  samples: z.readonly(z.array(sample)),
  slots: z.readonly(z.array(slotFacts)),
});
export type PatternFacts = Readonly<z.output<typeof patternFacts>>;

const actorFacts = z.object({ actor: z.string(), events: count, failures: count });

/** A finding that was seen in a window. */
export const findingFacts = z.object({
  id: z.string(),
  rule: z.string(),
  title: z.string(),
  severity,
  logSource: z.string(),
  dataset: z.enum(datasets),
  count,
  firstSeenMs: time,
  lastSeenMs: time,
  status: z.enum(['new', 'in_progress', 'suppressed', 'resolved']),
  provenance: z.exactOptional(z.enum(findingProvenances)),
});
export type FindingFacts = Readonly<z.output<typeof findingFacts>>;

const logSourceFacts = z.object({ logSource: z.string(), dataset: z.enum(datasets), bySeverity });

/** A number that events carry as a field, such as the duration of a request. */
const fieldFacts = z.object({
  logSource: z.string(),
  field: z.string(),
  unit: z.enum(['ms', 'bytes', 'number']),
  sketch,
});
export type FieldFacts = Readonly<z.output<typeof fieldFacts>>;

/**
 * Everything the analysis keeps of one window. Bounded, made of redacted text alone, and stored by reference: states of a machine pass
 * its key on, never its content.
 */
export const windowFacts = z.object({
  version: z.literal(windowFactsVersion),
  window: z.object({ id: z.string(), startMs: time, endMs: time }),
  events: count,
  bySeverity,
  logSources: z.readonly(z.array(logSourceFacts)),
  patterns: z.readonly(z.array(patternFacts)),
  further: z.object({
    patterns: count.check(z.describe('Events of patterns that found no room.')),
    actors: count.check(z.describe('Events of actors that found no room.')),
  }),
  fields: z.readonly(z.array(fieldFacts)),
  identities: z.readonly(z.array(actorFacts)),
  addresses: z.readonly(z.array(actorFacts)),
  findings: z.readonly(z.array(findingFacts)),
});
export type WindowFacts = Readonly<z.output<typeof windowFacts>>;
export type ActorCount = Readonly<z.output<typeof actorFacts>>;
