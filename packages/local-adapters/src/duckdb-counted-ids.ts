import { INTEGER, LIST, VARCHAR, listValue } from '@duckdb/node-api';
import type { CountedIdStore, IdClaim, IdEntry } from '@bellwether/ports';
import { appendRows } from './append-rows.ts';
import type { Database, Session } from './database.ts';

/** Pages of the entries whose number is not the next of its page. */
const refusedOf = async (session: Session, entries: readonly IdEntry[]): Promise<ReadonlySet<string>> => {
  const rows = await session.rows(
    `SELECT page, max(number)::INTEGER AS last FROM counted_ids WHERE page IN (SELECT unnest($1)) GROUP BY page`,
    [listValue(entries.map(({ page }) => page))],
    [LIST(VARCHAR)],
  );
  const last = new Map(rows.map((row) => [String(row['page']), Number(row['last'])]));
  return new Set(entries.flatMap(({ page, number }) => (number === (last.get(page) ?? -1) + 1 ? [] : [page])));
};

/** Counted ids in the state's database. They stay as long as the events in its archive. */
export const duckdbCountedIds = (database: Database): CountedIdStore => ({
  read: async (asked) => {
    if (asked.length === 0) return [];
    const rows = await database.work('countedIds', 'read', (session) =>
      session.rows(
        `SELECT asked.ordinal, stored.page, stored.number, stored.claims
         FROM (SELECT unnest($1) AS page, unnest($2) AS first, unnest(range(len($1))) AS ordinal) AS asked
         JOIN counted_ids AS stored ON stored.page = asked.page AND stored.number >= asked.first
         ORDER BY asked.ordinal, stored.number`,
        [listValue(asked.map(({ page }) => page)), listValue(asked.map(({ from }) => from))],
        [LIST(VARCHAR), LIST(INTEGER)],
      ),
    );
    return rows.map((row) => ({
      page: String(row['page']),
      number: Number(row['number']),
      claims: JSON.parse(String(row['claims'])) as readonly IdClaim[],
    }));
  },
  append: (entries) =>
    database.work('countedIds', 'append', async (session) => {
      const refused = await refusedOf(session, entries);
      await appendRows(session, 'counted_ids', (appender) => {
        for (const { page, number, claims } of entries) {
          if (refused.has(page)) continue;
          appender.appendVarchar(page);
          appender.appendInteger(number);
          appender.appendVarchar(JSON.stringify(claims));
          appender.endRow();
        }
      });
      return [...refused];
    }),
});
