import * as z from 'zod/mini';
import {
  archiveSpanFits,
  eventFilterShape,
  maxArchiveSpanMs,
  maxTimeOfArchiveMs,
  safeId,
  safeText,
} from './archive-filter.ts';
import { beginsBeforeItEnds, category, count, dataset, fieldList, id, severity, time } from './fields.ts';
import { pageOf, pageShape } from './page.ts';

/** Events before and after a line that are looked at: one hour each. */
export const maxContextMs = 3_600_000;

/** An archived event. */
export const eventView = z.object({
  id,
  timestampMs: time,
  dataset,
  account: z.string(),
  region: z.string(),
  logGroup: z.string(),
  logStream: z.string(),
  severity,
  category,
  message: z.string(),
  attributes: z.readonly(
    z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.readonly(z.array(z.string()))])),
  ),
  templateId: z.string(),
});
export type EventView = Readonly<z.output<typeof eventView>>;
export type EventField = keyof EventView;

export const eventFields = Object.keys(eventView.shape) as [EventField, ...EventField[]];

/**
 * Which events are asked for.
 *
 * @example The lines of a finding's evidence: `{ fromMs: firstSeenMs, toMs: lastSeenMs + 1, ids: finding.evidence }`
 */
export const eventsQuery = z
  .strictObject({
    ...eventFilterShape,
    order: z._default(z.enum(['newest', 'oldest']), 'newest'),
    fields: fieldList(eventFields),
    ...pageShape(100, 1_000),
  })
  .check(beginsBeforeItEnds, archiveSpanFits);
export type EventsQuery = Readonly<z.input<typeof eventsQuery>>;
export type CheckedEventsQuery = Readonly<z.output<typeof eventsQuery>>;
export const eventsPage = pageOf(z.partial(eventView));

/** Every event of a filter, for what needs all of them. */
export const scanQuery = z
  .strictObject({ ...eventFilterShape, fields: fieldList(eventFields) })
  .check(beginsBeforeItEnds, archiveSpanFits);
export type ScanQuery = Readonly<z.input<typeof scanQuery>>;
export type CheckedScanQuery = Readonly<z.output<typeof scanQuery>>;

/** The lines around one line of a log group, or of one stream of it. */
export const contextQuery = z.strictObject({
  id: safeId,
  timestampMs: z.int().check(z.minimum(0), z.maximum(maxTimeOfArchiveMs - 1), z.describe('Epoch milliseconds UTC.')),
  account: safeText(64),
  logGroup: safeText(512),
  logStream: z.optional(safeText(512)),
  before: z._default(z.int().check(z.minimum(0), z.maximum(100)), 5),
  after: z._default(z.int().check(z.minimum(0), z.maximum(100)), 5),
  fields: fieldList(eventFields),
});
export type ContextQuery = Readonly<z.input<typeof contextQuery>>;
export type CheckedContextQuery = Readonly<z.output<typeof contextQuery>>;
export const contextLines = z.object({ lines: z.array(z.partial(eventView)) });

export const countedBy = ['severity', 'dataset', 'account', 'region', 'logGroup', 'templateId', 'category'] as const;

/** How many events there are, by one of their fields and by time. The most frequent first inside each stretch of time. */
export const eventCountsQuery = z
  .strictObject({
    ...eventFilterShape,
    by: z.optional(z.enum(countedBy)),
    /** Length of a stretch of time; the whole span when absent. */
    stepMs: z.optional(z.int().check(z.minimum(1_000), z.maximum(maxArchiveSpanMs))),
    limit: z._default(z.int().check(z.minimum(1), z.maximum(5_000)), 1_000),
  })
  .check(beginsBeforeItEnds, archiveSpanFits);
export type EventCountsQuery = Readonly<z.input<typeof eventCountsQuery>>;
export type CheckedEventCountsQuery = Readonly<z.output<typeof eventCountsQuery>>;

export const eventCounts = z.object({
  counts: z.array(z.object({ startMs: time, key: z.exactOptional(z.string()), events: count })),
  /** There are more than `limit`. */
  isCut: z.boolean(),
});
export type EventCounts = Readonly<z.output<typeof eventCounts>>;
