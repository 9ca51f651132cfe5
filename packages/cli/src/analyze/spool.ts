import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

/** Copies of inputs that can be read only once: the standard input, pipes, process substitutions. */
export interface Spool {
  /**
   * Copies an input until it ends, or until the signal comes: what came until then is the input.
   *
   * @returns path of the copy
   * @throws Error with `code` when the disk is full, or the input fails
   */
  take(bytes: AsyncIterable<Uint8Array> & { destroy?(): unknown }, signal?: AbortSignal): Promise<string>;
  /** Removes the copies. */
  close(): Promise<void>;
}

/** Resolves with the signal; never without one. */
const aborted = (signal: AbortSignal | undefined): Promise<'aborted'> =>
  new Promise((resolve) => {
    if (signal?.aborted) resolve('aborted');
    else signal?.addEventListener('abort', () => resolve('aborted'), { once: true });
  });

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
      const file = createWriteStream(path, { mode: 0o600 });
      const failed = new Promise<never>((_, reject) => file.once('error', reject));
      const stopped = aborted(signal);
      const chunks = bytes[Symbol.asyncIterator]();
      try {
        for (;;) {
          const next = await Promise.race([chunks.next(), stopped, failed]);
          if (next === 'aborted') {
            // An open input would keep the process from ending.
            bytes.destroy?.();
            break;
          }
          if (next.done === true) break;
          if (!file.write(next.value))
            await Promise.race([new Promise<void>((resolve) => file.once('drain', () => resolve())), failed]);
        }
      } finally {
        file.end();
        await finished(file);
      }
      return path;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
};
