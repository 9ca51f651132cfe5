import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** A copy of an input that grows while the input comes. */
export interface SpooledInput {
  readonly path: string;
  /**
   * Resolves when the input has ended.
   *
   * @throws Error with `code` when the disk is full, or the input fails
   */
  readonly ended: Promise<void>;
  /** Bytes of whole lines that are in the copy. */
  readonly wholeBytes: number;
  /** Works while nothing is written to the copy, so that it ends in a whole line. The input waits meanwhile. */
  whilePaused<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Copies of inputs that can be read only once: the standard input, pipes, process substitutions. */
export interface Spool {
  /** Copies an input until it ends, or until the signal comes: what came until then is the input. */
  take(bytes: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<SpooledInput>;
  /** Removes the copies. */
  close(): Promise<void>;
}

/** A line that is longer is copied in parts. Bytes. */
const maxHeldBytes = 2 * 1024 * 1024;
const lineFeed = 0x0a;

/** Writes to a copy, one at a time, and not while somebody reads it. */
interface CopyWriter {
  write(bytes: Uint8Array): Promise<void>;
  end(bytes: Uint8Array): Promise<void>;
  readonly writtenBytes: number;
  whilePaused: SpooledInput['whilePaused'];
}

const openWriter = (path: string): CopyWriter => {
  const file = createWriteStream(path, { mode: 0o600 });
  let failure: Error | undefined;
  file.on('error', (error) => (failure = error));
  let writtenBytes = 0;
  let writing: Promise<void> = Promise.resolve();
  let paused: Promise<unknown> = Promise.resolve();
  return {
    write: async (bytes) => {
      await paused;
      if (failure !== undefined) throw failure;
      if (bytes.length === 0) return;
      writing = new Promise((resolve, reject) =>
        file.write(bytes, (error) => (error ? reject(error) : resolve(undefined))),
      );
      await writing;
      writtenBytes += bytes.length;
    },
    end: async (bytes) => {
      await paused;
      file.end(bytes);
      await finished(file);
    },
    get writtenBytes() {
      return writtenBytes;
    },
    whilePaused: async (work) => {
      // A write that fails is reported to who writes.
      const result = writing.catch(() => undefined).then(work);
      paused = result.catch(() => undefined);
      return result;
    },
  };
};

const copyTo = async (file: CopyWriter, source: Readable, signal: AbortSignal | undefined): Promise<void> => {
  // An open input would keep the process from ending.
  const onAbort = (): unknown => source.destroy();
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  let held = Buffer.alloc(0);
  try {
    for await (const chunk of source as AsyncIterable<Uint8Array>) {
      const end = chunk.lastIndexOf(lineFeed) + 1;
      if (end === 0 && held.length + chunk.length < maxHeldBytes) held = Buffer.concat([held, chunk]);
      else {
        const whole = end === 0 ? chunk.length : end;
        await file.write(Buffer.concat([held, chunk.subarray(0, whole)]));
        held = Buffer.from(chunk.subarray(whole));
      }
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    await file.end(held);
  }
};

/**
 * Opens a folder for copies that nobody else can read. They are raw: secrets are taken out when they are read. What a run that was killed
 * has left there is removed.
 */
export const openSpool = async (folder: string): Promise<Spool> => {
  await rm(folder, { recursive: true, force: true });
  let copies = 0;
  return {
    take: async (bytes, signal) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      copies += 1;
      const path = join(folder, String(copies));
      const file = openWriter(path);
      const ended = copyTo(file, bytes instanceof Readable ? bytes : Readable.from(bytes), signal);
      // It is waited for later; until then a failure must not end the process.
      ended.catch(() => undefined);
      return {
        path,
        ended,
        whilePaused: file.whilePaused,
        get wholeBytes() {
          return file.writtenBytes;
        },
      };
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
};
