import { PortError, type Lake } from '@bellwether/ports';
import * as z from 'zod/mini';
import { checkQuery } from '../check-query.ts';
import { reportsQuery, reportView, type CheckedReportsQuery, type ReportView } from '../contracts/reports.ts';
import { cursorOf, keyOfCursor } from '../cursor.ts';
import { QueryError } from '../query-error.ts';
import type { ActionReads } from '../read-model.ts';

/** Where reports are stored; an entry and its page lie beside each other. */
const prefix = 'reports/';

/** Reports of a span that can be paged through. */
const maxReports = 10_000;

/** Milliseconds until the year 2286 have 13 digits or fewer. */
const padded = (timeMs: number): string => String(timeMs).padStart(13, '0');

type Stored = Pick<ReportView, 'id' | 'fromMs' | 'toMs' | 'createdMs'>;

/**
 * Paths of a stored report, without a leading slash. The times are in the name, so that a span is listed without reading an entry.
 *
 * @example 'reports/1768482000000-1768474800000-1768478400000-4f0920afac5293c99e48aa6ccd28f58b.json'
 */
export const reportPaths = ({
  id,
  fromMs,
  toMs,
  createdMs,
}: Stored): { readonly entry: string; readonly page: string } => {
  const name = `${prefix}${[createdMs, fromMs, toMs].map(padded).join('-')}-${id}`;
  return { entry: `${name}.json`, page: `${name}.html` };
};

const entryPath = /^reports\/(\d{13})-(\d{13})-(\d{13})-([0-9a-f]{32})\.json$/;

const storedAt = (path: string): Stored | undefined => {
  const [, created = '', from = '', to = '', id] = entryPath.exec(path) ?? [];
  if (id === undefined) return undefined;
  return { id, createdMs: Number(created), fromMs: Number(from), toMs: Number(to) };
};

type Key = Pick<Stored, 'createdMs' | 'id'>;

const newestFirst = (left: Key, right: Key): number =>
  right.createdMs - left.createdMs || (left.id < right.id ? -1 : left.id > right.id ? 1 : 0);

const storedIn = async (
  lake: Pick<Lake, 'list'>,
  { fromMs, toMs }: CheckedReportsQuery,
): Promise<readonly Stored[]> => {
  const found: Stored[] = [];
  for await (const { path } of lake.list(prefix)) {
    const stored = storedAt(path);
    if (stored === undefined || stored.toMs <= fromMs || stored.fromMs >= toMs) continue;
    if (found.length === maxReports)
      throw new QueryError('too_broad', `More than ${maxReports} reports touch the span. Narrow it.`);
    found.push(stored);
  }
  return found.sort(newestFirst);
};

/** @throws PortError for an entry that is not one */
const viewOf = (bytes: Uint8Array | 'not_found'): ReportView | undefined => {
  // Removed since it was listed.
  if (bytes === 'not_found') return undefined;
  try {
    return z.parse(reportView, JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch (cause) {
    throw new PortError('lake', 'read', false, { cause });
  }
};

/** The read model's question about reports, over a lake that has them: the folder of a laptop, the bucket of the archive. */
export const readReports = (lake: Pick<Lake, 'list' | 'read'>): Pick<ActionReads, 'reports'> => ({
  reports: async (asked) => {
    const query = checkQuery(reportsQuery, asked);
    const [createdMs, id] =
      query.cursor === undefined ? [Infinity, ''] : keyOfCursor(query.cursor, 'reports', ['number', 'string']);
    const following = (await storedIn(lake, query)).filter((one) => newestFirst(one, { createdMs, id }) > 0);
    const page = following.slice(0, query.limit);
    const views = await Promise.all(page.map(async (one) => viewOf(await lake.read(reportPaths(one).entry))));
    const items = views.filter((view) => view !== undefined);
    const last = page.at(-1);
    return last === undefined || following.length === page.length
      ? { items }
      : { items, next: cursorOf('reports', [last.createdMs, last.id]) };
  },
});
