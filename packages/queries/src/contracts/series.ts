import { countWindowMs } from '@bellwether/log-model';
import * as z from 'zod/mini';
import { beginsBeforeItEnds, count, dataset, logSource, severity, spanShape, time } from './fields.ts';

const bySeverity = z.partialRecord(severity, count);

/**
 * Events over time, from the counters: exact for whole windows of five minutes, and cheap for any span. Anything narrower is
 * asked of the archive (`eventCounts`).
 */
export const seriesQuery = z
  .strictObject({
    ...spanShape,
    logSources: z.optional(z.array(logSource).check(z.maxLength(10_000))),
    /** Stretches of whole windows that the span is cut into, at most. */
    maxPoints: z._default(z.int().check(z.minimum(1), z.maximum(2_000)), 288),
  })
  .check(beginsBeforeItEnds);
export type SeriesQuery = Readonly<z.input<typeof seriesQuery>>;
export type CheckedSeriesQuery = Readonly<z.output<typeof seriesQuery>>;

export const series = z.object({
  logSources: z
    .readonly(z.array(z.string()))
    .check(z.describe('Log sources with events in the span, or those asked for.')),
  stepMs: z.int().check(z.minimum(countWindowMs)),
  points: z.readonly(z.array(z.object({ startMs: time, events: count, bySeverity }))),
  datasets: z.readonly(z.array(z.object({ dataset, bySeverity }))),
});
export type Series = Readonly<z.output<typeof series>>;
