import { countWindowMs, severities, datasets, type Severity, type WindowCounts } from '@bellwether/log-model';
import type { CountStore } from '@bellwether/ports';
import { datasetFieldPrefix } from '../border.ts';
import { checkQuery } from '../check-query.ts';
import { seriesQuery, type CheckedSeriesQuery, type Series } from '../contracts/series.ts';
import type { StoreReads } from '../read-model.ts';

/** Rows of counters of the log datasets, one log source after the other. */
export const countsOf = async (
  counts: Pick<CountStore, 'rows' | 'scopes'>,
  { fromMs, toMs, logSources }: Pick<CheckedSeriesQuery, 'fromMs' | 'toMs' | 'logSources'>,
): Promise<{ readonly logSources: readonly string[]; readonly rows: readonly WindowCounts[] }> => {
  const asked = logSources ?? (await counts.scopes(fromMs, toMs));
  const rows: WindowCounts[] = [];
  for (const one of asked) for (const row of await counts.rows(one, fromMs, toMs)) rows.push(row);
  return { logSources: asked, rows };
};

type BySeverity = Partial<Record<Severity, number>>;

const datasetsOf = (rows: readonly WindowCounts[]): Series['datasets'] => {
  const sums = new Map<string, number>();
  for (const { fields } of rows) {
    for (const [field, events] of Object.entries(fields)) {
      if (field.startsWith(datasetFieldPrefix)) sums.set(field, (sums.get(field) ?? 0) + events);
    }
  }
  const bySeverityOf = (dataset: string): BySeverity =>
    Object.fromEntries(
      severities.flatMap((severity) => {
        const events = sums.get(`${datasetFieldPrefix}${dataset}/${severity}`);
        return events === undefined ? [] : [[severity, events]];
      }),
    );
  return datasets
    .map((dataset) => ({ dataset, bySeverity: bySeverityOf(dataset) }))
    .filter(({ bySeverity }) => Object.keys(bySeverity).length > 0);
};

/** The span in at most `maxPoints` stretches of whole windows, each with its events. */
const pointsOf = (rows: readonly WindowCounts[], { fromMs, toMs, maxPoints }: CheckedSeriesQuery) => {
  const windows = Math.max(1, Math.ceil((toMs - fromMs) / countWindowMs));
  const stepMs = Math.ceil(windows / maxPoints) * countWindowMs;
  const pointAt = (index: number): { startMs: number; events: number; bySeverity: BySeverity } => ({
    startMs: fromMs + index * stepMs,
    events: 0,
    bySeverity: {},
  });
  const points = Array.from({ length: Math.ceil((toMs - fromMs) / stepMs) }, (_, index) => pointAt(index));
  for (const { windowStartMs, fields } of rows) {
    const point = points[Math.floor((windowStartMs - fromMs) / stepMs)];
    if (point === undefined) continue;
    point.events += fields['events'] ?? 0;
    for (const severity of severities) {
      const events = fields[`severity:${severity}`];
      if (events !== undefined) point.bySeverity[severity] = (point.bySeverity[severity] ?? 0) + events;
    }
  }
  return { stepMs, points };
};

/** Events over time, from any count store. */
export const readSeries = (counts: Pick<CountStore, 'rows' | 'scopes'>): Pick<StoreReads, 'series'> => ({
  series: async (asked) => {
    const query = checkQuery(seriesQuery, asked);
    const { rows, logSources } = await countsOf(counts, query);
    return { logSources, ...pointsOf(rows, query), datasets: datasetsOf(rows) };
  },
});
