import { existsSync } from 'node:fs';
import {
  DuckDBInstance,
  DuckDBTypeId,
  StatementType,
  type DuckDBConnection,
  type DuckDBResult,
  type Json,
} from '@duckdb/node-api';
import { PortError } from '@bellwether/ports';
import { archiveViewSql, quoteText } from './archive-view.ts';
import { readyViewsSql } from './ready-views.ts';
import { messageOf, StateError } from './state-error.ts';
import type { StateLayout } from './state-layout.ts';

/** The answer to a question: rows of cells in the order of the columns. */
export interface QueryAnswer {
  readonly columns: readonly string[];
  /** Times are ISO 8601 UTC; integers beyond 2^53 and decimals are text; lists and structures are JSON values. */
  readonly rows: AsyncIterable<readonly Json[]>;
}

/** Questions in SQL to a state folder. They can read its events, findings and patterns, and nothing else. */
export interface ArchiveQueries {
  /** @throws QueryRefused for anything but one statement that reads, and for SQL that is wrong */
  ask(sql: string): Promise<QueryAnswer>;
  close(): void;
}

/** A question that is not asked; `message` says why, as the database does. */
export class QueryRefused extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'QueryRefused';
  }
}

/** Bounds of the database that answers. It never fetches an extension. */
const settings = {
  threads: '2',
  memory_limit: '1GB',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
};

const readingTypes: ReadonlySet<StatementType> = new Set([StatementType.SELECT, StatementType.EXPLAIN]);

const onlySelect = 'Only SELECT is allowed: nothing is changed.';
const changes = /^\s*(?:insert|update|delete|merge|create|drop|alter|truncate|copy|attach|load|install|set)\b/i;

/** Makes the views, then closes the database to every other file, and its settings to the statement. */
const prepare = async (connection: DuckDBConnection, layout: StateLayout): Promise<void> => {
  await connection.run(`ATTACH ${quoteText(layout.database)} AS state (READ_ONLY)`);
  await connection.run(await archiveViewSql(layout.archive, 'archived'));
  for (const view of readyViewsSql) await connection.run(view);
  await connection.run(`SET allowed_directories = [${quoteText(layout.archive)}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
};

const wide: ReadonlySet<DuckDBTypeId> = new Set([DuckDBTypeId.BIGINT, DuckDBTypeId.UBIGINT, DuckDBTypeId.HUGEINT]);
const times: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.TIMESTAMP,
  DuckDBTypeId.TIMESTAMP_S,
  DuckDBTypeId.TIMESTAMP_MS,
  DuckDBTypeId.TIMESTAMP_NS,
]);

/** A cell as the database writes it, as a number or a time in ISO 8601 where it is one. */
const cellOf = (cell: Json, type: DuckDBTypeId | undefined): Json => {
  if (typeof cell !== 'string' || type === undefined) return cell;
  if (wide.has(type)) return Number.isSafeInteger(Number(cell)) ? Number(cell) : cell;
  return times.has(type) ? `${cell.replace(' ', 'T')}Z` : cell;
};

async function* rowsOf(result: DuckDBResult): AsyncGenerator<readonly Json[], void, undefined> {
  const types = result.columnTypes().map(({ typeId }) => typeId);
  try {
    for await (const rows of result.yieldRowsJson())
      for (const row of rows) yield row.map((cell, column) => cellOf(cell, types[column]));
  } catch (cause) {
    throw new QueryRefused(messageOf(cause), cause);
  }
}

/**
 * Opens a state folder for questions. An analysis must not run at the same time.
 *
 * @throws StateError when another process uses the state; RangeError when the folder contains none
 */
export const openArchiveQueries = async (layout: StateLayout): Promise<ArchiveQueries> => {
  if (!existsSync(layout.database)) throw new RangeError('The folder contains no state. Run bellwether analyze first.');
  const instance = await DuckDBInstance.create(':memory:', settings);
  const connection = await instance.connect();
  const close = (): void => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    await prepare(connection, layout);
  } catch (cause) {
    close();
    if (cause instanceof PortError) throw cause;
    if (/could not set lock/i.test(messageOf(cause)))
      throw new StateError('locked', 'The state is in use by another run. Wait until it has finished.', { cause });
    throw new StateError('unusable', 'The state cannot be read.', { cause });
  }
  return {
    ask: async (text) => {
      try {
        const statements = await connection.extractStatements(text);
        if (statements.count !== 1) throw new QueryRefused('Ask one question at a time: one SQL statement.');
        const statement = await statements.prepare(0);
        if (!readingTypes.has(statement.statementType)) throw new QueryRefused(onlySelect);
        const result = await statement.stream();
        return { columns: result.columnNames(), rows: rowsOf(result) };
      } catch (cause) {
        if (cause instanceof QueryRefused) throw cause;
        // The database finds other things wrong with a statement that changes something before it gives its type.
        throw new QueryRefused(changes.test(text) ? onlySelect : messageOf(cause), cause);
      }
    },
    close,
  };
};
