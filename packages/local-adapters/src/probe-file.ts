import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { PortError } from '@bellwether/ports';

/** How much of a file's beginning tells it from another: 64 KiB. */
export const probedBytes = 65_536;

/** What tells whether a file is the one that was read before. */
export interface InputProbe {
  readonly sizeBytes: number;
  /** SHA-256, in hex, of the first bytes; `lengthBytes` is at most `sizeBytes`. */
  hashFirst(lengthBytes: number): Promise<string>;
}

/**
 * Looks at a file's size and beginning.
 *
 * @throws PortError when it is not there or not readable
 */
export const probeFile = async (path: string): Promise<InputProbe> => {
  try {
    const { size } = await stat(path);
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(
        Buffer.alloc(Math.min(size, probedBytes)),
        0,
        Math.min(size, probedBytes),
        0,
      );
      return probeBytes(buffer.subarray(0, bytesRead), size);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new PortError('inputs', 'probe', false, { cause });
  }
};

/** The probe of bytes at hand, such as what came through a pipe. */
export const probeBytes = (firstBytes: Uint8Array, sizeBytes = firstBytes.length): InputProbe => ({
  sizeBytes,
  hashFirst: async (lengthBytes) => createHash('sha256').update(firstBytes.subarray(0, lengthBytes)).digest('hex'),
});
