import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { isGzip, type ReadFailure } from '@bellwether/log-model';

/** A part of what was compressed, or why there is no more; a failure is the last. */
export type UnzippedPart =
  { readonly kind: 'bytes'; readonly bytes: Uint8Array } | { readonly kind: 'failure'; readonly failure: ReadFailure };

/** Bytes of output handed on at once: large enough that crossing into zlib costs little, small beside a batch of records. */
const outputBytes = 128 * 1024;

const failed = (failure: ReadFailure): UnzippedPart => ({ kind: 'failure', failure });

const zlibCode = (error: unknown): string | undefined => {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && code.startsWith('Z_') ? code : undefined;
};

/** The chunks with the first ones joined, so that the first has the three magic bytes that say what they are; empty ones are left out. */
async function* withWholeHead(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | undefined = new Uint8Array();
  for await (const chunk of chunks) {
    if (head === undefined) {
      if (chunk.length > 0) yield chunk;
      continue;
    }
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    if (head.length < 3) continue;
    yield head;
    head = undefined;
  }
  if (head !== undefined && head.length > 0) yield head;
}

async function* inflated(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<UnzippedPart> {
  const source = Readable.from(chunks, { objectMode: true });
  const gunzip = createGunzip({ chunkSize: outputBytes });
  // `pipe` hands on no errors; and a source that broke must not look like gzip data that ends too early.
  source.on('error', (error) => gunzip.destroy(error));
  let readBytes = 0;
  try {
    for await (const bytes of source.pipe(gunzip) as AsyncIterable<Buffer>) {
      readBytes += bytes.length;
      yield { kind: 'bytes', bytes };
    }
  } catch (error) {
    const code = zlibCode(error);
    if (code === undefined) throw error;
    yield failed(code === 'Z_BUF_ERROR' ? { code: 'truncated_gzip', readBytes } : { code: 'bad_gzip' });
  } finally {
    gunzip.destroy();
    source.destroy();
  }
}

/**
 * Decompresses a stream of gzip data of one or more members while it is read; what is not gzip passes as it is. At most some
 * hundred kilobytes are held, whatever the sender put in.
 *
 * @param limitBytes  most bytes of output; more ends with `gzip_bomb`, or with `too_long` where nothing was compressed
 * @throws what `chunks` throws
 */
export async function* gunzipStream(
  chunks: AsyncIterable<Uint8Array>,
  limitBytes: number,
): AsyncGenerator<UnzippedPart> {
  const whole = withWholeHead(chunks);
  try {
    const first = await whole.next();
    if (first.done === true) {
      yield failed({ code: 'empty' });
      return;
    }
    const head = first.value;
    const again = (async function* () {
      yield head;
      yield* whole;
    })();
    const parts = isGzip(head) ? inflated(again) : asParts(again);
    let totalBytes = 0;
    for await (const part of parts) {
      if (part.kind === 'bytes') totalBytes += part.bytes.length;
      if (totalBytes > limitBytes) {
        yield failed(
          isGzip(head) ? { code: 'gzip_bomb', limitBytes } : { code: 'too_long', lengthBytes: totalBytes, limitBytes },
        );
        return;
      }
      yield part;
    }
  } finally {
    await whole.return(undefined);
  }
}

async function* asParts(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<UnzippedPart> {
  for await (const bytes of chunks) yield { kind: 'bytes', bytes };
}
