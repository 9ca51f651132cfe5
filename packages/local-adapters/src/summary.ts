import { BIGINT, LIST, VARCHAR, listValue } from '@duckdb/node-api';
import type { Severity } from '@bellwether/log-model';
import { toBig } from './big-number.ts';
import type { Database, Row, Session } from './database.ts';
import { readTotalsOfAll } from './input-totals.ts';
import type { InputTotals } from './input-totals.ts';

export interface TemplateTotal {
  readonly scope: string;
  readonly templateId: string;
  /** Absent when the template itself was never stored. */
  readonly text?: string;
  readonly count: number;
}

/** What a set of inputs came to. */
export interface InputSummary {
  readonly totals: InputTotals;
  /** Events by severity, from the counters. */
  readonly severities: Readonly<Partial<Record<Severity, number>>>;
  /** The most frequent templates, the most frequent first. */
  readonly topTemplates: readonly TemplateTotal[];
  /** Distinct templates among the inputs' events. */
  readonly templateCount: number;
  /** Start of the first and end of the last window with events, epoch milliseconds UTC; absent without events. */
  readonly firstWindowStartMs?: number;
  readonly lastWindowStartMs?: number;
}

/** Scopes of signals count what rules saw, not events. */
const ofInputs = `count_rows JOIN counts ON counts.row_id = count_rows.id
  WHERE shard IN (SELECT unnest($1)) AND NOT starts_with(count_rows.scope, 'signal#')`;

const toTemplateTotal = (row: Row): TemplateTotal => ({
  scope: String(row['scope']),
  templateId: String(row['template_id']),
  ...(typeof row['text'] === 'string' ? { text: row['text'] } : {}),
  count: Number(row['count']),
});

const topTemplates = async (session: Session, inputIds: readonly string[], limit: number): Promise<readonly Row[]> =>
  session.rows(
    `WITH used AS (
       SELECT count_rows.scope, field[10:] AS template_id, sum(counts.count)::BIGINT AS count
       FROM ${ofInputs} AND starts_with(field, 'template:') GROUP BY ALL
     )
     SELECT used.scope, used.template_id, templates.text, used.count, (count(*) OVER ())::BIGINT AS template_count
     FROM used LEFT JOIN templates ON templates.scope = used.scope AND templates.id = used.template_id
     ORDER BY used.count DESC, used.scope, used.template_id LIMIT $2`,
    [listValue(inputIds), toBig(limit)],
    [LIST(VARCHAR), BIGINT],
  );

/**
 * Sums up inputs by their ids.
 *
 * @param limit  templates to name; integer, 1 or more
 */
export const summarizeInputs = (
  database: Database,
  inputIds: readonly string[],
  limit: number,
): Promise<InputSummary> =>
  database.transaction(async () => {
    const totals = await readTotalsOfAll(database, inputIds);
    return database.work('state', 'summaryOf', async (session) => {
      const types = [LIST(VARCHAR)];
      const [span] = await session.rows(
        `SELECT min(window_start_ms) AS first_ms, max(window_start_ms) AS last_ms FROM ${ofInputs}`,
        [listValue(inputIds)],
        types,
      );
      const severities = await session.rows(
        `SELECT field[10:] AS severity, sum(counts.count)::BIGINT AS count FROM ${ofInputs} AND starts_with(field, 'severity:') GROUP BY ALL`,
        [listValue(inputIds)],
        types,
      );
      const [range] = await session.rows(
        'SELECT min(first_event_ms) AS first_ms, max(last_event_ms) AS last_ms FROM inputs WHERE id IN (SELECT unnest($1))',
        [listValue(inputIds)],
        types,
      );
      const top = await topTemplates(session, inputIds, limit);
      const number = <Name extends string>(name: Name, value: unknown): Partial<Record<Name, number>> =>
        typeof value === 'number' ? ({ [name]: value } as Record<Name, number>) : {};
      return {
        totals: {
          ...totals,
          ...number('firstEventMs', range?.['first_ms']),
          ...number('lastEventMs', range?.['last_ms']),
        },
        severities: Object.fromEntries(severities.map((row) => [String(row['severity']), Number(row['count'])])),
        topTemplates: top.map(toTemplateTotal),
        templateCount: Number(top[0]?.['template_count'] ?? 0),
        ...number('firstWindowStartMs', span?.['first_ms']),
        ...number('lastWindowStartMs', span?.['last_ms']),
      };
    });
  });

/** Scopes that contain counts of the inputs, sorted; scopes of signals left out. */
export const scopesOfInputs = (database: Database, inputIds: readonly string[]): Promise<readonly string[]> =>
  database.work('state', 'scopesOf', async (session) => {
    const rows = await session.rows(
      `SELECT DISTINCT count_rows.scope AS scope FROM ${ofInputs} ORDER BY scope`,
      [listValue(inputIds)],
      [LIST(VARCHAR)],
    );
    return rows.map((row) => String(row['scope']));
  });
