import { BIGINT, LIST, VARCHAR, listValue } from '@duckdb/node-api';
import { describeRefusal, sortChanges, type Template } from '@bellwether/log-model';
import { PortError, type TemplateStore } from '@bellwether/ports';
import { toBig } from './big-number.ts';
import type { Database, Row, Session } from './database.ts';

const toTemplate = (row: Row): Template => ({
  id: String(row['id']),
  scope: String(row['scope']),
  text: String(row['text']),
  birthText: String(row['birth_text']),
  count: Number(row['count']),
  firstSeenMs: Number(row['first_seen_ms']),
  ...(typeof row['merged_into'] === 'string' ? { mergedInto: row['merged_into'] } : {}),
});

const keyOf = (scope: unknown, id: unknown): string => JSON.stringify([scope, id]);

/** Birth texts that are stored under the keys of the changes. One process has the state open: nobody writes in between. */
const storedBirths = async (session: Session, changes: readonly Template[]): Promise<ReadonlyMap<string, string>> => {
  const rows = await session.rows(
    `SELECT t.scope, t.id, t.birth_text FROM templates t
     JOIN (SELECT unnest($1) AS scope, unnest($2) AS id) AS asked ON t.scope = asked.scope AND t.id = asked.id`,
    [listValue(changes.map(({ scope }) => scope)), listValue(changes.map(({ id }) => id))],
    [LIST(VARCHAR), LIST(VARCHAR)],
  );
  return new Map(rows.map((row) => [keyOf(row['scope'], row['id']), String(row['birth_text'])]));
};

/** Templates in the state's database. */
export const duckdbTemplates = (database: Database): TemplateStore => ({
  load: async (scope) => {
    const rows = await database.work('templates', 'load', (session) =>
      session.rows('SELECT * FROM templates WHERE scope = $1 ORDER BY first_seen_ms, id', [scope], [VARCHAR]),
    );
    return rows.map(toTemplate);
  },
  save: async (changes) => {
    if (changes.length === 0) return;
    const refused = await database.work('templates', 'save', async (session) => {
      const births = await storedBirths(session, changes);
      const { latest: templates, refused } = sortChanges(changes, ({ scope, id }) => births.get(keyOf(scope, id)));
      if (templates.length === 0) return refused;
      await session.run(
        `INSERT INTO templates (scope, id, text, count, first_seen_ms, merged_into, birth_text)
         SELECT unnest($1), unnest($2), unnest($3), unnest($4), unnest($5), nullif(unnest($6), ''), unnest($7)
         ON CONFLICT (scope, id) DO UPDATE SET text = excluded.text, count = greatest(count, excluded.count),
           first_seen_ms = least(first_seen_ms, excluded.first_seen_ms),
           merged_into = excluded.merged_into`,
        [
          listValue(templates.map((template) => template.scope)),
          listValue(templates.map((template) => template.id)),
          listValue(templates.map((template) => template.text)),
          listValue(templates.map((template) => toBig(template.count))),
          listValue(templates.map((template) => toBig(template.firstSeenMs))),
          // No template has the empty id, so it stands for none.
          listValue(templates.map((template) => template.mergedInto ?? '')),
          listValue(templates.map((template) => template.birthText)),
        ],
        [LIST(VARCHAR), LIST(VARCHAR), LIST(VARCHAR), LIST(BIGINT), LIST(BIGINT), LIST(VARCHAR), LIST(VARCHAR)],
      );
      return refused;
    });
    // Thrown outside the work: a transaction that others share keeps what was right.
    if (refused.length > 0)
      throw new PortError('templates', 'save', false, { cause: new Error(describeRefusal(refused)) });
  },
});
