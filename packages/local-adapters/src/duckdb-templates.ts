import { BIGINT, LIST, VARCHAR, listValue } from '@duckdb/node-api';
import type { Template } from '@bellwether/log-model';
import type { TemplateStore } from '@bellwether/ports';
import { toBig } from './big-number.ts';
import type { Database, Row } from './database.ts';

const toTemplate = (row: Row): Template => ({
  id: String(row['id']),
  scope: String(row['scope']),
  text: String(row['text']),
  count: Number(row['count']),
  firstSeenMs: Number(row['first_seen_ms']),
  ...(typeof row['merged_into'] === 'string' ? { mergedInto: row['merged_into'] } : {}),
});

/** One statement cannot write a row twice: of two changes to one template the later stands. */
const latestOfEach = (changes: readonly Template[]): Template[] => [
  ...new Map(changes.map((template) => [JSON.stringify([template.scope, template.id]), template])).values(),
];

/** Templates in the state's database. */
export const duckdbTemplates = (database: Database): TemplateStore => ({
  load: async (scope) => {
    const rows = await database.work('templates', 'load', (session) =>
      session.rows('SELECT * FROM templates WHERE scope = $1 ORDER BY first_seen_ms, id', [scope], [VARCHAR]),
    );
    return rows.map(toTemplate);
  },
  save: async (changes) => {
    const templates = latestOfEach(changes);
    if (templates.length === 0) {
      return;
    }
    await database.work('templates', 'save', (session) =>
      session.run(
        `INSERT INTO templates (scope, id, text, count, first_seen_ms, merged_into)
         SELECT unnest($1), unnest($2), unnest($3), unnest($4), unnest($5), nullif(unnest($6), '')
         ON CONFLICT (scope, id) DO UPDATE SET text = excluded.text, count = excluded.count, first_seen_ms = excluded.first_seen_ms,
           merged_into = excluded.merged_into`,
        [
          listValue(templates.map((template) => template.scope)),
          listValue(templates.map((template) => template.id)),
          listValue(templates.map((template) => template.text)),
          listValue(templates.map((template) => toBig(template.count))),
          listValue(templates.map((template) => toBig(template.firstSeenMs))),
          // No template has the empty id, so it stands for none.
          listValue(templates.map((template) => template.mergedInto ?? '')),
        ],
        [LIST(VARCHAR), LIST(VARCHAR), LIST(VARCHAR), LIST(BIGINT), LIST(BIGINT), LIST(VARCHAR)],
      ),
    );
  },
});
