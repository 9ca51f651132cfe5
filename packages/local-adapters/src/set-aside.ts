import { mkdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Database } from './database.ts';
import { openDatabase } from './database.ts';
import { schemaVersion } from './schema.ts';
import { errorCode, StateError } from './state-error.ts';
import type { StateLayout } from './state-layout.ts';

/** Opens the database, or says that an earlier release wrote it. */
const openOrEarlier = async (path: string): Promise<Database | 'earlier'> => {
  try {
    return await openDatabase(path);
  } catch (error) {
    if (error instanceof StateError && error.code === 'earlier_version') return 'earlier';
    throw error;
  }
};

/** Moves everything of a state into a folder beside it. The database goes last: until then the state is still the earlier one. */
const setAside = async (layout: StateLayout): Promise<string> => {
  const folder = join(dirname(layout.database), `before-version-${schemaVersion}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const path of [layout.archive, layout.quarantine, layout.alerts, `${layout.database}.wal`, layout.database]) {
    try {
      await rename(path, join(folder, basename(path)));
    } catch (cause) {
      if (errorCode(cause) === 'ENOENT') continue;
      throw new StateError('unusable', `The state of an earlier release cannot be moved to ${folder}.`, { cause });
    }
  }
  return folder;
};

/**
 * Opens a state's database. A state of an earlier release is set aside whole, and a new one begun.
 *
 * @returns the database, and a sentence for a person when something was set aside
 * @throws StateError when another process has it open, a later release wrote it, or it cannot be used or moved
 */
export const openOrSetAside = async (
  layout: StateLayout,
): Promise<{ readonly database: Database; readonly notice?: string }> => {
  const opened = await openOrEarlier(layout.database);
  if (opened !== 'earlier') return { database: opened };
  const folder = await setAside(layout);
  return {
    database: await openDatabase(layout.database),
    notice: `The state was made by an earlier release, which this one cannot continue. It was moved to ${folder}, and a new one begun: read the logs again.`,
  };
};
