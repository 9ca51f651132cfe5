import { findingProvenances } from '@bellwether/log-model';
import * as z from 'zod/mini';
import {
  beginsBeforeItEnds,
  count,
  dataset,
  fieldList,
  findingKind,
  id,
  logSource,
  severity,
  severityList,
  spanShape,
  status,
  text,
  time,
} from './fields.ts';
import { pageOf, pageShape } from './page.ts';

/** A finding as people see it. */
export const findingView = z.object({
  id,
  kind: findingKind,
  rule: z.string(),
  title: z.string(),
  severity,
  score: z.number().check(z.minimum(0), z.maximum(1)),
  reasons: z.readonly(z.array(z.string())),
  logSource: z.string(),
  dataset,
  account: z.string(),
  region: z.string(),
  dedupeKey: z.string(),
  resources: z.readonly(z.record(z.string(), z.string())),
  evidence: z.readonly(z.array(z.string())),
  windowStartMs: time,
  firstSeenMs: time,
  lastSeenMs: time,
  count,
  attack: z.exactOptional(z.object({ tactic: z.string(), technique: z.string() })),
  provenance: z.exactOptional(z.enum(findingProvenances)),
  status,
  statusSinceMs: z.exactOptional(time),
  notifiedAtMs: z.exactOptional(time),
});
export type FindingView = Readonly<z.output<typeof findingView>>;
export type FindingField = keyof FindingView;

const fields = Object.keys(findingView.shape) as [FindingField, ...FindingField[]];

/**
 * Which findings are asked for: those last seen in the span that have all that is named.
 *
 * @example The open errors of the last hour, the worst first:
 *   `{ fromMs, toMs, severities: ['CRITICAL', 'ERROR'], statuses: ['new', 'in_progress'], order: 'severest' }`
 */
export const findingsQuery = z
  .strictObject({
    ...spanShape,
    severities: z.optional(severityList),
    statuses: z.optional(z.array(status).check(z.minLength(1), z.maxLength(4))),
    kinds: z.optional(z.array(findingKind).check(z.minLength(1), z.maxLength(4))),
    rule: z.optional(text(256)),
    logSource: z.optional(logSource),
    dataset: z.optional(dataset),
    account: z.optional(text(64)),
    region: z.optional(text(64)),
    tactic: z.optional(text(32)),
    technique: z.optional(text(32)),
    /** Contained in the title, a reason, the dedupe key or a resource, in any case. */
    text: z.optional(text(200)),
    order: z._default(z.enum(['newest', 'severest']), 'newest'),
    fields: fieldList(fields),
    ...pageShape(50, 500),
  })
  .check(beginsBeforeItEnds);
export type FindingsQuery = Readonly<z.input<typeof findingsQuery>>;
export type CheckedFindingsQuery = Readonly<z.output<typeof findingsQuery>>;

export const findingsPage = pageOf(z.partial(findingView));

/** One finding by its id. */
export const findingQuery = z.strictObject({ id });
export type FindingByIdQuery = Readonly<z.input<typeof findingQuery>>;
