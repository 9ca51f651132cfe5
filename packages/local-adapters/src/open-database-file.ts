import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { schemaSql, schemaVersion } from './schema.ts';
import { messageOf, StateError } from './state-error.ts';

export interface DatabaseFile {
  readonly connection: DuckDBConnection;
  /** @throws StateError when the file was removed, or another is in its place: what is written from then on goes nowhere */
  checkThere(): void;
  /** Writes the log into the file and gives the lock back. */
  close(): void;
}

/** Files this process has open. The system's lock keeps out other processes only, not a second opening by this one. */
const openPaths = new Set<string>();

/** The database keeps to these bounds, puts more than the memory into files beside it, and never fetches an extension. */
const settings = {
  threads: '2',
  memory_limit: '512MB',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
};

const lockedSentence = (path: string, processId: string | undefined): string =>
  `The state in ${dirname(path)} is in use by ${processId === undefined ? 'another run' : `process ${processId}`}. ` +
  'Wait until it has finished, stop it, or name another state directory.';

const asStateError = (path: string, cause: unknown): StateError => {
  const text = messageOf(cause);
  if (/could not set lock/i.test(text)) {
    return new StateError('locked', lockedSentence(path, /\(PID (\d+)\)/.exec(text)?.[1]), { cause });
  }
  return new StateError(
    'unusable',
    `The state in ${dirname(path)} cannot be opened: ${basename(path)} is damaged, not a state of this program, or not readable. ` +
      'Check its permissions, or move the directory away and run again to start afresh.',
    { cause },
  );
};

/** Distinguishes a file from another under the same path; empty when there is none. */
const identityOf = (path: string): string => {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.dev} ${found.ino}`;
};

const readVersion = async (connection: DuckDBConnection): Promise<number | undefined> => {
  const tables = await connection.runAndReadAll("SELECT 1 FROM duckdb_tables() WHERE table_name = 'schema_version'");
  if (tables.currentRowCount === 0) {
    return undefined;
  }
  const versions = await connection.runAndReadAll('SELECT max(version) FROM schema_version');
  const version = versions.getRows()[0]?.[0];
  return typeof version === 'number' ? version : -1;
};

const prepareSchema = async (connection: DuckDBConnection, path: string): Promise<void> => {
  const version = await readVersion(connection);
  if (version === undefined) {
    await connection.run(`BEGIN TRANSACTION; ${schemaSql} COMMIT;`);
    return;
  }
  if (version < 1 || version > schemaVersion)
    throw new StateError(
      'other_version',
      `The state in ${dirname(path)} was made by another release (its version is ${version}, this release writes ${schemaVersion}). ` +
        'Use the release that made it, or name another state directory and read the logs again.',
    );
  if (version < schemaVersion)
    throw new StateError('earlier_version', `The state in ${dirname(path)} was made by an earlier release.`);
};

/**
 * Opens a database file with its tables, or makes it.
 *
 * @throws StateError when another process has it, another release wrote it, or it is not a database
 */
export const openDatabaseFile = async (path: string): Promise<DatabaseFile> => {
  const realPath = join(realpathSync(dirname(path)), basename(path));
  if (openPaths.has(realPath)) {
    throw new StateError('locked', lockedSentence(path, undefined));
  }
  openPaths.add(realPath);
  let instance: DuckDBInstance | undefined;
  let connection: DuckDBConnection | undefined;
  try {
    instance = await DuckDBInstance.create(path, settings);
    const opened = instance;
    const connected = await opened.connect();
    connection = connected;
    await prepareSchema(connected, path);
    const identity = identityOf(realPath);
    return {
      connection: connected,
      checkThere: () => {
        if (identityOf(realPath) === identity) return;
        throw new StateError(
          'unusable',
          `The state in ${dirname(path)} was removed or replaced while it was in use. What this run had read is not kept. ` +
            'Run again to start afresh; name a directory that nothing cleans up with --state.',
        );
      },
      close: () => {
        connected.closeSync();
        opened.closeSync();
        openPaths.delete(realPath);
      },
    };
  } catch (cause) {
    connection?.closeSync();
    instance?.closeSync();
    openPaths.delete(realPath);
    throw cause instanceof StateError ? cause : asStateError(path, cause);
  }
};
