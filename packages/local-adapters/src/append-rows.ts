import type { DuckDBAppender } from '@duckdb/node-api';
import type { Session } from './database.ts';

/**
 * Appends rows to a table inside the session's transaction; the fastest way in, some 3 us a row.
 *
 * When `fill` fails nothing of it may stay in the appender: it would be written when the appender is collected as
 * garbage, at any time and outside the transaction.
 *
 * @param fill  appends each value of a row in the order of the table's columns, then ends the row
 */
export const appendRows = async (
  session: Session,
  table: string,
  fill: (appender: DuckDBAppender) => void,
): Promise<void> => {
  const appender = await session.connection.createAppender(table);
  try {
    fill(appender);
    appender.flushSync();
  } catch (cause) {
    appender.clear();
    throw cause;
  } finally {
    appender.closeSync();
  }
};
