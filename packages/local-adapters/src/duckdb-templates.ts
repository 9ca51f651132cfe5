import { BIGINT, INTEGER, LIST, VARCHAR, listValue } from '@duckdb/node-api';
import {
  dayMs,
  describeRefusal,
  forgottenDays,
  maxTemplatesPerScope,
  parseEnumerated,
  sortChanges,
  type Template,
} from '@bellwether/log-model';
import { PortError, type StoredTemplate, type TemplateStore } from '@bellwether/ports';
import { toBig } from './big-number.ts';
import type { Database, Row, Session } from './database.ts';

/** How long templates are kept after they were last saved, by which clock, and how many are loaded. */
export interface TemplateKeeping {
  /** Epoch milliseconds UTC; the machine's clock when absent. */
  readonly now?: () => number;
  /** A year when absent: logs are analysed on a laptop now and then. */
  readonly retentionDays?: number;
  /** Templates of a scope that are loaded; integer, `maxTemplatesPerScope` when absent. */
  readonly maxLoaded?: number;
}

const toTemplate = (row: Row): StoredTemplate => {
  const enumerated = typeof row['enumerated'] === 'string' ? parseEnumerated(row['enumerated']) : undefined;
  return {
    id: String(row['id']),
    scope: String(row['scope']),
    text: String(row['text']),
    birthText: String(row['birth_text']),
    count: Number(row['count']),
    firstSeenMs: Number(row['first_seen_ms']),
    ...(typeof row['merged_into'] === 'string' ? { mergedInto: row['merged_into'] } : {}),
    ...(row['is_due'] === true ? { isDue: true } : {}),
    ...(enumerated === undefined ? {} : { enumerated }),
  };
};

const keyOf = (scope: unknown, id: unknown): string => JSON.stringify([scope, id]);

/** Birth texts that are stored under the keys of the changes. One process has the state open: nobody writes in between. */
const storedBirths = async (
  session: Session,
  changes: readonly Template[],
  nowMs: number,
): Promise<ReadonlyMap<string, string>> => {
  const rows = await session.rows(
    `SELECT t.scope, t.id, t.birth_text FROM templates t
     JOIN (SELECT unnest($1) AS scope, unnest($2) AS id) AS asked ON t.scope = asked.scope AND t.id = asked.id
     WHERE t.expires_at_ms > $3`,
    [listValue(changes.map(({ scope }) => scope)), listValue(changes.map(({ id }) => id)), toBig(nowMs)],
    [LIST(VARCHAR), LIST(VARCHAR), BIGINT],
  );
  return new Map(rows.map((row) => [keyOf(row['scope'], row['id']), String(row['birth_text'])]));
};

/** Deletes the templates that have expired. */
export const deleteExpiredTemplates = (database: Database, now: () => number = Date.now): Promise<void> =>
  database.work('templates', 'expire', (session) =>
    session.run('DELETE FROM templates WHERE expires_at_ms <= $1', [toBig(now())], [BIGINT]),
  );

/** Templates in the state's database. */
export const duckdbTemplates = (
  database: Database,
  { now = Date.now, retentionDays = 365, maxLoaded = maxTemplatesPerScope }: TemplateKeeping = {},
): TemplateStore => ({
  load: async (scope) => {
    const rows = await database.work('templates', 'load', (session) =>
      session.rows(
        `SELECT *, $2 - saved_at_ms >= (expires_at_ms - saved_at_ms) / 4 AS is_due FROM templates
         WHERE scope = $1 AND expires_at_ms > $2
         QUALIFY row_number() OVER (PARTITION BY merged_into IS NULL ORDER BY count DESC, saved_at_ms DESC, id) <= $3
         ORDER BY first_seen_ms, id`,
        [scope, toBig(now()), maxLoaded],
        [VARCHAR, BIGINT, INTEGER],
      ),
    );
    return rows.map(toTemplate);
  },
  save: async (changes) => {
    if (changes.length === 0) return;
    const refused = await database.work('templates', 'save', async (session) => {
      const nowMs = now();
      const births = await storedBirths(session, changes, nowMs);
      const { latest: templates, refused } = sortChanges(changes, ({ scope, id }) => births.get(keyOf(scope, id)));
      if (templates.length === 0) return refused;
      await session.run(
        `INSERT INTO templates (scope, id, text, count, first_seen_ms, merged_into, birth_text, enumerated, saved_at_ms, expires_at_ms)
         SELECT unnest($1), unnest($2), unnest($3), unnest($4), unnest($5), nullif(unnest($6), ''), unnest($7), nullif(unnest($10), ''), $8, $9
         ON CONFLICT (scope, id) DO UPDATE SET text = excluded.text, enumerated = excluded.enumerated, merged_into = excluded.merged_into, birth_text = excluded.birth_text,
           count = CASE WHEN expires_at_ms <= $8 THEN excluded.count ELSE greatest(count, excluded.count) END,
           first_seen_ms = CASE WHEN expires_at_ms <= $8 THEN excluded.first_seen_ms ELSE least(first_seen_ms, excluded.first_seen_ms) END,
           saved_at_ms = excluded.saved_at_ms, expires_at_ms = excluded.expires_at_ms`,
        [
          listValue(templates.map((template) => template.scope)),
          listValue(templates.map((template) => template.id)),
          listValue(templates.map((template) => template.text)),
          listValue(templates.map((template) => toBig(template.count))),
          listValue(templates.map((template) => toBig(template.firstSeenMs))),
          // No template has the empty id, so it stands for none.
          listValue(templates.map((template) => template.mergedInto ?? '')),
          listValue(templates.map((template) => template.birthText)),
          toBig(nowMs),
          toBig(nowMs + retentionDays * dayMs),
          listValue(templates.map(({ enumerated }) => (enumerated === undefined ? '' : JSON.stringify(enumerated)))),
        ],
        [
          ...[LIST(VARCHAR), LIST(VARCHAR), LIST(VARCHAR), LIST(BIGINT), LIST(BIGINT), LIST(VARCHAR), LIST(VARCHAR)],
          ...[BIGINT, BIGINT, LIST(VARCHAR)],
        ],
      );
      return refused;
    });
    // Thrown outside the work: a transaction that others share keeps what was right.
    if (refused.length > 0)
      throw new PortError('templates', 'save', false, { cause: new Error(describeRefusal(refused)) });
  },
  forget: async (templates) => {
    if (templates.length === 0) return;
    const nowMs = now();
    await database.work('templates', 'forget', (session) =>
      session.run(
        `UPDATE templates SET saved_at_ms = $6, expires_at_ms = least(expires_at_ms, $7)
         FROM (SELECT unnest($1) AS scope, unnest($2) AS id, unnest($3) AS birth_text, unnest($4) AS count, unnest($5) AS first_seen_ms) AS asked
         WHERE templates.scope = asked.scope AND templates.id = asked.id AND templates.birth_text = asked.birth_text
           AND templates.count <= asked.count AND templates.first_seen_ms >= asked.first_seen_ms AND templates.expires_at_ms > $6`,
        [
          listValue(templates.map(({ scope }) => scope)),
          listValue(templates.map(({ id }) => id)),
          listValue(templates.map(({ birthText }) => birthText)),
          listValue(templates.map(({ count }) => toBig(count))),
          listValue(templates.map(({ firstSeenMs }) => toBig(firstSeenMs))),
          toBig(nowMs),
          toBig(nowMs + forgottenDays * dayMs),
        ],
        [LIST(VARCHAR), LIST(VARCHAR), LIST(VARCHAR), LIST(BIGINT), LIST(BIGINT), BIGINT, BIGINT],
      ),
    );
  },
});
