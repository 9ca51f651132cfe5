import * as z from 'zod/mini';
import { severities, datasets } from './event.ts';
import type { Finding } from './finding.ts';
import { findingProvenances } from './provenance.ts';

const scoreSchema = z.number().check(z.minimum(0), z.maximum(1));
const timeSchema = z.number().check(z.minimum(0));

/** A finding as it crosses a process: into a workflow, out of a store. Refuses what the program would not have written. */
export const findingSchema = z.object({
  id: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,80}$/)),
  kind: z.enum(['rule', 'anomaly', 'threshold', 'risk']),
  rule: z.string(),
  title: z.string(),
  severity: z.enum(severities),
  score: scoreSchema,
  reasons: z.array(z.string()),
  scope: z.string(),
  dataset: z.enum(datasets),
  account: z.string(),
  region: z.string(),
  dedupeKey: z.string(),
  resources: z.record(z.string(), z.string()),
  evidence: z.array(z.string()),
  windowStartMs: timeSchema,
  firstSeenMs: timeSchema,
  lastSeenMs: timeSchema,
  count: z.number().check(z.minimum(0)),
  attack: z.optional(z.object({ tactic: z.string(), technique: z.string() })),
  provenance: z.optional(z.enum(findingProvenances)),
});

/** The parsed finding with absent fields left out, as the type has them. */
export const findingOf = (parsed: z.output<typeof findingSchema>): Finding => {
  const { attack, provenance, ...rest } = parsed;
  return { ...rest, ...(attack ? { attack } : {}), ...(provenance ? { provenance } : {}) };
};
