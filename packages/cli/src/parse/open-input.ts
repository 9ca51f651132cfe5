import { stat } from 'node:fs/promises';
import type { RecordOrigin } from '@bellwether/log-model';
import { logGroupOf } from '../analyze/log-group-of.ts';
import { openBytes, openChunks } from '../analyze/open-bytes.ts';

/** Bytes to read, and what is known of where they come from. */
export interface Input {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly origin: RecordOrigin;
  /** Resolves missing years: when the file was last written, or the time of the call; epoch milliseconds UTC. */
  readonly receivedMs: number;
}

/** The name that stands for the standard input. */
const standardInput = '-';

/**
 * Opens a file, plain or gzip, or the standard input for `-`.
 *
 * @throws Error when there is no such file, or it is a folder
 */
export const openInput = async (
  name: string,
  standard: { readonly bytes: AsyncIterable<Uint8Array>; readonly nowMs: number },
): Promise<Input> => {
  const nowhere = { account: '', region: '', logGroup: '', logStream: '' };
  if (name === standardInput) return { bytes: openChunks(standard.bytes), origin: nowhere, receivedMs: standard.nowMs };
  const entry = await stat(name).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new Error(`There is no file ${name}.`, { cause: error });
    if (error.code === 'EACCES') throw new Error(`You do not have permission to read ${name}.`, { cause: error });
    throw error;
  });
  if (entry.isDirectory()) throw new Error(`${name} is a folder; name files, or - for standard input.`);
  return {
    bytes: openBytes(name),
    origin: { ...nowhere, logGroup: logGroupOf(name), logStream: name },
    receivedMs: Math.floor(entry.mtimeMs),
  };
};
