import type { Severity, Window } from '@bellwether/log-model';
import { findingOfView, type Series, type StoreReads, type TemplateView } from '@bellwether/queries';
import type { RecordAccounting, ReportFacts, DatasetCounts, TemplateFact, TimelinePoint } from './facts.ts';

/** The questions that a report asks. */
export type FactReads = Pick<StoreReads, 'findings' | 'series' | 'templates'>;

export interface PeriodOptions {
  readonly title: string;
  readonly period: Window;
  readonly records: RecordAccounting;
  /** Only these scopes; all with events in the period when absent. */
  readonly scopes?: readonly string[];
}

/** Limits of a report: templates that it names, findings that it contains, points of its chart. */
const maxTemplates = 20;
const maxFindings = 500;
const maxPoints = 288;

const datasetCountsOf = ({ datasets }: Series): readonly DatasetCounts[] =>
  datasets.map(({ dataset, bySeverity }) => ({ dataset, bySeverity }));

const errorSeverities: readonly Severity[] = ['ERROR', 'CRITICAL'];

const timelineOf = ({ points }: Series): readonly TimelinePoint[] =>
  points.map(({ startMs, events, bySeverity }) => ({
    startMs,
    events,
    errors: errorSeverities.reduce((sum, severity) => sum + (bySeverity[severity] ?? 0), 0),
  }));

const templateFactOf = ({ id, logSource, text, count, isNew }: TemplateView): TemplateFact => ({
  id,
  scope: logSource,
  text: text ?? '(no longer kept)',
  count,
  isNew,
});

/**
 * Gathers the facts of a period: counts, top templates, findings and events over time. Every figure comes from the counters;
 * nothing is estimated.
 *
 * @throws QueryError when the period ends before it begins; PortError when a store fails
 */
export const gatherFacts = async (reads: FactReads, options: PeriodOptions): Promise<ReportFacts> => {
  const { period, title, records, scopes } = options;
  const span = { fromMs: period.startMs, toMs: period.endMs };
  const series = await reads.series({ ...span, maxPoints, ...(scopes && { logSources: [...scopes] }) });
  const logSources = [...series.logSources];
  const templates = await reads.templates({ ...span, logSources, limit: maxTemplates });
  const findings = await reads.findings({ ...span, order: 'severest', limit: maxFindings });
  const known = new Set(logSources);
  return {
    title,
    period,
    records,
    datasets: datasetCountsOf(series),
    templates: templates.items.map(templateFactOf),
    findings: findings.items.filter(({ logSource }) => known.has(logSource)).map(findingOfView),
    timeline: timelineOf(series),
    remediations: [],
  };
};
