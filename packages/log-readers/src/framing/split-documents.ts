import type { SplitRecord } from './split-records.ts';

export interface DocumentSplitter {
  /** Gives back the objects that end in this chunk. The chunk may be used again afterwards. */
  push(chunk: Uint8Array): readonly SplitRecord[];
  /** Gives back the failure of an object that ends too early. */
  end(): readonly SplitRecord[];
}

const badDocument: SplitRecord = { kind: 'failure', failure: { code: 'bad_json', format: 'documents' } };

/**
 * Splits JSON objects that follow one another with or without line ends, as Firehose writes them to S3.
 *
 * Only depth and strings are followed, on bytes; at most one object of `limitBytes` is held. White space
 * and commas between the objects are passed over; a stretch of anything else gives one `bad_json`.
 *
 * @param limitBytes  most bytes of one object; a longer one gives `too_long` and is let go
 */
export const createDocumentSplitter = ({
  limitBytes = 8 * 1024 * 1024,
}: { readonly limitBytes?: number } = {}): DocumentSplitter => {
  let depth = 0;
  let inString = false;
  let isEscaped = false;
  let isStray = false;
  let held: Buffer[] = [];
  let heldBytes = 0;

  const keep = (bytes: Buffer): void => {
    heldBytes += bytes.length;
    if (heldBytes > limitBytes) held = [];
    else held.push(Buffer.from(bytes));
  };

  const close = (bytes: Buffer): SplitRecord => {
    const lengthBytes = heldBytes + bytes.length;
    const isWhole = lengthBytes <= limitBytes;
    const text = isWhole ? Buffer.concat([...held, bytes]).toString('utf8') : '';
    held = [];
    heldBytes = 0;
    return isWhole
      ? { kind: 'record', text }
      : { kind: 'failure', failure: { code: 'too_long', lengthBytes, limitBytes } };
  };

  /** Follows a string; true at its closing quote. */
  const endsString = (byte: number): boolean => {
    if (isEscaped) isEscaped = false;
    else if (byte === 0x5c) isEscaped = true;
    else return byte === 0x22;
    return false;
  };

  return {
    push(chunk) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      const out: SplitRecord[] = [];
      let start = 0;
      for (let at = 0; at < bytes.length; at += 1) {
        const byte = bytes[at]!;
        if (inString) {
          inString = !endsString(byte);
        } else if (byte === 0x7b) {
          if (depth === 0) start = at;
          depth += 1;
          isStray = false;
        } else if (depth === 0) {
          if (byte > 0x20 && byte !== 0x2c && !isStray) out.push(badDocument);
          isStray ||= byte > 0x20 && byte !== 0x2c;
        } else if (byte === 0x22) inString = true;
        else if (byte === 0x7d) {
          depth -= 1;
          if (depth === 0) out.push(close(bytes.subarray(start, at + 1)));
        }
      }
      if (depth > 0) keep(bytes.subarray(start));
      return out;
    },
    end: () => (depth === 0 ? [] : [badDocument]),
  };
};
