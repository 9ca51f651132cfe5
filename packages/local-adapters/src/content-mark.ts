import { createHash } from 'node:crypto';

/** How much of the beginning, and of what is before a position, identifies a content: 4 KiB each. */
export const markBytes = 4096;

/** Content shorter than this is never taken for that of another file: many files begin with the same line. Bytes. */
export const minSharedBytes = 64;

/**
 * What identifies content that was read up to a position, whatever the file is called by then and however it is compressed.
 * Positions and bytes are those after decompression.
 */
export interface ContentMark {
  /** Bytes before the position. */
  readonly contentBytes: number;
  /** SHA-256, in hex, of the first `minSharedBytes`, or of all before the position where that is less: finds candidates. */
  readonly startHash: string;
  /** SHA-256, in hex, of the first 4 KiB before the position, or of all before it where that is less. */
  readonly headHash: string;
  /** SHA-256, in hex, of the last 4 KiB before the position. */
  readonly tailHash: string;
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const markOf = (contentBytes: number, head: Uint8Array, tail: Uint8Array): ContentMark => ({
  contentBytes,
  startHash: hashOf(head.subarray(0, Math.min(contentBytes, minSharedBytes))),
  headHash: hashOf(head.subarray(0, contentBytes)),
  tailHash: hashOf(tail),
});

export const isSameMark = (left: ContentMark, right: ContentMark): boolean =>
  left.contentBytes === right.contentBytes && left.headHash === right.headHash && left.tailHash === right.tailHash;

/** Keeps what a mark needs while content goes by; memory does not grow with it. */
export class ContentTracker {
  #contentBytes = 0;
  #head = Buffer.alloc(0);
  #tail = Buffer.alloc(0);

  get contentBytes(): number {
    return this.#contentBytes;
  }

  take(bytes: Uint8Array): void {
    if (this.#head.length < markBytes)
      this.#head = Buffer.concat([this.#head, bytes.subarray(0, markBytes - this.#head.length)]);
    this.#tail =
      bytes.length >= markBytes
        ? Buffer.from(bytes.subarray(bytes.length - markBytes))
        : Buffer.concat([this.#tail.subarray(Math.max(0, this.#tail.length + bytes.length - markBytes)), bytes]);
    this.#contentBytes += bytes.length;
  }

  /** The mark of the position after all that was taken. */
  mark(): ContentMark {
    return markOf(this.#contentBytes, this.#head, this.#tail);
  }
}
