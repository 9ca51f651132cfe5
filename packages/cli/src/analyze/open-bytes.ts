import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { isGzip, type ReadFailure } from '@bellwether/log-model';
import { isParquet, takeParquet } from '@bellwether/pipeline';
import { narrow, unreadContent, wideEncodingOf } from './known-content.ts';

/** Chunk size of reading: large enough that splitting, not system calls, is the work. */
const chunkBytes = 256 * 1024;

/** Bytes of a file's beginning that distinguish text from anything else. */
const sampleBytes = 8192;
/**
 * Shares of bytes that no text has, from which on a file is none, in [0, 1]. Data that is not UTF-8 may still be Latin-1 or
 * another old encoding, which has no more control characters than UTF-8 text; random bytes have 10 %.
 */
const notTextScore = 0.3;
const notTextScoreOfOther = 0.05;

/** Bytes that distinguish gzip from anything else. */
const magicBytes = 3;
/** Bytes that distinguish kinds of content. */
const headBytes = 512;

/** Share of bytes that no text in UTF-8 or Latin-1 has: control characters but tab, line ends and escape. */
const controlScoreOf = (bytes: Uint8Array): number => {
  const sample = bytes.subarray(0, sampleBytes);
  let controls = 0;
  for (const byte of sample)
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x1b && byte !== 0x0c) controls += 1;
  return sample.length === 0 ? 0 : controls / sample.length;
};

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    // A character that the sample's end cuts is not a fault of the file.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, sampleBytes), { stream: true });
    return true;
  } catch {
    return false;
  }
};

const isNoText = (bytes: Uint8Array, controlScore: number): boolean =>
  controlScore >= notTextScore || (controlScore >= notTextScoreOfOther && !isUtf8(bytes));

/** Ends a file's reading: what came before it was read and counts. */
export class UnreadableRest extends Error {
  readonly failure: ReadFailure;
  /** What the whole of it is, and the command that helps; absent for damage. */
  readonly unread: { readonly what: string; readonly advice: string } | undefined;

  constructor(failure: ReadFailure, unread?: { readonly what: string; readonly advice: string }) {
    super(failure.code);
    this.name = 'UnreadableRest';
    this.failure = failure;
    this.unread = unread;
  }
}

/**
 * The bytes of a file in chunks, decompressed when the file begins like gzip, whatever its name. Streams: memory does not
 * grow with the file, however far it unpacks.
 *
 * @param onRead  called with the length of each raw chunk, before decompression
 * @throws UnreadableRest after the last readable chunk of a damaged gzip file, and at once for a file that is not text
 */
export const openBytes = (
  path: string,
  onRead?: (rawBytes: number) => void,
): AsyncGenerator<Uint8Array, void, undefined> => {
  const file = createReadStream(path, { highWaterMark: chunkBytes });
  return openChunks(onRead === undefined ? file : counted(file, onRead));
};

/** The chunks as they are, each counted. */
async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  onRead: (rawBytes: number) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of chunks) {
    onRead(chunk.length);
    yield chunk;
  }
}

/** The bytes of a file as far as they can be read: a damaged file ends there. */
export async function* openContent(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* openBytes(path);
  } catch (error) {
    if (!(error instanceof UnreadableRest)) throw error;
  }
}

/** A Parquet file is held whole; its rows are not. */
const maxParquetBytes = 512 * 1024 * 1024;
const maxParquetTextBytes = 16 * 1024 * 1024 * 1024;

/** The rows of a Parquet file, a line of JSON each. */
async function* linesOfParquet(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  const { ParquetError, parquetLines } = await import('@bellwether/lake/parquet-lines');
  try {
    for await (const lines of parquetLines(bytes, maxParquetTextBytes))
      yield Buffer.from(lines.map((line) => `${line}\n`).join(''));
  } catch (error) {
    throw error instanceof ParquetError ? new UnreadableRest(error.failure) : error;
  }
}

/**
 * `openBytes` for bytes that come from anywhere, such as the standard input.
 *
 * @throws UnreadableRest after the last readable chunk of damaged gzip data, and at once for bytes that are not text
 */
export async function* openChunks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let isFirst = true;
  const whole = await takeParquet(chunks, maxParquetBytes);
  if (whole.kind === 'parquet') {
    yield* linesOfParquet(whole.bytes);
    return;
  }
  if (whole.kind === 'unreadable') throw new UnreadableRest(whole.failure);
  for await (const chunk of readable(withLongHead(unpack(whole.chunks)))) {
    const controlScore = isFirst ? controlScoreOf(chunk) : 0;
    if (isFirst && isNoText(chunk, controlScore)) throw new UnreadableRest({ code: 'not_text', controlScore });
    isFirst = false;
    yield chunk;
  }
}

/** Whether a file can be looked at anywhere as it lies: its content is its bytes. */
export const isPlainContent = (head: Uint8Array): boolean =>
  !isGzip(head) && !isParquet(head) && wideEncodingOf(head) === undefined;

/** The chunks, the first as long as telling kinds of content apart needs, or as long as there is any. */
async function* withLongHead(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let head: Uint8Array | undefined = new Uint8Array(0);
  for await (const chunk of chunks) {
    if (head === undefined) yield chunk;
    else {
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      if (head.length < headBytes) continue;
      yield head;
      head = undefined;
    }
  }
  if (head !== undefined && head.length > 0) yield head;
}

/** Text of any encoding as UTF-8, or the bytes as they are. */
async function* readable(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const first = await chunks.next();
  if (first.done === true) return;
  const unread = unreadContent(first.value);
  if (unread !== undefined) {
    await chunks.return(undefined);
    throw new UnreadableRest({ code: 'not_text', controlScore: controlScoreOf(first.value) }, unread);
  }
  async function* whole(head: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
    yield head;
    yield* chunks;
  }
  const encoding = wideEncodingOf(first.value);
  yield* encoding === undefined ? whole(first.value) : narrow(whole(first.value), encoding);
}

async function* unpack(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const rest = chunks[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array(0);
  let isOver = false;
  /** The raw chunks, from the beginning that was looked at. Closes its source when it is left early. */
  async function* whole(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      if (head.length > 0) yield head;
      while (!isOver) {
        const next = await rest.next();
        if (next.done) isOver = true;
        else yield next.value;
      }
    } finally {
      if (!isOver) await rest.return?.();
    }
  }
  while (head.length < magicBytes && !isOver) {
    const next = await rest.next();
    if (next.done) isOver = true;
    else head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  if (!isGzip(head)) {
    yield* whole();
    return;
  }
  const file = Readable.from(whole(), { objectMode: false, highWaterMark: chunkBytes });
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  file.on('error', (error) => gunzip.destroy(error));
  let readBytes = 0;
  try {
    for await (const chunk of file.pipe(gunzip) as AsyncIterable<Uint8Array>) {
      readBytes += chunk.length;
      yield chunk;
    }
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    if (code === 'Z_BUF_ERROR') throw new UnreadableRest({ code: 'truncated_gzip', readBytes });
    if (code.startsWith('Z_')) throw new UnreadableRest({ code: 'bad_gzip' });
    throw error;
  } finally {
    file.destroy();
  }
}
