/** One line of a byte stream. `text` has no line end; invalid UTF-8 shows as U+FFFD. */
export interface SplitLine {
  readonly text: string;
  /** Bytes of the whole line without its line end, also of what was cut. */
  readonly lengthBytes: number;
  /** The line was longer than the limit; `text` is its beginning. */
  readonly isTooLong: boolean;
}

export interface LineSplitter {
  /** Gives back the lines that end in this chunk. The chunk may be used again afterwards. */
  push(chunk: Uint8Array): readonly SplitLine[];
  /** Gives back the last line when no line end followed it. */
  end(): readonly SplitLine[];
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

const view = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const endsInReturn = (bytes: Buffer, length: number): boolean => length > 0 && bytes[length - 1] === carriageReturn;

/**
 * Splits a byte stream into lines, chunk by chunk, holding at most one line of `limitBytes`.
 *
 * Only whole lines are decoded, so a character that two chunks share is never broken. Bytes beyond the limit are counted
 * and let go: a line of 2 GB passes through in bounded memory.
 *
 * @param limitBytes  most bytes kept of one line
 */
export const createLineSplitter = ({ limitBytes = 64 * 1024 }: { readonly limitBytes?: number } = {}): LineSplitter => {
  let held: Buffer[] = [];
  let heldBytes = 0;
  /** Bytes of the open line so far, kept or not. */
  let openBytes = 0;
  let lastByte = 0;
  let isFirst = true;

  const decode = (bytes: Buffer, length: number): string => {
    const start = isFirst && length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    isFirst = false;
    return bytes.toString('utf8', start, length);
  };

  const whole = (bytes: Buffer): SplitLine => {
    const length = endsInReturn(bytes, bytes.length) ? bytes.length - 1 : bytes.length;
    if (length <= limitBytes) return { text: decode(bytes, length), lengthBytes: length, isTooLong: false };
    return { text: decode(bytes, limitBytes), lengthBytes: length, isTooLong: true };
  };

  const keep = (bytes: Buffer): void => {
    openBytes += bytes.length;
    if (bytes.length > 0) lastByte = bytes[bytes.length - 1]!;
    // One byte more than the limit, so that a return just behind a full line is not taken for text.
    const room = limitBytes + 1 - heldBytes;
    if (room <= 0 || bytes.length === 0) return;
    const kept = Buffer.from(bytes.subarray(0, room));
    held.push(kept);
    heldBytes += kept.length;
  };

  const close = (): SplitLine => {
    const bytes = held.length === 1 ? held[0]! : Buffer.concat(held);
    const length = lastByte === carriageReturn ? openBytes - 1 : openBytes;
    const line = {
      text: decode(bytes, Math.min(length, limitBytes)),
      lengthBytes: length,
      isTooLong: length > limitBytes,
    };
    held = [];
    heldBytes = 0;
    openBytes = 0;
    lastByte = 0;
    return line;
  };

  return {
    push(chunk) {
      const bytes = view(chunk);
      const lines: SplitLine[] = [];
      let start = 0;
      for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
        if (openBytes === 0) lines.push(whole(bytes.subarray(start, end)));
        else {
          keep(bytes.subarray(start, end));
          lines.push(close());
        }
        start = end + 1;
      }
      if (start < bytes.length) keep(bytes.subarray(start));
      return lines;
    },
    end: () => (openBytes === 0 ? [] : [close()]),
  };
};
