import { open } from 'node:fs/promises';
import { isGzip } from '@bellwether/log-model';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

const readAt = async (path: string, atBytes: number, lengthBytes: number): Promise<Uint8Array> => {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(lengthBytes), 0, lengthBytes, atBytes);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
};

/** Whether the file's bytes are read as they lie, so that a position in what was read is one in the file. */
export const isPlainFile = async (path: string): Promise<boolean> => !isGzip(await readAt(path, 0, 3));

/**
 * Whether the last unit of an earlier run, which had no line end behind it, goes on in what was written since. A line end
 * alone finishes it as it was read.
 *
 * @param endBytes  where the file ended then
 */
export const goesOnAt = async (path: string, endBytes: number): Promise<boolean> => {
  const next = await readAt(path, endBytes, 2);
  return next.length > 0 && next[0] !== lineFeed && !(next[0] === carriageReturn && next[1] === lineFeed);
};
