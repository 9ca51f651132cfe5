import { datasets, severities } from '@bellwether/log-model';
import * as z from 'zod/mini';
import { findingFacts } from '../collect/window-facts.ts';
import { missingReasons } from '../windows/coverage.ts';

/** Raised when the meaning of a field changes. An analysis of another version is not compared with. */
export const analysisFactsVersion = 1;

/** The parts of an analysis, in the order in which people read them. */
export const sections = [
  'critical issues',
  'system health',
  'security',
  'unusual patterns',
  'performance',
  'trends',
  'recommendations',
  'coverage',
] as const;
export type Section = (typeof sections)[number];

const count = z.int().check(z.minimum(0));
const time = z.int();
const severity = z.enum(severities);
const bySeverity = z.partialRecord(severity, count);
const unit = z.enum(['ms', 'bytes', 'number']);

/**
 * One fact: a sentence of the program's own words, made of figures that it computed. What a log says is never part of the sentence; a
 * mark such as `[P3]`, `[D1]` or `[A2]` stands for it, and whoever shows the sentence puts the text in its place.
 */
const fact = z.object({
  id: z.string().check(z.regex(/^F\d+$/)),
  version: z.literal(1),
  section: z.enum(sections),
  kind: z.string(),
  sentence: z.string(),
  figures: z.record(z.string(), z.number()),
  mustName: z.exactOptional(z.string()).check(z.describe('Words that no narrator may leave out.')),
});
export type Fact = Readonly<z.output<typeof fact>>;

const numbers = z.object({ unit, count, min: z.number(), p50: z.number(), p95: z.number(), max: z.number() });
export type NumberFacts = Readonly<z.output<typeof numbers>>;

const slot = z.object({
  position: count,
  name: z.string(),
  numbers: z.exactOptional(numbers),
  rareValues: z.exactOptional(z.readonly(z.array(z.object({ value: z.string(), count, firstMs: time })))),
  topValues: z.exactOptional(z.readonly(z.array(z.object({ value: z.string(), count })))),
});
export type SlotSummary = Readonly<z.output<typeof slot>>;

const pattern = z.object({
  id: z.string().check(z.regex(/^P\d+$/)),
  key: z.string(),
  logSource: z.string(),
  templateId: z.string(),
  text: z.string(),
  severity,
  dataset: z.enum(datasets),
  count,
  errors: count.check(z.describe('Its events that are ERROR or CRITICAL.')),
  windows: count.check(z.describe('Windows with events of it.')),
  firstMs: time,
  lastMs: time,
  state: z.enum(['known', 'new', 'rare', 'gone']),
  sample: z.exactOptional(z.object({ eventId: z.string(), timeMs: time, text: z.string() })),
  slots: z.readonly(z.array(slot)),
});
export type PatternSummary = Readonly<z.output<typeof pattern>>;

const finding = z.extend(findingFacts, { number: z.string().check(z.regex(/^D\d+$/)) });
export type FindingSummary = Readonly<z.output<typeof finding>>;

const actor = z.object({
  id: z.string().check(z.regex(/^A\d+$/)),
  kind: z.enum(['identity', 'address']),
  actor: z.string(),
  events: count,
  failures: count,
  isNew: z.boolean(),
});
export type ActorSummary = Readonly<z.output<typeof actor>>;

const logSourceSummary = z.object({ logSource: z.string(), dataset: z.enum(datasets), events: count, errors: count });

const point = z.object({ startMs: time, endMs: time, events: count, errors: count });

/** What an analysis leaves for the next one to compare with. */
const totals = z.object({ events: count, errors: count, bySeverity, patterns: count });

/** All an analysis says. The same windows give the same facts. */
export const analysisFacts = z.object({
  version: z.literal(analysisFactsVersion),
  title: z.string(),
  selection: z.readonly(z.array(z.string())),
  period: z.object({ startMs: time, endMs: time }),
  coverage: z.object({
    planned: count,
    analysed: count,
    missing: z.readonly(
      z.array(z.object({ id: z.string(), startMs: time, endMs: time, reason: z.enum(missingReasons) })),
    ),
  }),
  totals,
  facts: z.readonly(z.array(fact)),
  logSources: z.readonly(z.array(logSourceSummary)),
  timeline: z.readonly(z.array(point)),
  patterns: z.readonly(z.array(pattern)),
  furtherPatterns: z.object({ patterns: count, events: count }),
  findings: z.readonly(z.array(finding)),
  actors: z.readonly(z.array(actor)),
  comparedWith: z.exactOptional(z.object({ startMs: time, endMs: time })),
});
export type AnalysisFacts = Readonly<z.output<typeof analysisFacts>>;

/** Facts of an earlier run as they were stored; undefined for anything that is not of this version. */
export const readAnalysisFacts = (document: unknown): AnalysisFacts | undefined => {
  const read = z.safeParse(analysisFacts, document);
  return read.success ? read.data : undefined;
};
