import { identify } from '@bellwether/log-model';
import type { Archive } from '@bellwether/ports';
import { reportPaths, type ReportView } from '@bellwether/queries';

/** What is known of a report before it is stored. */
export type ReportToKeep = Pick<ReportView, 'title' | 'fromMs' | 'toMs' | 'createdMs' | 'findings'>;

/**
 * Stores a report so that the read model lists it: its page, then its entry, so that no entry is without a page. Storing the same report
 * again changes nothing.
 *
 * @param html  the whole page
 * @throws PortError when the archive cannot be written
 */
export const keepReport = async (
  archive: Pick<Archive, 'write'>,
  report: ReportToKeep,
  html: string,
): Promise<ReportView> => {
  const { title, fromMs, toMs, createdMs } = report;
  const page = Buffer.from(html);
  const id = identify('report', title, String(fromMs), String(toMs), String(createdMs));
  const view: ReportView = { id, ...report, sizeBytes: page.byteLength };
  const paths = reportPaths(view);
  await archive.write(paths.page, page);
  await archive.write(paths.entry, Buffer.from(JSON.stringify(view)));
  return view;
};
