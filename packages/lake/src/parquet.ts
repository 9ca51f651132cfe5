import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { eventColumns } from './columns.ts';
import type { ArchivedEvent } from './event-line.ts';
import { readEventColumns } from './read-event.ts';

/** Rows of a group: a reader that looks for some minutes of an hour leaves the other groups unread by their statistics. */
const rowsOfGroup = 20_000;

/** Columns of a part: the lake's, and what replay needs besides; JSON text where it is not text, empty where there is nothing. */
const columnNames = [
  ...eventColumns.map(({ name }) => name),
  'sequence',
  'shard',
  'hits',
  'isOfDocument',
  'provenance',
] as const;

const cellOf = (
  { shard = '', sequence, hits, isOfDocument, provenance, event }: ArchivedEvent,
  name: (typeof columnNames)[number],
): unknown => {
  if (name === 'hits') return hits === undefined ? '' : JSON.stringify(hits);
  if (name === 'provenance') return provenance === undefined ? '' : JSON.stringify(provenance);
  if (name === 'isOfDocument') return isOfDocument ? 'true' : '';
  if (name === 'sequence') return sequence;
  if (name === 'shard') return shard;
  return name === 'attributes' ? JSON.stringify(event.attributes) : event[name];
};

/**
 * Encodes events, in the order given, as one Parquet file: Snappy, statistics for each column of a group, dictionaries where
 * they help. Columns are the lake's; the dataset stands in the path.
 */
export const writeParquet = (events: readonly ArchivedEvent[]): Uint8Array => {
  const columnData = columnNames.map((name) => ({
    name,
    type: name === 'timestampMs' ? ('INT64' as const) : ('STRING' as const),
    nullable: false,
    data: events.map((event) => {
      const cell = cellOf(event, name);
      return name === 'timestampMs' ? BigInt(Math.trunc(Number(cell))) : cell;
    }),
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: rowsOfGroup, createdBy: 'bellwether' }));
};

/** A copy of exactly these bytes: the reader takes a whole buffer. */
const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/**
 * Rows of a file, by its own account: what is compared with the rows that were meant to be written.
 *
 * @throws Error for bytes that are not a Parquet file
 */
export const countParquetRows = (bytes: Uint8Array): number => Number(parquetMetadata(bufferOf(bytes)).num_rows);

const eventOfRow = (row: Readonly<Record<string, unknown>>, dataset: string): ArchivedEvent => {
  const attributes: unknown = JSON.parse(String(row['attributes']));
  const jsonIn = (name: string): unknown =>
    typeof row[name] === 'string' && row[name] !== '' ? JSON.parse(row[name]) : undefined;
  const isOfDocument = row['isOfDocument'] === 'true';
  const columns = { ...row, timestampMs: Number(row['timestampMs']), attributes, isOfDocument };
  const event = readEventColumns({ ...columns, hits: jsonIn('hits'), provenance: jsonIn('provenance') }, dataset);
  if (event === undefined) throw new TypeError('A row of the part is no archived event.');
  return event;
};

/**
 * Reads the events of a part back.
 *
 * @param dataset  the dataset that the part's path says
 * @throws Error for bytes that are not a part of the lake
 */
export const readParquet = async (bytes: Uint8Array, dataset: string): Promise<readonly ArchivedEvent[]> => {
  const rows = await parquetReadObjects({ file: bufferOf(bytes) });
  return rows.map((row) => eventOfRow(row as Readonly<Record<string, unknown>>, dataset));
};
