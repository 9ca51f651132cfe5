import { AsyncLocalStorage } from 'node:async_hooks';
import type {
  DuckDBConnection,
  DuckDBPreparedStatement,
  DuckDBResultReader,
  DuckDBType,
  DuckDBValue,
} from '@duckdb/node-api';
import { PortError } from '@bellwether/ports';
import { openDatabaseFile } from './open-database-file.ts';
import { asPortError, messageOf } from './state-error.ts';
import { turnTaking } from './turn-taking.ts';
import type { TurnTaking } from './turn-taking.ts';

/** A value as the database gives it back, big integers already converted. */
export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;

/** What work on the database may use. */
export interface Session {
  readonly connection: DuckDBConnection;
  run(sql: string, values?: DuckDBValue[], types?: DuckDBType[]): Promise<void>;
  rows(sql: string, values?: DuckDBValue[], types?: DuckDBType[]): Promise<readonly Row[]>;
  /** Like `rows`, for statements that hardly come twice: nothing of them is kept. Rows are cells in the order of the columns. */
  cells(sql: string, values: DuckDBValue[], types: DuckDBType[]): Promise<readonly (readonly Cell[])[]>;
}

/** The state's database: one connection, one thing at a time, everything inside transactions. */
export interface Database {
  /**
   * Does work inside the transaction that the caller is in, or in one of its own.
   *
   * @throws PortError of `port` and `operation` when the database refuses
   */
  work<T>(port: string, operation: string, run: (session: Session) => Promise<T>): Promise<T>;
  /**
   * Everything that `run` does through `work` commits together, or nothing does. Inside a transaction it joins that one,
   * which then fails with it. Work of others waits meanwhile, so `run` must not wait for theirs.
   */
  transaction<T>(run: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A transaction under way. Known by asynchronous context, so that the stores inside it need no extra argument. */
interface Transaction {
  readonly turns: TurnTaking;
  isOpen: boolean;
  failure: PortError | undefined;
}

const toCell = (value: unknown): Cell => {
  if (typeof value === 'bigint') {
    return Number(value);
  }
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  // Dates, decimals, lists and structures write themselves as the database does.
  return typeof value === 'object' ? (value as { toString(): string }).toString() : null;
};

interface ClosableSession extends Session {
  close(): void;
}

/** Statements with values are ours, some tens of them, and kept prepared: planning one again costs more than running it. */
const sessionOn = (connection: DuckDBConnection): ClosableSession => {
  const prepared = new Map<string, DuckDBPreparedStatement>();
  const execute = async (sql: string, values?: DuckDBValue[], types?: DuckDBType[]): Promise<DuckDBResultReader> => {
    if (values === undefined) {
      return connection.runAndReadAll(sql);
    }
    const statement = prepared.get(sql) ?? (await connection.prepare(sql));
    prepared.set(sql, statement);
    statement.bind(values, types);
    return statement.runAndReadAll();
  };
  return {
    connection,
    run: async (sql, values, types) => {
      await execute(sql, values, types);
    },
    rows: async (sql, values, types) => {
      const reader = await execute(sql, values, types);
      const names = reader.columnNames();
      return reader
        .getRows()
        .map((cells) => Object.fromEntries(names.map((name, index) => [name, toCell(cells[index])])));
    },
    cells: async (sql, values, types) => {
      const statement = await connection.prepare(sql);
      try {
        statement.bind(values, types);
        return (await statement.runAndReadAll()).getRows().map((row) => row.map(toCell));
      } finally {
        statement.destroySync();
      }
    },
    close: () => {
      for (const statement of prepared.values()) {
        statement.destroySync();
      }
      prepared.clear();
    },
  };
};

/**
 * Opens the database file, or makes it.
 *
 * @param path  of the database file; its directory must be there
 * @throws StateError when another process has it, another release wrote it, or it is not a database
 */
export const openDatabase = async (path: string): Promise<Database> => {
  const file = await openDatabaseFile(path);
  const session = sessionOn(file.connection);
  const turns = turnTaking();
  const current = new AsyncLocalStorage<Transaction>();
  let isClosed = false;

  const begin = async <T>(run: (transaction: Transaction) => Promise<T>): Promise<T> => {
    if (isClosed) {
      throw new PortError('state', 'transaction', false, { cause: new Error('The state is closed.') });
    }
    const transaction: Transaction = { turns: turnTaking(), isOpen: true, failure: undefined };
    try {
      file.checkThere();
      await session.run('BEGIN TRANSACTION').catch((cause: unknown) => {
        throw asPortError('state', 'begin', cause);
      });
      const result = await current.run(transaction, () => run(transaction));
      // Work that was started and not awaited still belongs to this transaction.
      await transaction.turns.take(async () => {
        transaction.isOpen = false;
      });
      if (transaction.failure !== undefined) {
        throw transaction.failure;
      }
      file.checkThere();
      await session.run('COMMIT').catch((cause: unknown) => {
        throw asPortError('state', 'commit', cause);
      });
      return result;
    } catch (cause) {
      await transaction.turns.take(async () => {
        transaction.isOpen = false;
      });
      await rollBack(cause);
      throw cause;
    }
  };

  /** A failed statement or commit may have ended the transaction already: only then is there nothing to roll back. */
  const rollBack = async (reason: unknown): Promise<void> => {
    try {
      await session.run('ROLLBACK');
    } catch (cause) {
      if (!/no transaction is active/i.test(messageOf(cause))) {
        throw new PortError('state', 'rollback', false, { cause: new AggregateError([reason, cause]) });
      }
    }
  };

  const inside = async <T>(
    transaction: Transaction,
    port: string,
    operation: string,
    run: (session: Session) => Promise<T>,
  ): Promise<T> => {
    try {
      return await run(session);
    } catch (cause) {
      // The transaction is lost even when the caller goes on: it must not commit half of its work.
      transaction.failure ??= asPortError(port, operation, cause);
      throw asPortError(port, operation, cause);
    }
  };

  return {
    work: async (port, operation, run) => {
      const joined = current.getStore();
      if (joined?.isOpen) {
        return joined.turns.take(() => inside(joined, port, operation, run));
      }
      try {
        return await turns.take(() => begin((transaction) => inside(transaction, port, operation, run)));
      } catch (cause) {
        throw asPortError(port, operation, cause);
      }
    },
    transaction: async (run) => {
      const joined = current.getStore();
      if (!joined?.isOpen) {
        return turns.take(() => begin(() => run()));
      }
      try {
        return await run();
      } catch (cause) {
        joined.failure ??= asPortError('state', 'transaction', cause);
        throw cause;
      }
    },
    close: async () => {
      if (current.getStore()?.isOpen) {
        throw new PortError('state', 'close', false, { cause: new Error('A transaction is under way.') });
      }
      await turns.take(async () => {
        if (!isClosed) {
          isClosed = true;
          session.close();
          file.close();
        }
      });
    },
  };
};
