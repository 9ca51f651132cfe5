import { countWindowMs, type Severity, type Window } from '@bellwether/log-model';
import { findingOfView, type Series, type StoreReads, type TemplateView } from '@bellwether/queries';
import type { RecordAccounting, ReportFacts, DatasetCounts, TemplateFact, TimelinePoint } from './facts.ts';
import { niceStep } from './nice-step.ts';

/** The questions that a report asks. */
export type FactReads = Pick<StoreReads, 'findings' | 'series' | 'templates'>;

export interface PeriodOptions {
  readonly title: string;
  readonly period: Window;
  readonly records: RecordAccounting;
  /** Only these scopes; all with events in the period when absent. */
  readonly scopes?: readonly string[];
}

/** Limits of a report: templates that it names and their bars, findings that it contains. */
const maxTemplates = 200;
const maxBars = 48;
const maxFindings = 500;
const maxCountedFindings = 20_000;
/** Windows of five minutes of a day, and of what is late by an hour. */
const maxPoints = 300;

const datasetCountsOf = ({ datasets }: Series): readonly DatasetCounts[] =>
  datasets.map(({ dataset, bySeverity }) => ({ dataset, bySeverity }));

const errorSeverities: readonly Severity[] = ['ERROR', 'CRITICAL'];

/** A point of the chart from counts by severity. */
export const timelinePoint = (
  startMs: number,
  events: number,
  bySeverity: Readonly<Partial<Record<Severity, number>>>,
): TimelinePoint => ({
  startMs,
  events,
  errors: errorSeverities.reduce((sum, severity) => sum + (bySeverity[severity] ?? 0), 0),
  bySeverity,
});

const timelineOf = ({ points }: Series): readonly TimelinePoint[] =>
  points.map(({ startMs, events, bySeverity }) => timelinePoint(startMs, events, bySeverity));

const templateFactOf = ({ id, logSource, text, count, isNew, bars }: TemplateView): TemplateFact => ({
  id,
  scope: logSource,
  text: text ?? '(no longer kept)',
  count,
  isNew,
  ...(bars === undefined ? {} : { bars }),
});

/** The most severe findings of the log sources, and how many more there are. */
const readFindings = async (
  reads: Pick<StoreReads, 'findings'>,
  span: { readonly fromMs: number; readonly toMs: number },
  logSources: ReadonlySet<string>,
): Promise<Pick<ReportFacts, 'findings' | 'furtherFindings'>> => {
  const findings: ReportFacts['findings'][number][] = [];
  let [further, read] = [0, 0];
  let cursor: string | undefined;
  do {
    const more = cursor === undefined ? {} : { cursor };
    const page = await reads.findings({ ...span, order: 'severest', limit: maxFindings, ...more });
    for (const view of page.items) {
      if (!logSources.has(view.logSource)) continue;
      if (findings.length < maxFindings) findings.push(findingOfView(view));
      else further += 1;
    }
    read += page.items.length;
    cursor = page.next;
  } while (cursor !== undefined && read < maxCountedFindings);
  return { findings, ...(further > 0 ? { furtherFindings: further } : {}) };
};

/**
 * Gathers the facts of a period: counts, top templates, findings and events over time. Every figure comes from the counters;
 * nothing is estimated.
 *
 * @throws QueryError when the period ends before it begins; PortError when a store fails
 */
export const gatherFacts = async (reads: FactReads, options: PeriodOptions): Promise<ReportFacts> => {
  const { period, title, records, scopes } = options;
  const span = { fromMs: period.startMs, toMs: period.endMs };
  const stepMs = niceStep(span.toMs - span.fromMs, maxPoints, countWindowMs);
  const points = Math.max(1, Math.ceil((span.toMs - span.fromMs) / stepMs));
  const asked = scopes === undefined ? {} : { logSources: [...scopes] };
  const series = await reads.series({ ...span, maxPoints: points, ...asked });
  const logSources = [...series.logSources];
  const templates = await reads.templates({ ...span, logSources, limit: maxTemplates, maxBars });
  return {
    title,
    period,
    records,
    datasets: datasetCountsOf(series),
    templates: templates.items.map(templateFactOf),
    ...(await readFindings(reads, span, new Set(logSources))),
    timeline: timelineOf(series),
    timelineStepMs: series.stepMs,
    remediations: [],
  };
};
