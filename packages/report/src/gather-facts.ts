import {
  defaultNoveltyPolicy,
  severities,
  sources,
  type Finding,
  type Severity,
  type Window,
  type WindowCounts,
} from '@bellwether/log-model';
import type { Ports } from '@bellwether/ports';
import type { RecordTally, ReportFacts, SourceCounts, TemplateFact, TimelinePoint } from './facts.ts';

export type FactPorts = Pick<Ports, 'counts' | 'findings' | 'templates'>;

export interface PeriodOptions {
  readonly title: string;
  readonly period: Window;
  readonly records: RecordTally;
  /** Only these scopes; all with events in the period unless told. */
  readonly scopes?: readonly string[];
}

/** Templates a report names, findings it holds, and points its chart has, at most. */
const mostTemplates = 20;
const mostFindings = 500;
const mostPoints = 288;

const countsBySource = (rows: readonly WindowCounts[]): readonly SourceCounts[] => {
  const sums = new Map<string, number>();
  for (const row of rows) {
    for (const [field, count] of Object.entries(row.fields)) {
      if (field.startsWith('source:')) sums.set(field, (sums.get(field) ?? 0) + count);
    }
  }
  const bySeverityOf = (source: string): Partial<Record<Severity, number>> =>
    Object.fromEntries(
      severities.flatMap((severity) => {
        const count = sums.get(`source:${source}/${severity}`);
        return count === undefined ? [] : [[severity, count]];
      }),
    );
  return sources
    .map((source) => ({ source, bySeverity: bySeverityOf(source) }))
    .filter(({ bySeverity }) => Object.keys(bySeverity).length > 0);
};

/** The period's events and errors in at most `mostPoints` stretches of whole windows. */
const timelineOf = (rows: readonly WindowCounts[], period: Window, windowMs: number): readonly TimelinePoint[] => {
  const windows = Math.max(1, Math.ceil((period.endMs - period.startMs) / windowMs));
  const stretchMs = Math.ceil(windows / mostPoints) * windowMs;
  const points = new Map<number, { events: number; errors: number }>();
  for (const { windowStartMs, fields } of rows) {
    const startMs = period.startMs + Math.floor((windowStartMs - period.startMs) / stretchMs) * stretchMs;
    const point = points.get(startMs) ?? { events: 0, errors: 0 };
    point.events += fields['events'] ?? 0;
    point.errors += (fields['severity:ERROR'] ?? 0) + (fields['severity:CRITICAL'] ?? 0);
    points.set(startMs, point);
  }
  const count = Math.ceil((period.endMs - period.startMs) / stretchMs);
  return Array.from({ length: count }, (_, index) => {
    const startMs = period.startMs + index * stretchMs;
    return { startMs, ...(points.get(startMs) ?? { events: 0, errors: 0 }) };
  });
};

const topTemplates = async (
  ports: FactPorts,
  rows: readonly WindowCounts[],
  period: Window,
): Promise<readonly TemplateFact[]> => {
  const sums = new Map<string, { scope: string; id: string; count: number }>();
  for (const { scope, fields } of rows) {
    for (const [field, count] of Object.entries(fields)) {
      if (!field.startsWith('template:')) continue;
      const id = field.slice('template:'.length);
      const sum = sums.get(`${id} ${scope}`) ?? { scope, id, count: 0 };
      sum.count += count;
      sums.set(`${id} ${scope}`, sum);
    }
  }
  const top = [...sums.values()].sort((left, right) => right.count - left.count).slice(0, mostTemplates);
  const stored = await Promise.all(
    [...new Set(top.map(({ scope }) => scope))].map((scope) => ports.templates.load(scope)),
  );
  // A scope's own beginning is not news: a template is new when its scope was known for a while before it.
  const scopeSince = new Map<string, number>();
  for (const { scope, firstSeenMs } of stored.flat())
    scopeSince.set(scope, Math.min(scopeSince.get(scope) ?? firstSeenMs, firstSeenMs));
  const byKey = new Map(stored.flat().map((template) => [`${template.id} ${template.scope}`, template]));
  return top.map(({ scope, id, count }) => {
    const template = byKey.get(`${id} ${scope}`);
    const knownForMs =
      template === undefined ? 0 : template.firstSeenMs - (scopeSince.get(scope) ?? template.firstSeenMs);
    const isNew =
      template !== undefined && template.firstSeenMs >= period.startMs && knownForMs >= defaultNoveltyPolicy.learningMs;
    return { id, scope, text: template?.text ?? '(no longer kept)', count, isNew };
  });
};

/**
 * Gathers the facts of a period from the stores: counts, top templates, findings and the course of events. Every figure
 * comes from the counters; nothing is estimated.
 *
 * @param windowMs  length of the count windows, milliseconds
 */
export const gatherFacts = async (ports: FactPorts, options: PeriodOptions, windowMs: number): Promise<ReportFacts> => {
  const { period, title, records } = options;
  const scopes = options.scopes ?? (await ports.counts.scopes(period.startMs, period.endMs));
  const rows: WindowCounts[] = [];
  for (const scope of scopes) {
    for (const row of await ports.counts.rows(scope, period.startMs, period.endMs)) rows.push(row);
  }
  const known = new Set(scopes);
  const stored = await ports.findings.list(period.startMs, period.endMs, mostFindings);
  const findings: readonly Finding[] = stored.map(({ finding }) => finding).filter(({ scope }) => known.has(scope));
  return {
    title,
    period,
    records,
    sources: countsBySource(rows),
    templates: await topTemplates(ports, rows, period),
    findings,
    timeline: timelineOf(rows, period, windowMs),
    remediations: [],
  };
};
