import { open, stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { logGroupOf } from '../analyze/log-group-of.ts';

/** Bytes that are read at once. */
const chunkBytes = 64 * 1024;
/** Milliseconds between two looks at a file that has not grown. */
const defaultPollMs = 250;
const lineFeed = 0x0a;

/** A file that is followed. */
export interface FollowOptions {
  /** Lines of the end that are read first; integer, 0 or more. Infinity reads all. */
  readonly lines: number;
  /** Whether it is read on when it grows, or is replaced by rotation. */
  readonly follow: boolean;
  /** Ends the following. */
  readonly signal: AbortSignal;
  readonly pollMs?: number;
}

type OpenedFile = Awaited<ReturnType<typeof open>>;

const readAt = async (file: OpenedFile, atBytes: number, length: number): Promise<Buffer> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, atBytes);
  return buffer.subarray(0, bytesRead);
};

/** Where the last `lines` lines begin, in bytes. A line end at the end of the file ends the last line. */
const startOfLast = async (file: OpenedFile, sizeBytes: number, lines: number): Promise<number> => {
  if (lines === Number.POSITIVE_INFINITY || sizeBytes === 0) return 0;
  if (lines === 0) return sizeBytes;
  let found = 0;
  let endBytes = sizeBytes - 1;
  while (endBytes > 0) {
    const fromBytes = Math.max(0, endBytes - chunkBytes);
    const chunk = await readAt(file, fromBytes, endBytes - fromBytes);
    for (let at = chunk.length - 1; at >= 0; at -= 1) {
      if (chunk[at] !== lineFeed) continue;
      found += 1;
      if (found === lines) return fromBytes + at + 1;
    }
    endBytes = fromBytes;
  }
  return 0;
};

/** Waits; false when the signal came meanwhile. */
const paused = (ms: number, signal: AbortSignal): Promise<boolean> => wait(ms, true, { signal }).catch(() => false);

/**
 * The end of a file, and what is written to it afterwards, as `tail -F` reads it: a file that is replaced or cut short by rotation is read on
 * from the beginning of the new one.
 *
 * @throws Error with `code` when the file cannot be opened at first, or not be read
 */
export async function* followFile(path: string, options: FollowOptions): AsyncGenerator<Uint8Array, void, undefined> {
  const { follow, signal, pollMs = defaultPollMs } = options;
  let file = await open(path, 'r');
  try {
    let identity = (await file.stat()).ino;
    let atBytes = await startOfLast(file, (await file.stat()).size, options.lines);
    for (;;) {
      const chunk = await readAt(file, atBytes, chunkBytes);
      atBytes += chunk.length;
      if (chunk.length > 0) yield chunk;
      if (signal.aborted || (chunk.length === 0 && !follow)) return;
      if (chunk.length > 0) continue;
      if (!(await paused(pollMs, signal))) return;
      const now = await stat(path).catch(() => undefined);
      if (now === undefined) continue;
      if (now.ino !== identity) {
        // What was written to the old file before it was replaced comes first.
        const rest = await readAt(file, atBytes, chunkBytes);
        atBytes += rest.length;
        if (rest.length > 0) {
          yield rest;
          continue;
        }
        await file.close();
        file = await open(path, 'r');
        identity = (await file.stat()).ino;
        atBytes = 0;
      } else if (now.size < atBytes) atBytes = 0;
    }
  } finally {
    await file.close();
  }
}

/** What is known of a followed file before it is read. */
export const originOfFile = (path: string) => ({
  account: '',
  region: '',
  logGroup: logGroupOf(path),
  logStream: path,
});
