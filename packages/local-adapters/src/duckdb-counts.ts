import { BIGINT, INTEGER, LIST, VARCHAR, listValue } from '@duckdb/node-api';
import { isEarlierSequence, isRuleScope, sumOfEvents } from '@bellwether/log-model';
import type { CountContribution, CountStore, WindowCounts } from '@bellwether/ports';
import { appendRows } from './append-rows.ts';
import { toBig } from './big-number.ts';
import type { Database, Row, Session } from './database.ts';

/** One call's share of a (scope, window) row. */
interface RowAddition {
  readonly scope: string;
  readonly windowStartMs: number;
  readonly contributions: CountContribution[];
}

interface StoredRow {
  readonly id: number;
  readonly watermark: string;
}

const groupByRow = (contributions: readonly CountContribution[]): RowAddition[] => {
  const rows = new Map<string, RowAddition>();
  for (const contribution of contributions) {
    const key = `${contribution.windowStartMs} ${contribution.scope}`;
    const row = rows.get(key);
    if (row === undefined) {
      rows.set(key, {
        scope: contribution.scope,
        windowStartMs: contribution.windowStartMs,
        contributions: [contribution],
      });
    } else {
      row.contributions.push(contribution);
    }
  }
  return [...rows.values()];
};

/** The stored rows of one shard, in the order of `additions`; one statement for all of them. */
const findRows = async (
  session: Session,
  shard: string,
  additions: readonly RowAddition[],
): Promise<(StoredRow | undefined)[]> => {
  const found = new Array<StoredRow | undefined>(additions.length).fill(undefined);
  const rows = await session.rows(
    `SELECT asked.ordinal, stored.id, stored.watermark
     FROM (SELECT unnest($1) AS scope, unnest($2) AS window_start_ms, unnest(range(len($1))) AS ordinal) AS asked
     JOIN count_rows AS stored USING (scope, window_start_ms) WHERE stored.shard = $3`,
    [listValue(additions.map((row) => row.scope)), listValue(additions.map((row) => toBig(row.windowStartMs))), shard],
    [LIST(VARCHAR), LIST(BIGINT), VARCHAR],
  );
  for (const row of rows) {
    found[Number(row['ordinal'])] = { id: Number(row['id']), watermark: String(row['watermark']) };
  }
  return found;
};

const greatestSequence = (contributions: readonly CountContribution[]): string =>
  contributions.reduce((greatest, { sequence }) => (isEarlierSequence(greatest, sequence) ? sequence : greatest), '');

const sumFields = (contributions: readonly CountContribution[]): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const { field, count } of contributions) {
    sums.set(field, (sums.get(field) ?? 0) + count);
  }
  return sums;
};

const raiseWatermarks = (session: Session, raised: readonly StoredRow[]): Promise<void> =>
  session.run(
    `UPDATE count_rows SET watermark = raised.watermark
     FROM (SELECT unnest($1) AS id, unnest($2) AS watermark) AS raised WHERE count_rows.id = raised.id`,
    [listValue(raised.map((row) => row.id)), listValue(raised.map((row) => row.watermark))],
    [LIST(INTEGER), LIST(VARCHAR)],
  );

/** What one call changes of one row. */
interface RowChange extends StoredRow {
  readonly scope: string;
  readonly windowStartMs: number;
  readonly isNew: boolean;
  readonly sums: ReadonlyMap<string, number>;
}

/** What of the additions the watermarks have not taken yet. All of a row's are held against the watermark before this call. */
const changesOf = (
  additions: readonly RowAddition[],
  stored: readonly (StoredRow | undefined)[],
  firstFreeId: number,
): RowChange[] => {
  let nextId = firstFreeId;
  return additions.flatMap(({ scope, windowStartMs, contributions }, index) => {
    const known = stored[index];
    const taken = known?.watermark ?? '';
    const fresh = contributions.filter(({ sequence }) => isEarlierSequence(taken, sequence));
    if (fresh.length === 0) {
      return [];
    }
    const id = known?.id ?? nextId;
    nextId += known === undefined ? 1 : 0;
    return [
      {
        id,
        scope,
        windowStartMs,
        watermark: greatestSequence(fresh),
        isNew: known === undefined,
        sums: sumFields(fresh),
      },
    ];
  });
};

/**
 * Two appends and at most one update a call, however many contributions it brings.
 *
 * @returns events added
 */
const addToRows = async (session: Session, shard: string, additions: readonly RowAddition[]): Promise<number> => {
  const stored = await findRows(session, shard, additions);
  const [last] = await session.rows('SELECT coalesce(max(id), 0) AS id FROM count_rows');
  const changes = changesOf(additions, stored, Number(last?.['id'] ?? 0) + 1);
  await appendRows(session, 'count_rows', (appender) => {
    for (const { id, scope, windowStartMs, watermark } of changes.filter((change) => change.isNew)) {
      appender.appendInteger(id);
      appender.appendVarchar(shard);
      appender.appendVarchar(scope);
      appender.appendBigInt(toBig(windowStartMs));
      appender.appendVarchar(watermark);
      appender.endRow();
    }
  });
  await appendRows(session, 'counts', (appender) => {
    for (const { id, sums } of changes) {
      for (const [field, count] of sums) {
        appender.appendInteger(id);
        appender.appendVarchar(field);
        appender.appendBigInt(toBig(count));
        appender.endRow();
      }
    }
  });
  const raised = changes.filter((change) => !change.isNew);
  if (raised.length > 0) {
    await raiseWatermarks(session, raised);
  }
  return changes.reduce((sum, { scope, sums }) => sum + (isRuleScope(scope) ? 0 : (sums.get('events') ?? 0)), 0);
};

/** Rows come ordered by time. `Object.fromEntries` defines fields, so that one named `__proto__` is a field like any other. */
const toWindows = (scope: string, rows: readonly Row[]): WindowCounts[] => {
  const windows = new Map<number, [string, number][]>();
  for (const row of rows) {
    const windowStartMs = Number(row['window_start_ms']);
    const fields = windows.get(windowStartMs) ?? [];
    fields.push([String(row['field']), Number(row['count'])]);
    windows.set(windowStartMs, fields);
  }
  return [...windows].map(([windowStartMs, fields]) => ({ scope, windowStartMs, fields: Object.fromEntries(fields) }));
};

const readRows = async (session: Session, scope: string, fromMs: number, toMs: number): Promise<WindowCounts[]> =>
  toWindows(
    scope,
    await session.rows(
      `SELECT window_start_ms, field, sum(count)::BIGINT AS count FROM count_rows JOIN counts ON counts.row_id = count_rows.id
       WHERE scope = $1 AND window_start_ms >= $2 AND window_start_ms < $3 GROUP BY ALL ORDER BY window_start_ms, field`,
      [scope, toBig(fromMs), toBig(toMs)],
      [VARCHAR, BIGINT, BIGINT],
    ),
  );

/** Counts in the state's database. */
export const duckdbCounts = (database: Database): CountStore => ({
  add: async (shard, contributions) => {
    if (contributions.length === 0) return { eventsLeftOut: 0 };
    const additions = groupByRow(contributions);
    const added = await database.work('counts', 'add', (session) => addToRows(session, shard, additions));
    return { eventsLeftOut: sumOfEvents(contributions) - added };
  },
  row: async (scope, windowStartMs) => {
    const [row] = await database.work('counts', 'row', (session) =>
      readRows(session, scope, windowStartMs, windowStartMs + 1),
    );
    return row ?? { scope, windowStartMs, fields: {} };
  },
  rows: (scope, fromMs, toMs) => database.work('counts', 'rows', (session) => readRows(session, scope, fromMs, toMs)),
  scopes: async (fromMs, toMs) => {
    const rows = await database.work('counts', 'scopes', (session) =>
      session.rows(
        'SELECT DISTINCT scope FROM count_rows WHERE window_start_ms >= $1 AND window_start_ms < $2',
        [toBig(fromMs), toBig(toMs)],
        [BIGINT, BIGINT],
      ),
    );
    return rows
      .map((row) => String(row['scope']))
      .filter((scope) => !scope.startsWith('signal#'))
      .sort();
  },
});
