import { identify } from '@bellwether/log-model';
import type { Archive } from '@bellwether/ports';
import { reportPaths, type ReportView } from '@bellwether/queries';

/** What is known of a report before it is stored. */
export type ReportToKeep = Pick<ReportView, 'title' | 'fromMs' | 'toMs' | 'createdMs' | 'findings'>;

/** What is stored beside a report's page. */
export interface BesideReport {
  readonly markdown: string;
  /** All that the report says, as a JSON document. */
  readonly facts: unknown;
  /** Reports of one name follow each other: `latest-<name>.json` leads to the last of them. Small letters, digits and `-`. */
  readonly name: string;
}

/** Where the entry of the last report of a name is copied to, and where its other documents are. */
export const latestPathOf = (name: string): string => `reports/latest-${name}.json`;

export const besidePathsOf = (report: ReportView): { readonly markdown: string; readonly facts: string } => {
  const { page } = reportPaths(report);
  const stem = page.slice(0, -'.html'.length);
  return { markdown: `${stem}.md`, facts: `${stem}.facts.json` };
};

/**
 * Stores a report so that the read model lists it: its page, then its entry, so that no entry is without a page. Storing the same report
 * again changes nothing.
 *
 * @param html  the whole page
 * @param beside  its other forms; the pointer to the latest is written last, so that it never leads to half a report
 * @throws PortError when the archive cannot be written
 */
export const keepReport = async (
  archive: Pick<Archive, 'write'>,
  report: ReportToKeep,
  html: string,
  beside?: BesideReport,
): Promise<ReportView> => {
  const { title, fromMs, toMs, createdMs } = report;
  const page = Buffer.from(html);
  const id = identify('report', title, String(fromMs), String(toMs), String(createdMs));
  const view: ReportView = { id, ...report, sizeBytes: page.byteLength };
  const paths = reportPaths(view);
  if (beside !== undefined) {
    const { markdown, facts } = besidePathsOf(view);
    await archive.write(markdown, Buffer.from(beside.markdown));
    await archive.write(facts, Buffer.from(JSON.stringify(beside.facts)));
  }
  await archive.write(paths.page, page);
  const entry = Buffer.from(JSON.stringify(view));
  await archive.write(paths.entry, entry);
  if (beside !== undefined) await archive.write(latestPathOf(beside.name), entry);
  return view;
};
