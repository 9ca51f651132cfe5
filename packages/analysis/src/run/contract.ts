import * as z from 'zod/mini';
import { missingReasons } from '../windows/coverage.ts';
import { sourceKinds } from '../sources/source-offer.ts';

const id = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const count = z.int().check(z.minimum(0));
const moment = z.iso.datetime({ offset: true });

/** What is asked of an analysis. */
export const analysisRequest = z.object({
  groups: z
    ._default(z.array(z.string().check(z.minLength(1), z.maxLength(512))).check(z.maxLength(50)), [])
    .check(z.describe('Patterns of log groups, or of datasets, in which `*` stands for any text; all when empty.')),
  days: z._default(z.int().check(z.minimum(1), z.maximum(30)), 30),
  until: z
    .optional(moment)
    .check(z.describe('End of the analysed time, ISO 8601; the last whole hour that is settled when absent.')),
  time: z.optional(moment).check(z.describe('When the run was due, as a schedule says it; now when absent.')),
  source: z._default(z.enum(['auto', ...sourceKinds]), 'auto'),
  revision: z
    ._default(z.string().check(z.regex(/^[a-z0-9-]{0,40}$/)), '')
    .check(z.describe('Another text analyses the same time afresh instead of using what is there.')),
});
export type AnalysisRequest = z.input<typeof analysisRequest>;
export type CheckedAnalysisRequest = z.output<typeof analysisRequest>;

/** What a machine goes on with: ids alone, never facts. */
export const analysisPlanned = z.object({
  decision: z.enum(['analyze', 'refuse']),
  reason: z.string().check(z.describe('What will be read and what it costs, or why nothing is.')),
  runId: id,
  spread: z.enum(['few', 'many']).check(z.describe('`many` where the ids are in the list of the run alone.')),
  windowIds: z.array(id),
  windowList: z.string().check(z.describe('Path of the list of ids in the lake, one JSON object a line.')),
  windows: count,
});
export type AnalysisPlanned = z.output<typeof analysisPlanned>;

export const windowRequest = z.object({ runId: id, windowId: id });
export type WindowRequest = z.output<typeof windowRequest>;

export const windowResult = z.object({
  windowId: id,
  outcome: z.enum(['analyzed', 'known', 'missing']),
  reason: z.optional(z.enum(missingReasons)),
  events: count,
});
export type WindowResult = z.output<typeof windowResult>;

export const summaryRequest = z.object({ runId: id });
export type SummaryRequest = z.output<typeof summaryRequest>;

export const summaryResult = z.object({
  runId: id,
  reportId: id,
  page: z.string().check(z.describe('Path of the page in the lake.')),
  planned: count,
  analyzed: count,
  coverage: z.string().check(z.describe('Such as `28 of 30 windows`.')),
  findings: count,
  writtenBy: z.string(),
});
export type SummaryResult = z.output<typeof summaryResult>;
