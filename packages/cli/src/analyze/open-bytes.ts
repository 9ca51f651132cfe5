import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { isGzip, type ReadFailure } from '@bellwether/log-model';

/** Chunk size of reading: large enough that splitting, not system calls, is the work. */
const chunkBytes = 256 * 1024;

/** Ends a file's reading: what came before it was read and counts. */
export class UnreadableRest extends Error {
  readonly failure: ReadFailure;

  constructor(failure: ReadFailure) {
    super(failure.code);
    this.name = 'UnreadableRest';
    this.failure = failure;
  }
}

const isGzipFile = async (path: string): Promise<boolean> => {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(3), 0, 3, 0);
    return isGzip(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
};

/**
 * The bytes of a file in chunks, decompressed when the file begins like gzip, whatever its name. Streams: memory does not
 * grow with the file, however far it unpacks.
 *
 * @throws UnreadableRest behind the last readable chunk of a damaged gzip file
 */
export async function* openBytes(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  const file = createReadStream(path, { highWaterMark: chunkBytes });
  if (!(await isGzipFile(path))) {
    yield* file as AsyncIterable<Uint8Array>;
    return;
  }
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  file.on('error', (error) => gunzip.destroy(error));
  let readBytes = 0;
  try {
    for await (const chunk of file.pipe(gunzip) as AsyncIterable<Uint8Array>) {
      readBytes += chunk.length;
      yield chunk;
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'Z_BUF_ERROR') throw new UnreadableRest({ code: 'truncated_gzip', readBytes });
    if (code.startsWith('Z_')) throw new UnreadableRest({ code: 'bad_gzip' });
    throw error;
  } finally {
    file.destroy();
  }
}
