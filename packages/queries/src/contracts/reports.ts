import * as z from 'zod/mini';
import { beginsBeforeItEnds, count, id, spanShape, time } from './fields.ts';
import { pageOf, pageShape } from './page.ts';

/** A stored report. */
export const reportView = z.object({
  id,
  title: z.string(),
  fromMs: time,
  toMs: time,
  createdMs: time,
  findings: count,
  sizeBytes: count,
});
export type ReportView = Readonly<z.output<typeof reportView>>;

/** Reports whose period touches the span, the newest first. */
export const reportsQuery = z.strictObject({ ...spanShape, ...pageShape(50, 200) }).check(beginsBeforeItEnds);
export type ReportsQuery = Readonly<z.input<typeof reportsQuery>>;
export type CheckedReportsQuery = Readonly<z.output<typeof reportsQuery>>;
export const reportsPage = pageOf(reportView);
