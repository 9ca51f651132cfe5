import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PortError } from '@bellwether/ports';
import { errorCode } from './state-error.ts';

/**
 * Columns of an archived event, as the lake's Athena table has them. `source`, `date` and `hour` are the partition's
 * own, read from the path; attributes stay JSON because their names differ from source to source.
 */
const columns = {
  id: 'VARCHAR',
  timestampMs: 'BIGINT',
  account: 'VARCHAR',
  region: 'VARCHAR',
  logGroup: 'VARCHAR',
  logStream: 'VARCHAR',
  severity: 'VARCHAR',
  category: 'VARCHAR',
  message: 'VARCHAR',
  attributes: 'JSON',
  templateId: 'VARCHAR',
};

const partitions = { source: 'VARCHAR', date: 'DATE', hour: 'INTEGER' };

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Directories between the events and their files are partitions: `source=.../date=.../hour=...`. */
const hasFiles = async (directory: string, depth: number): Promise<boolean> => {
  const entries = await readdir(directory, { withFileTypes: true });
  if (depth === 0) {
    return entries.some((entry) => entry.isFile() && entry.name.endsWith('.ndjson.gz'));
  }
  for (const entry of entries) {
    if (entry.isDirectory() && (await hasFiles(join(directory, entry.name), depth - 1))) {
      return true;
    }
  }
  return false;
};

const hasEvents = async (directory: string): Promise<boolean> => {
  try {
    return await hasFiles(directory, Object.keys(partitions).length);
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') {
      return false;
    }
    throw new PortError('archive', 'list', false, { cause });
  }
};

/**
 * The statement that makes the view `events` over the archive's files, for any DuckDB. Without a file the view is empty
 * instead of an error.
 *
 * @param archiveDirectory  root of the archive, which holds `events/source=.../date=.../hour=.../<name>.ndjson.gz`
 */
export const archiveViewSql = async (archiveDirectory: string): Promise<string> => {
  const all = [...Object.entries(columns), ...Object.entries(partitions)];
  if (!(await hasEvents(join(archiveDirectory, 'events')))) {
    return `CREATE OR REPLACE TEMP VIEW events AS SELECT ${all.map(([name, type]) => `NULL::${type} AS "${name}"`).join(', ')} WHERE false`;
  }
  const struct = (entries: [string, string][]): string =>
    `{${entries.map(([name, type]) => `${quote(name)}: ${quote(type)}`).join(', ')}}`;
  const pattern = join(archiveDirectory.replace(/[*?[\]]/g, '[$&]'), 'events/source=*/date=*/hour=*/*.ndjson.gz');
  const names = all.map(([name]) => `"${name}"`).join(', ');
  // A batch that was given again with other bounds wrote its events a second time; each counts once, by its id. Copies lie
  // in one partition, so a filter on source, date or hour still leaves the other partitions unread.
  return `CREATE OR REPLACE TEMP VIEW events AS SELECT ${names} FROM (
  SELECT ${names}, row_number() OVER (PARTITION BY source, date, hour, id) AS copy
  FROM read_json(${quote(pattern)}, format = 'newline_delimited', compression = 'gzip',
  columns = ${struct(Object.entries(columns))},
  hive_partitioning = true, hive_types = {${Object.entries(partitions)
    .map(([name, type]) => `${name}: ${type}`)
    .join(', ')}})
) WHERE copy = 1`;
};
