import { parquetMetadataAsync, parquetReadObjects, type AsyncBuffer, type FileMetaData } from 'hyparquet';
import { boundedCompressors, checkParquetPages } from './parquet-bounds.ts';
import { ParquetError } from './parquet-error.ts';

export { ParquetError } from './parquet-error.ts';

/** Rows that are decoded at once. They share what their columns contain: their text, which may be much more, is written row by row. */
const rowsAtOnce = 10_000;
/** Maximum bytes of JSON text in one part; a row that is longer is a part by itself. */
const maxPartBytes = 2 * 1024 * 1024;
/** Maximum characters of text in one row; no service writes such a row. */
const maxRowText = 8 * 1024 * 1024;

/** The bytes as the reader asks for them: only the ranges that it reads are copied. */
const rangesOf = (bytes: Uint8Array): AsyncBuffer => ({
  byteLength: bytes.byteLength,
  slice: (start, end) => new Uint8Array(bytes.subarray(start, end)).buffer,
});

/** JSON has no integers of 64 bits, dates or bytes. */
const plain = (value: unknown): unknown => {
  if (typeof value === 'bigint')
    return value <= Number.MAX_SAFE_INTEGER && value >= Number.MIN_SAFE_INTEGER ? Number(value) : String(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value;
};

const textOf = (row: Readonly<Record<string, unknown>>): string => {
  let length = 0;
  return JSON.stringify(row, (_, value: unknown) => {
    const written = plain(value);
    length += typeof written === 'string' ? written.length : 1;
    if (length > maxRowText) throw new ParquetError('too_large', length, maxRowText);
    return written;
  });
};

/** Whatever the reader throws about a file is a fault of the file. */
const orDamaged = async <T>(read: () => Promise<T>): Promise<T> => {
  try {
    return await read();
  } catch (error) {
    throw error instanceof ParquetError ? error : new ParquetError('damaged', 0, 0, error);
  }
};

async function* rowsOf(
  file: AsyncBuffer,
  metadata: FileMetaData,
): AsyncGenerator<Readonly<Record<string, unknown>>, void, undefined> {
  const rows = Number(metadata.num_rows);
  for (let rowStart = 0; rowStart < rows; rowStart += rowsAtOnce) {
    const part = { rowStart, rowEnd: Math.min(rows, rowStart + rowsAtOnce), compressors: boundedCompressors() };
    yield* await orDamaged(() => parquetReadObjects({ file, metadata, ...part }));
  }
}

/**
 * The rows of a Parquet file that a service wrote (VPC flow logs, Security Lake), each as one JSON text with the file's column names,
 * in parts of at most 2 MiB.
 *
 * @param maxTextBytes  most bytes of text of all rows; a small file may unpack to any number of them
 * @throws ParquetError for bytes that are not a Parquet file, are damaged, grow too large, or are compressed by a method that is not
 *   supported; the rows before it were given
 * @example
 * // {"version":2,"account_id":"111122223333","interface_id":"eni-0a1b","srcaddr":"192.0.2.4","dstport":22}
 */
export async function* parquetLines(
  bytes: Uint8Array,
  maxTextBytes: number,
): AsyncGenerator<readonly string[], void, undefined> {
  const file = rangesOf(bytes);
  const metadata = await orDamaged(async () => {
    const read = await parquetMetadataAsync(file);
    checkParquetPages(bytes, read);
    return read;
  });
  let part: string[] = [];
  let [partBytes, textBytes] = [0, 0];
  for await (const row of rowsOf(file, metadata)) {
    const text = textOf(row);
    const length = Buffer.byteLength(text);
    textBytes += length;
    if (textBytes > maxTextBytes) throw new ParquetError('too_large', textBytes, maxTextBytes);
    if (partBytes + length > maxPartBytes && part.length > 0) {
      yield part;
      [part, partBytes] = [[], 0];
    }
    part.push(text);
    partBytes += length;
  }
  if (part.length > 0) yield part;
}
