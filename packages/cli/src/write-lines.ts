import { pipeline } from 'node:stream/promises';
import type { Writable } from 'node:stream';

/** Characters gathered before they are written: one system call for many lines. */
const batchLength = 64 * 1024;

async function* inBatches(lines: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let batch = '';
  for await (const line of lines) {
    batch += `${line}\n`;
    if (batch.length < batchLength) continue;
    yield batch;
    batch = '';
  }
  if (batch !== '') yield batch;
}

const isClosedPipe = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  (error.code === 'EPIPE' || error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.code === 'ERR_STREAM_DESTROYED');

/** Writes lines as fast as the output takes them. An output that closes early, as `head` does, ends it quietly. */
export const writeLines = async (lines: AsyncIterable<string>, out: Writable): Promise<void> => {
  try {
    await pipeline(inBatches(lines), out, { end: false });
  } catch (error) {
    if (!isClosedPipe(error)) throw error;
  }
};
