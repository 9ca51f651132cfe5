import { BIGINT, VARCHAR } from '@duckdb/node-api';
import {
  duckdb,
  localEvents,
  QueryError,
  readArchive,
  renderBound,
  type ArchiveReads,
  type ArchiveRunner,
} from '@bellwether/queries';
import { archiveViewSql } from './archive-view.ts';
import { toBig } from './big-number.ts';
import type { Database } from './database.ts';

/** Longest time that one question may take, in milliseconds. */
const usualMaxMs = 30_000;

/**
 * The read model's questions to the archive, over its files.
 *
 * @param maxMs  longest time of one question, in milliseconds; it is then interrupted
 */
export const duckdbArchive = (database: Database, archiveDirectory: string, maxMs = usualMaxMs): ArchiveReads => {
  const run: ArchiveRunner['run'] = async (operation, statement) => {
    const { text, values } = renderBound(statement);
    const view = await archiveViewSql(archiveDirectory);
    let isLate = false;
    try {
      return await database.work('archive', operation, async (session) => {
        const timer = setTimeout(() => {
          isLate = true;
          session.connection.interrupt();
        }, maxMs);
        try {
          await session.run(view);
          return await session.cells(
            text,
            values.map((value) => (typeof value === 'number' ? toBig(value) : value)),
            values.map((value) => (typeof value === 'number' ? BIGINT : VARCHAR)),
          );
        } finally {
          clearTimeout(timer);
        }
      });
    } catch (cause) {
      if (isLate) throw new QueryError('timed_out', 'The archive did not answer in time. Narrow the span.', { cause });
      throw cause;
    }
  };
  return readArchive({
    dialect: duckdb,
    events: localEvents,
    run,
    // Windows of an analysis are sized to fit into memory.
    stream: async function* (operation, statement) {
      yield await run(operation, statement);
    },
  });
};
