import { parquetMetadataAsync, parquetReadObjects, type Compressors } from 'hyparquet';
import { gunzip } from '@bellwether/log-model';

/** Rows that are read at once. */
const rowsAtOnce = 10_000;
/** Rows and unpacked bytes of a page that no log file of a service has; beyond, the file is refused. */
const maxRows = 20_000_000;
const maxPageBytes = 64 * 1024 * 1024;

/** Flow logs are compressed with gzip; Snappy is the reader's own. */
const compressors: Compressors = {
  GZIP: (input, outputLength) => {
    const unpacked = gunzip(input, Math.min(outputLength, maxPageBytes));
    if (!unpacked.ok) throw new Error(unpacked.failure.code);
    return unpacked.bytes;
  },
};

/** JSON has no integers of 64 bits, dates or bytes. */
const plain = (_: string, value: unknown): unknown => {
  if (typeof value === 'bigint')
    return value <= Number.MAX_SAFE_INTEGER && value >= Number.MIN_SAFE_INTEGER ? Number(value) : String(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value;
};

/**
 * The rows of a Parquet file that a service wrote (VPC flow logs, Security Lake), each as one JSON text with the file's column names.
 *
 * @throws Error for bytes that are no Parquet file, are damaged, or are compressed as nothing here can unpack
 * @example
 * // {"version":2,"account_id":"111122223333","interface_id":"eni-0a1b","srcaddr":"192.0.2.4","dstport":22}
 */
export async function* parquetLines(bytes: Uint8Array): AsyncGenerator<readonly string[], void, undefined> {
  const file = new Uint8Array(bytes).buffer;
  const metadata = await parquetMetadataAsync(file);
  const rows = Number(metadata.num_rows);
  if (rows > maxRows) throw new Error(`The file claims ${rows} rows.`);
  for (let rowStart = 0; rowStart < rows; rowStart += rowsAtOnce) {
    const part = await parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd: rowStart + rowsAtOnce });
    yield part.map((row) => JSON.stringify(row, plain));
  }
}
