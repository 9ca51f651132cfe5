import { oneLine } from '@bellwether/log-model';
import { fileLake, type LocalState } from '@bellwether/local-adapters';
import { reportPaths, type ReportView } from '@bellwether/queries';
import { besidePathsOf } from '@bellwether/report';
import { plural } from '@bellwether/report/figures';

const latestMs = 8.64e15;

/** Stored reports, the newest first. */
export const storedReports = async (state: Pick<LocalState, 'reads'>, limit: number): Promise<readonly ReportView[]> =>
  (await state.reads.reports({ fromMs: 0, toMs: latestMs, limit })).items;

/** One line about a stored report. */
export const reportLine = ({ id, title, fromMs, toMs, createdMs, findings }: ReportView): string => {
  const time = (timeMs: number): string => new Date(timeMs).toISOString().replace(/:\d\d\.\d{3}Z$/, 'Z');
  return `${time(createdMs)}  ${id}  ${time(fromMs)} to ${time(toMs)}  ${oneLine(title, 100)} (${plural(findings, 'finding')})`;
};

/**
 * A stored report in one of its forms: the one with this id, or the newest.
 *
 * @throws RangeError when there is no such report, or not in this form
 */
export const readStoredReport = async (
  state: Pick<LocalState, 'reads' | 'layout'>,
  id: string | undefined,
  format: 'markdown' | 'json' | 'html',
): Promise<string> => {
  const reports = await storedReports(state, 200);
  const report =
    id === undefined ? reports[0] : reports.find((one) => one.id === id || (id.length >= 6 && one.id.startsWith(id)));
  if (report === undefined)
    throw new RangeError(
      id === undefined
        ? 'There is no report yet. Make one with bellwether report.'
        : `There is no report ${oneLine(id, 80)}. bellwether report list names them.`,
    );
  const { markdown, facts } = besidePathsOf(report);
  const path = { markdown, json: facts, html: reportPaths(report).page }[format];
  const bytes = await fileLake(state.layout.archive).read(path);
  if (bytes === 'not_found')
    throw new RangeError(`The report ${report.id} was stored as a page only. Show it with --format html.`);
  return Buffer.from(bytes).toString('utf8');
};
