import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { ParquetError, parquetLines } from '../src/parquet-lines.ts';

const flows = (count: number, codec: 'SNAPPY' | 'UNCOMPRESSED' | 'GZIP' = 'SNAPPY'): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      codec,
      ...(codec === 'GZIP' ? { compressors: { GZIP: (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes)) } } : {}),
      columnData: [
        { name: 'version', type: 'INT32', data: Array.from({ length: count }, () => 2) },
        { name: 'srcaddr', type: 'STRING', data: Array.from({ length: count }, (_, row) => `192.0.2.${row % 250}`) },
        { name: 'bytes', type: 'INT64', data: Array.from({ length: count }, (_, row) => BigInt(row)) },
      ],
    }),
  );

const maxTextBytes = 1024 * 1024 * 1024;

const partsOf = async (bytes: Uint8Array, limitBytes = maxTextBytes): Promise<readonly (readonly string[])[]> => {
  const parts: (readonly string[])[] = [];
  for await (const part of parquetLines(bytes, limitBytes)) parts.push(part);
  return parts;
};

const read = async (bytes: Uint8Array): Promise<readonly string[]> => (await partsOf(bytes)).flat();

/** Why the file was refused. */
const refusal = async (bytes: Uint8Array, limitBytes = maxTextBytes): Promise<ParquetError> => {
  const error: unknown = await partsOf(bytes, limitBytes).catch((thrown: unknown) => thrown);
  if (!(error instanceof ParquetError)) throw new Error(`Not refused by a ParquetError: ${String(error)}`);
  return error;
};

interface Texts {
  readonly data: readonly (string | null)[];
  readonly codec?: 'SNAPPY' | 'UNCOMPRESSED';
  readonly encoding?: 'DELTA_BYTE_ARRAY' | 'RLE_DICTIONARY';
}

const texts = ({ data, codec = 'UNCOMPRESSED', encoding }: Texts): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      codec,
      pageSize: 4_000_000_000,
      columnData: [
        {
          name: 'text',
          type: 'STRING',
          nullable: true,
          data: [...data],
          ...(encoding === undefined ? {} : { encoding }),
        },
      ],
    }),
  );

/** The bytes with the first `from` replaced by `to`, of the same length. */
const patched = (bytes: Uint8Array, from: readonly number[], to: readonly number[]): Uint8Array => {
  const at = Buffer.from(bytes).indexOf(Uint8Array.from(from));
  if (at < 0) throw new Error('There is nothing to patch.');
  const copy = Uint8Array.from(bytes);
  copy.set(to, at);
  return copy;
};

describe('the rows of a Parquet file', () => {
  it.each(['SNAPPY', 'UNCOMPRESSED', 'GZIP'] as const)('are JSON with the names of its columns: %s', async (codec) => {
    const lines = await read(flows(25_000, codec));
    expect(lines).toHaveLength(25_000);
    expect(JSON.parse(lines[24_999]!)).toEqual({ version: 2, srcaddr: '192.0.2.249', bytes: 24_999 });
  });

  it.each(['SNAPPY', 'UNCOMPRESSED'] as const)('keep what is absent, repeated and different: %s', async (codec) => {
    const data = Array.from({ length: 5_000 }, (_, row) =>
      row % 7 === 0 ? null : row % 3 === 0 ? 'same' : `row ${row}`,
    );
    for (const encoding of [undefined, 'DELTA_BYTE_ARRAY', 'RLE_DICTIONARY'] as const) {
      const lines = await read(texts({ data, codec, ...(encoding === undefined ? {} : { encoding }) }));
      expect(lines.map((line) => (JSON.parse(line) as { text: unknown }).text)).toEqual(data);
    }
  });

  it('come in parts of at most 2 MiB, whatever their number', async () => {
    const bytes = texts({ data: Array.from({ length: 60 }, () => 'x'.repeat(100_000)), codec: 'SNAPPY' });
    const parts = await partsOf(bytes);
    const sizes = parts.map((part) => part.reduce((sum, line) => sum + Buffer.byteLength(line), 0));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2 * 1024 * 1024);
    expect(parts.flat()).toHaveLength(60);
  });

  it.each([
    ['its beginning alone', Buffer.from('PAR1')],
    ['a file that was cut off', flows(100).subarray(0, 300)],
    ['bytes that only claim to be one', Buffer.from(`PAR1${'x'.repeat(400)}PAR1`)],
  ])('are refused for %s', async (_, bytes) => {
    const error = await refusal(bytes);
    expect(error.failure).toEqual({ code: 'bad_shape', format: 'parquet', field: 'file' });
    expect(error.cause).toBeInstanceOf(Error);
  });

  it('are refused, with its name, for a compression that is not supported', async () => {
    const brotli = new Uint8Array(
      parquetWriteBuffer({
        codec: 'BROTLI',
        compressors: { BROTLI: (bytes: Uint8Array) => bytes },
        columnData: [{ name: 'a', type: 'INT32', data: [1, 2, 3] }],
      }),
    );
    expect((await refusal(brotli)).code).toBe('unknown_compression');
  });

  /** Columns of one text each, with pages as `compress` gives them. */
  const zstd = (data: readonly string[], compress: (bytes: Uint8Array) => Uint8Array): Uint8Array =>
    new Uint8Array(
      parquetWriteBuffer({
        codec: 'ZSTD',
        compressors: { ZSTD: compress },
        columnData: [{ name: 'text', type: 'STRING', nullable: true, encoding: 'PLAIN', data: [...data] }],
      }),
    );

  /** A frame of Zstandard with one block that is not compressed: RFC 8878, 3.1.1. */
  const frame = (content: Uint8Array): Uint8Array => {
    const size = new Uint8Array(new Uint32Array([content.length]).buffer);
    const block = (content.length << 3) | 1;
    return new Uint8Array([
      0x28,
      0xb5,
      0x2f,
      0xfd,
      0xa0,
      ...size,
      block & 255,
      (block >> 8) & 255,
      block >> 16,
      ...content,
    ]);
  };

  /** The page of forty requests below, 840 bytes, as Node 22's `zstdCompressSync` compresses it. */
  const page =
    'KLUv/WBIAnUDAAKEDBLApwOhOr6rC76UKaXUoQ5f2QFby12u6C5XdJcrussV3eWK7nJrmTlOQRzDlCEQCCFAJyDg57TQRzNa6KMZLfTRjBb6aEYLfTSjhT6a0YI+mtFCH81ooY9mtNBHM1rooxkt9NGMFk3fiCQm';
  const requests = Array.from({ length: 40 }, (_, row) => `GET /orders/${String(row % 7)} 200`);

  it.each<[string, (bytes: Uint8Array) => Uint8Array, readonly string[]]>([
    ['stored', frame, ['a', 'bb', 'ccc']],
    ['compressed', () => Buffer.from(page, 'base64'), requests],
  ])('are read from pages of Zstandard that are %s', async (_, compress, data) => {
    const lines = await read(zstd(data, compress));
    expect(lines.map((line) => (JSON.parse(line) as { text: unknown }).text)).toEqual(data);
  });

  it('are refused as damaged for a page of Zstandard that is cut off', async () => {
    const cut = zstd(['a', 'bb'], (bytes) => frame(bytes).subarray(0, 12));
    expect((await refusal(cut)).failure).toEqual({ code: 'bad_shape', format: 'parquet', field: 'file' });
  });

  const run = { data: Array.from({ length: 1_000 }, (_, row) => (row < 992 ? 'abc' : 'def')) };
  it.each<[string, Uint8Array, number?]>([
    ['text beyond the limit', texts({ data: ['x'.repeat(3_000), 'y'.repeat(3_000)] }), 4_000],
    // 1,000 equal levels, and 992 equal values, that become 8,191: a longer number would fill any memory.
    ['a run of levels that is longer than its page', patched(texts(run), [0xd0, 0x0f, 1], [0xfe, 0x7f, 1])],
    ['a run of values that is longer than its page', patched(texts(run), [0xc0, 0x0f, 0], [0xfe, 0x7f, 0])],
    [
      'values that repeat the one before for gigabytes',
      texts({ data: Array.from({ length: 900 }, () => 'x'.repeat(100_000)), encoding: 'DELTA_BYTE_ARRAY' }),
    ],
  ])('are refused as too large for %s', async (_, bytes, limitBytes = maxTextBytes) => {
    expect((await refusal(bytes, limitBytes)).code).toBe('too_large');
  });

  it.each([
    ['gzip', flows(300)],
    ['Zstandard', zstd(requests, () => Buffer.from(page, 'base64'))],
  ])('are refused for any damage of %s pages with a ParquetError, and never hang', async (_, whole) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        const damaged = Uint8Array.from(whole);
        damaged[at] = byte;
        const outcome: unknown = await partsOf(damaged, 1_000_000).catch((thrown: unknown) => thrown);
        expect(Array.isArray(outcome) || outcome instanceof ParquetError).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
