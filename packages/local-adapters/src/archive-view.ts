import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  eventColumns,
  eventsQuery,
  hiddenColumns,
  mixedDataset,
  partitionColumns,
  viewColumns,
} from '@bellwether/lake';
import { PortError } from '@bellwether/ports';
import { errorCode } from './state-error.ts';

/** A text as SQL writes it. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Directories between a kind and its files are partitions: `dataset=.../date=.../hour=...`. */
const hasFiles = async (directory: string, ending: string, depth: number): Promise<boolean> => {
  const entries = await readdir(directory, { withFileTypes: true });
  if (depth === 0) return entries.some((entry) => entry.isFile() && entry.name.endsWith(ending));
  for (const entry of entries) {
    if (entry.isDirectory() && (await hasFiles(join(directory, entry.name), ending, depth - 1))) return true;
  }
  return false;
};

/** Whether any file of this kind lies below the directory; a pattern without a file is an error for DuckDB. */
const holds = async (directory: string, ending: string, depth: number): Promise<boolean> => {
  try {
    return await hasFiles(directory, ending, depth);
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return false;
    throw new PortError('archive', 'list', false, { cause });
  }
};

const typesOf = (columns: readonly { readonly name: string; readonly duckdb: string }[], quoted: boolean): string =>
  `{${columns.map(({ name, duckdb }) => (quoted ? `${quoteText(name)}: ${quoteText(duckdb)}` : `${name}: ${duckdb}`)).join(', ')}}`;

const hive = `hive_partitioning = true, hive_types = ${typesOf(partitionColumns, false)}`;

const linesIn = (pattern: string): string =>
  `read_json(${quoteText(pattern)}, format = 'newline_delimited', compression = 'gzip',
      columns = ${typesOf([...eventColumns, ...hiddenColumns], true)}, ${hive})`;

const partsIn = (pattern: string): string =>
  `(SELECT * REPLACE (CAST("attributes" AS JSON) AS "attributes") FROM read_parquet(${quoteText(pattern)}, ${hive}))`;

/**
 * The statement that makes the view `events` over the archive's files, for any DuckDB. Without a file the view is empty
 * instead of an error.
 *
 * @param archiveDirectory  root of the archive, laid out as `@bellwether/lake` says
 * @param view  name of the view
 */
export const archiveViewSql = async (archiveDirectory: string, view = 'events'): Promise<string> => {
  const root = archiveDirectory.replace(/[*?[\]]/g, '[$&]');
  const [hasLines, hasMixed, hasParts] = await Promise.all([
    holds(join(archiveDirectory, 'events'), '.ndjson.gz', partitionColumns.length),
    holds(join(archiveDirectory, 'events', `dataset=${mixedDataset}`), '.ndjson.gz', partitionColumns.length - 1),
    holds(join(archiveDirectory, 'events-parquet'), '.parquet', partitionColumns.length),
  ]);
  const query =
    eventsQuery({
      ...(hasLines ? { lines: linesIn(join(root, 'events/dataset=*/date=*/hour=*/*.ndjson.gz')) } : {}),
      ...(hasMixed
        ? { mixedLines: linesIn(join(root, `events/dataset=${mixedDataset}/date=*/hour=*/*.ndjson.gz`)) }
        : {}),
      ...(hasParts ? { parts: partsIn(join(root, 'events-parquet/dataset=*/date=*/hour=*/*.parquet')) } : {}),
    }) ?? `SELECT ${viewColumns.map(({ name, duckdb }) => `NULL::${duckdb} AS "${name}"`).join(', ')} WHERE false`;
  return `CREATE OR REPLACE TEMP VIEW ${view} AS ${query}`;
};
