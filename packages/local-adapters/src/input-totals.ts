import { LIST, VARCHAR, listValue } from '@duckdb/node-api';
import type { DropReason, ReadFailureCode, Severity, Dataset } from '@bellwether/log-model';
import { appendRows } from './append-rows.ts';
import { toBig } from './big-number.ts';
import type { Database, Session } from './database.ts';

/** Events of one dataset and severity. */
export interface EventTotal {
  readonly dataset: Dataset;
  readonly severity: Severity;
  readonly count: number;
}

/** What became of an input's records: `received = classified + unreadable + dropped`. */
export interface InputTotals {
  readonly received: number;
  readonly classified: number;
  /** By failure code; a record that broke a stage is `processing_failed`. */
  readonly unreadable: Readonly<Partial<Record<ReadFailureCode | 'processing_failed', number>>>;
  readonly dropped: Readonly<Partial<Record<DropReason, number>>>;
  readonly events: readonly EventTotal[];
  /** By format name. */
  readonly formats: Readonly<Record<string, number>>;
  /** Event time of the earliest and the latest event, epoch milliseconds UTC. */
  readonly firstEventMs?: number;
  readonly lastEventMs?: number;
}

export const emptyTotals: InputTotals = {
  received: 0,
  classified: 0,
  unreadable: {},
  dropped: {},
  events: [],
  formats: {},
};

type TotalRow = readonly [kind: string, name: string, detail: string, count: number];

const totalRowsOf = (totals: Partial<InputTotals>): TotalRow[] =>
  [
    ['received', '', '', totals.received ?? 0] as const,
    ['classified', '', '', totals.classified ?? 0] as const,
    ...Object.entries(totals.unreadable ?? {}).map(([reason, count]) => ['unreadable', reason, '', count] as const),
    ...Object.entries(totals.dropped ?? {}).map(([reason, count]) => ['dropped', reason, '', count] as const),
    ...Object.entries(totals.formats ?? {}).map(([format, count]) => ['format', format, '', count] as const),
    ...(totals.events ?? []).map(({ dataset, severity, count }) => ['event', dataset, severity, count] as const),
  ].filter(([, , , count]) => count > 0);

/** Appends what a commit adds; sums are made when read, at most some ten rows a commit. */
export const addInputTotals = async (
  session: Session,
  inputId: string,
  totals: Partial<InputTotals>,
): Promise<void> => {
  await appendRows(session, 'input_tallies', (appender) => {
    for (const [kind, name, detail, count] of totalRowsOf(totals)) {
      appender.appendVarchar(inputId);
      appender.appendVarchar(kind);
      appender.appendVarchar(name);
      appender.appendVarchar(detail);
      appender.appendBigInt(toBig(count));
      appender.endRow();
    }
  });
};

const toTotals = (totals: readonly TotalRow[]): InputTotals => {
  const counted = (kind: string): TotalRow[] => totals.filter((total) => total[0] === kind);
  const byName = (kind: string): Record<string, number> =>
    Object.fromEntries(counted(kind).map(([, name, , count]) => [name, count]));
  return {
    received: counted('received')[0]?.[3] ?? 0,
    classified: counted('classified')[0]?.[3] ?? 0,
    unreadable: byName('unreadable'),
    dropped: byName('dropped'),
    formats: byName('format'),
    events: counted('event').map(([, dataset, severity, count]) => ({
      dataset: dataset as Dataset,
      severity: severity as Severity,
      count,
    })),
  };
};

/** The totals of each input that has any. */
export const readTotals = async (
  session: Session,
  inputIds: readonly string[],
): Promise<ReadonlyMap<string, InputTotals>> => {
  const rows = await session.rows(
    `SELECT input_id, kind, name, detail, sum(count)::BIGINT AS count FROM input_tallies
     WHERE input_id IN (SELECT unnest($1)) GROUP BY ALL ORDER BY input_id, kind, name, detail`,
    [listValue(inputIds)],
    [LIST(VARCHAR)],
  );
  const totals = new Map<string, TotalRow[]>();
  for (const row of rows) {
    const inputId = String(row['input_id']);
    const own = totals.get(inputId) ?? [];
    own.push([String(row['kind']), String(row['name']), String(row['detail']), Number(row['count'])]);
    totals.set(inputId, own);
  }
  return new Map([...totals].map(([inputId, own]) => [inputId, toTotals(own)]));
};

/** The totals of several inputs as one. */
export const readTotalsOfAll = (database: Database, inputIds: readonly string[]): Promise<InputTotals> =>
  database.work('state', 'summaryOf', async (session) => {
    const rows = await session.rows(
      `SELECT kind, name, detail, sum(count)::BIGINT AS count FROM input_tallies
       WHERE input_id IN (SELECT unnest($1)) GROUP BY ALL ORDER BY kind, name, detail`,
      [listValue(inputIds)],
      [LIST(VARCHAR)],
    );
    return toTotals(
      rows.map((row) => [String(row['kind']), String(row['name']), String(row['detail']), Number(row['count'])]),
    );
  });
