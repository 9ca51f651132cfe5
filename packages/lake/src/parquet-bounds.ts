import { decompress as unpackZstd } from 'fzstd';
import { snappyUncompress, type Compressors, type FileMetaData } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { getMaxDefinitionLevel, getMaxRepetitionLevel, getSchemaPath } from 'hyparquet/src/schema.js';
import { gunzip } from '@bellwether/log-model';
import { ParquetError } from './parquet-error.ts';
import { checkPageRuns, type ColumnShape } from './parquet-runs.ts';

/** Rows of a file; a larger one is refused before anything is allocated by the numbers that it claims. */
const maxRows = 20_000_000;
/** Unpacked bytes of one page; writers end a page near 1 MiB. */
const maxPageBytes = 64 * 1024 * 1024;
/** Values of a row group, as far as they are decoded at the same time. */
const maxDecodedValues = 16 * 1024 * 1024;
/** Unpacked bytes of all pages that are read at the same time. */
const maxUnpackedBytes = 256 * 1024 * 1024;

const checkPageBytes = (pageBytes: number): void => {
  if (pageBytes > maxPageBytes) throw new ParquetError('too_large', pageBytes, maxPageBytes);
};

const codecs: ReadonlySet<string> = new Set(['UNCOMPRESSED', 'GZIP', 'SNAPPY', 'ZSTD']);

/**
 * What unpacks the pages of one reading, within bounds. Flow logs are compressed with gzip, what Security Lake keeps with Zstandard, most
 * other files with Snappy.
 *
 * @param maxBytes  most unpacked bytes of all pages together
 */
export const boundedCompressors = (maxBytes = maxUnpackedBytes): Compressors => {
  let unpackedBytes = 0;
  const count = (pageBytes: number): void => {
    checkPageBytes(pageBytes);
    unpackedBytes += pageBytes;
    if (unpackedBytes > maxBytes) throw new ParquetError('too_large', unpackedBytes, maxBytes);
  };
  return {
    GZIP: (input, outputLength) => {
      count(outputLength);
      const unpacked = gunzip(input, outputLength);
      if (!unpacked.ok) throw new ParquetError('damaged');
      return unpacked.bytes;
    },
    SNAPPY: (input, outputLength) => {
      count(outputLength);
      const output = new Uint8Array(outputLength);
      snappyUncompress(input, output);
      return output;
    },
    ZSTD: (input, outputLength) => {
      count(outputLength);
      // With an output of its own, nothing is allocated by the window that a frame claims.
      return unpackZstd(input, new Uint8Array(outputLength));
    },
  };
};

type Column = NonNullable<FileMetaData['row_groups'][number]['columns'][number]['meta_data']>;

const sizeOf = (claimed: number | undefined): number => {
  if (claimed === undefined || claimed < 0) throw new ParquetError('damaged');
  return claimed;
};

const shapeOf = (schema: FileMetaData['schema'], column: Column): ColumnShape => {
  const path = getSchemaPath(schema, column.path_in_schema);
  return {
    repetition: getMaxRepetitionLevel(path),
    definition: getMaxDefinitionLevel(path),
    isBoolean: column.type === 'BOOLEAN',
    valueBytes: column.type === 'FIXED_LEN_BYTE_ARRAY' ? (path.at(-1)?.element.type_length ?? 0) : 0,
  };
};

/** Values that decoding a column keeps in memory at the same time: of its dictionary, and of its largest page, or all pages where values are nested. */
const decodedValues = (bytes: Uint8Array, column: Column, shape: ColumnShape): number => {
  const start = Number(column.dictionary_page_offset || column.data_page_offset);
  const chunk = bytes.subarray(start, start + Number(column.total_compressed_size));
  const reader = { view: new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength), offset: 0 };
  const isNested = column.path_in_schema.length > 1 || shape.repetition > 0;
  const unpack = (page: Uint8Array, length: number): Uint8Array =>
    decompressPage(page, length, column.codec, boundedCompressors());
  let [ofDictionary, ofPages] = [0, 0];
  while (reader.offset < chunk.byteLength - 1) {
    const header = parquetHeader(reader);
    checkPageBytes(sizeOf(header.uncompressed_page_size));
    const { dictionary_page_header: dictionary, data_page_header: page, data_page_header_v2: pageV2 } = header;
    const values = sizeOf((dictionary ?? page ?? pageV2)?.num_values);
    if (dictionary !== undefined) ofDictionary = Math.max(ofDictionary, values);
    else ofPages = isNested ? ofPages + values : Math.max(ofPages, values);
    // Before a page is looked into: what is looked at is as large as its number of values.
    if (ofDictionary + ofPages > maxDecodedValues) break;
    const pageBytes = sizeOf(header.compressed_page_size);
    checkPageRuns(chunk.subarray(reader.offset, reader.offset + pageBytes), header, shape, unpack, maxPageBytes);
    reader.offset += pageBytes;
  }
  return ofDictionary + ofPages;
};

/**
 * Checks what the pages of a file claim before they are decoded: a page of a few bytes can claim a billion values. Unpacks one page at a
 * time.
 *
 * @throws ParquetError; anything else that is thrown comes of a page that cannot be read
 */
export const checkParquetPages = (bytes: Uint8Array, { num_rows, row_groups, schema }: FileMetaData): void => {
  const rows = Number(num_rows);
  if (rows > maxRows) throw new ParquetError('too_large', rows, maxRows);
  for (const { columns } of row_groups) {
    let values = 0;
    for (const { meta_data: column } of columns) {
      if (column === undefined) throw new ParquetError('damaged');
      if (!codecs.has(column.codec)) throw new ParquetError('unknown_compression');
      values += decodedValues(bytes, column, shapeOf(schema, column));
      if (values > maxDecodedValues) throw new ParquetError('too_large', values, maxDecodedValues);
    }
  }
};
