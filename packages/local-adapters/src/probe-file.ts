import { open, stat, type FileHandle } from 'node:fs/promises';
import { isGzip } from '@bellwether/log-model';
import { PortError } from '@bellwether/ports';
import { ContentTracker, hashOf, markBytes, markOf, type ContentMark } from './content-mark.ts';

/** How much of a file's beginning identifies it before anything of it was committed: 64 KiB. */
export const probedBytes = 65_536;

/** A position in content, and the one or two bytes that follow it; none where the content ends there. */
export interface ProbedPosition {
  readonly mark: ContentMark;
  readonly nextBytes: Uint8Array;
}

/** What decides whether a file was read before. */
export interface InputProbe {
  /** Of the file as it lies. */
  readonly sizeBytes: number;
  /** Device and number of the file, which renaming leaves as they are; absent for what is not a file. */
  readonly identity?: string;
  /** SHA-256, in hex, of the first bytes of the file as it lies; `lengthBytes` is at most `sizeBytes`. */
  hashFirst(lengthBytes: number): Promise<string>;
  /** Looks at positions of the content, after decompression; one beyond its end is left out. Bytes. */
  look(positions: readonly number[]): Promise<ReadonlyMap<number, ProbedPosition>>;
}

/** Gives the content of a compressed file as far as it can be read. */
export type OpenContent = (path: string) => AsyncIterable<Uint8Array>;

/** Line ends are at most two bytes. */
const nextLength = 2;

const readAt = async (file: FileHandle, atBytes: number, lengthBytes: number): Promise<Uint8Array> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(lengthBytes), 0, lengthBytes, atBytes);
  return buffer.subarray(0, bytesRead);
};

/** Looks at positions of content that can be read anywhere. */
const lookAnywhere = async (
  sizeBytes: number,
  positions: readonly number[],
  read: (atBytes: number, lengthBytes: number) => Promise<Uint8Array>,
): Promise<ReadonlyMap<number, ProbedPosition>> => {
  const found = new Map<number, ProbedPosition>();
  const head = await read(0, markBytes);
  for (const position of positions) {
    if (position > sizeBytes) continue;
    const tailAt = Math.max(0, position - markBytes);
    const around = await read(tailAt, position - tailAt + nextLength);
    const tail = around.subarray(0, position - tailAt);
    const nextBytes = around.subarray(position - tailAt);
    if (tail.length === position - tailAt) found.set(position, { mark: markOf(position, head, tail), nextBytes });
  }
  return found;
};

/** Looks at positions of content that comes in chunks; reads no further than the last of them. */
const lookAlong = async (
  chunks: AsyncIterable<Uint8Array>,
  positions: readonly number[],
): Promise<ReadonlyMap<number, ProbedPosition>> => {
  const found = new Map<number, ProbedPosition>();
  const ahead = [...new Set(positions)].sort((left, right) => left - right);
  const tracker = new ContentTracker();
  /** Positions whose next bytes have not come yet. */
  let open: { readonly mark: ContentMark; next: Uint8Array }[] = [];
  const close = (isEnd: boolean): void => {
    for (const { mark, next } of open)
      if (isEnd || next.length >= nextLength) found.set(mark.contentBytes, { mark, nextBytes: next });
    open = open.filter(({ mark }) => !found.has(mark.contentBytes));
  };
  const markHere = (): void => {
    if (ahead[0] !== tracker.contentBytes) return;
    open.push({ mark: tracker.mark(), next: new Uint8Array() });
    ahead.shift();
  };
  markHere();
  for await (const chunk of chunks) {
    let rest = chunk;
    while (rest.length > 0) {
      const length = ahead[0] === undefined ? rest.length : Math.min(rest.length, ahead[0] - tracker.contentBytes);
      for (const waiting of open)
        waiting.next = Buffer.concat([waiting.next, rest.subarray(0, nextLength - waiting.next.length)]);
      tracker.take(rest.subarray(0, length));
      rest = rest.subarray(length);
      markHere();
    }
    close(false);
    if (ahead.length === 0 && open.length === 0) break;
  }
  close(true);
  return found;
};

/** Device and number of the file at a path, which renaming leaves as they are; undefined when there is none that can be looked at. */
export const identityAt = async (path: string): Promise<string | undefined> => {
  const found = await stat(path).catch(() => undefined);
  return found === undefined ? undefined : `${found.dev}:${found.ino}`;
};

/**
 * Looks at a file's size and beginning.
 *
 * @param openContent  reads a compressed file; without it a file is looked at as it lies
 * @param isPlain  whether a file's content is its bytes, by its first 64 KiB
 * @throws PortError when it is not there or not readable
 */
export const probeFile = async (
  path: string,
  openContent?: OpenContent,
  isPlain: (first: Uint8Array) => boolean = (first) => !isGzip(first),
): Promise<InputProbe> => {
  const withFile = async <Result>(use: (file: FileHandle) => Promise<Result>): Promise<Result> => {
    try {
      const file = await open(path, 'r');
      try {
        return await use(file);
      } finally {
        await file.close();
      }
    } catch (cause) {
      throw new PortError('inputs', 'probe', false, { cause });
    }
  };
  const first = await withFile((file) => readAt(file, 0, probedBytes));
  const { size, dev, ino } = await stat(path).catch((cause: unknown) => {
    throw new PortError('inputs', 'probe', false, { cause });
  });
  return {
    ...probeBytes(first, size),
    identity: `${dev}:${ino}`,
    look: (positions) =>
      openContent !== undefined && !isPlain(first)
        ? lookAlong(openContent(path), positions)
        : withFile((file) => lookAnywhere(size, positions, (at, length) => readAt(file, at, length))),
  };
};

/** The probe of bytes at hand, such as what came through a pipe. */
export const probeBytes = (firstBytes: Uint8Array, sizeBytes = firstBytes.length): InputProbe => ({
  sizeBytes,
  hashFirst: async (lengthBytes) => hashOf(firstBytes.subarray(0, lengthBytes)),
  look: (positions) => lookAnywhere(sizeBytes, positions, async (at, length) => firstBytes.subarray(at, at + length)),
});
