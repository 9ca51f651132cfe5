import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { parquetLines } from '../src/parquet-lines.ts';

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

const read = async (bytes: Uint8Array): Promise<readonly string[]> => {
  const lines: string[] = [];
  for await (const part of parquetLines(bytes)) lines.push(...part);
  return lines;
};

describe('the rows of a Parquet file', () => {
  it.each(['SNAPPY', 'UNCOMPRESSED', 'GZIP'] as const)('are JSON with the names of its columns: %s', async (codec) => {
    const lines = await read(flows(25_000, codec));
    expect(lines).toHaveLength(25_000);
    expect(JSON.parse(lines[24_999]!)).toEqual({ version: 2, srcaddr: '192.0.2.249', bytes: 24_999 });
  });

  it.each([
    ['its beginning alone', Buffer.from('PAR1')],
    ['a file that was cut off', flows(100).subarray(0, 300)],
    ['bytes that only claim to be one', Buffer.from(`PAR1${'x'.repeat(400)}PAR1`)],
  ])('are refused for %s', async (_, bytes) => {
    await expect(read(bytes)).rejects.toThrow();
  });
});
