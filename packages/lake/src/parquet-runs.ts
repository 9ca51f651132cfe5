import type { PageHeader } from 'hyparquet';
import { deltaBinaryUnpack } from 'hyparquet/src/delta.js';
import { readVarInt } from 'hyparquet/src/thrift.js';
import { ParquetError } from './parquet-error.ts';

/** What a column's position in the schema says about its pages. */
export interface ColumnShape {
  /** Highest levels; 0 when the pages contain none. */
  readonly repetition: number;
  readonly definition: number;
  readonly isBoolean: boolean;
  /** Bytes of a value of fixed length; 0 for any other. */
  readonly valueBytes: number;
}

interface Reader {
  readonly view: DataView;
  offset: number;
}

const widthOf = (maxLevel: number): number => 32 - Math.clz32(maxLevel);

const checkRuns = (reader: Reader, width: number, values: number, end: number): void => {
  let seen = 0;
  while (seen < values && reader.offset < end) {
    const header = readVarInt(reader) >>> 0;
    const isPacked = (header & 1) === 1;
    const count = isPacked ? (header >>> 1) * 8 : header >>> 1;
    if (!isPacked && count > values) throw new ParquetError('too_large', count, values);
    reader.offset += isPacked ? (header >>> 1) * width : (width + 7) >> 3;
    seen += count;
  }
};

/** Runs that begin with their length in bytes. */
const checkSection = (reader: Reader, width: number, values: number): void => {
  const end = reader.offset + 4 + reader.view.getUint32(reader.offset, true);
  reader.offset += 4;
  checkRuns(reader, width, values, end);
  reader.offset = end;
};

/** A value that begins like the one before it repeats those bytes: a few bytes of a file can claim gigabytes. */
const checkRepeatedBytes = (reader: Reader, values: number, maxBytes: number): void => {
  const prefixes = new Int32Array(values);
  deltaBinaryUnpack(reader, values, prefixes);
  let bytes = 0;
  for (const prefix of prefixes) bytes += Math.max(0, prefix);
  if (bytes > maxBytes) throw new ParquetError('too_large', bytes, maxBytes);
};

const checkValues = (
  reader: Reader,
  encoding: string | undefined,
  values: number,
  shape: ColumnShape,
  maxBytes: number,
): void => {
  const { byteLength } = reader.view;
  if (encoding === 'DELTA_BYTE_ARRAY' && values > 0) checkRepeatedBytes(reader, values, maxBytes);
  if (encoding === 'BYTE_STREAM_SPLIT' && values * shape.valueBytes > byteLength) throw new ParquetError('damaged');
  if (!['RLE', 'RLE_DICTIONARY', 'PLAIN_DICTIONARY'].includes(encoding ?? '')) return;
  if (shape.isBoolean) return checkSection(reader, 1, values);
  const width = reader.view.getUint8(reader.offset);
  reader.offset += 1;
  if (width > 0) checkRuns(reader, width, values, byteLength);
};

const readerOf = (bytes: Uint8Array): Reader => ({
  view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  offset: 0,
});

/**
 * Checks that no run of a data page repeats more values than the page claims. The reader believes each run's own count, so that
 * ten bytes could fill any memory.
 *
 * @param bytes   the page as it lies in the file, after its header
 * @param unpack  unpacks bytes of the page, to the given length
 * @throws ParquetError for a run that is too long; RangeError for a page that ends too early
 */
export const checkPageRuns = (
  bytes: Uint8Array,
  header: PageHeader,
  shape: ColumnShape,
  unpack: (bytes: Uint8Array, length: number) => Uint8Array,
  maxBytes: number,
): void => {
  const { data_page_header: page, data_page_header_v2: pageV2 } = header;
  if (page !== undefined) {
    const reader = readerOf(unpack(bytes, header.uncompressed_page_size));
    if (shape.repetition > 0) checkSection(reader, widthOf(shape.repetition), page.num_values);
    if (shape.definition > 0) checkSection(reader, widthOf(shape.definition), page.num_values);
    checkValues(reader, page.encoding, page.num_values, shape, maxBytes);
  } else if (pageV2 !== undefined) {
    const { num_values, num_nulls, repetition_levels_byte_length, definition_levels_byte_length } = pageV2;
    const levelBytes = repetition_levels_byte_length + definition_levels_byte_length;
    if (num_nulls < 0 || num_nulls > num_values || repetition_levels_byte_length < 0 || levelBytes < 0)
      throw new ParquetError('damaged');
    const levels = readerOf(bytes);
    if (shape.repetition > 0) checkRuns(levels, widthOf(shape.repetition), num_values, repetition_levels_byte_length);
    levels.offset = repetition_levels_byte_length;
    if (shape.definition > 0) checkRuns(levels, widthOf(shape.definition), num_values, levelBytes);
    const rest = bytes.subarray(levelBytes);
    const isPacked = pageV2.is_compressed !== false;
    const reader = readerOf(isPacked ? unpack(rest, header.uncompressed_page_size - levelBytes) : rest);
    checkValues(reader, pageV2.encoding, num_values - num_nulls, shape, maxBytes);
  }
};
