import type { SplitRecord } from './split-records.ts';

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Most bytes of one object: a CloudWatch Logs envelope unpacks to a few megabytes at most. */
const defaultLimitBytes = 16 * 1024 * 1024;

/**
 * Splits JSON objects that follow each other with or without white space between them, as Firehose writes CloudWatch Logs
 * envelopes into its files. Follows braces and strings on bytes and holds at most one object of `limitBytes`.
 *
 * Bytes between objects that are no white space, and an object that does not end, give one `bad_json`.
 */
export const createObjectSplitter = ({ limitBytes = defaultLimitBytes }: { readonly limitBytes?: number } = {}) => {
  let depth = 0;
  let inString = false;
  let isEscaped = false;
  let hasStray = false;
  let held: Buffer[] = [];
  let objectBytes = 0;

  const keep = (bytes: Buffer): void => {
    objectBytes += bytes.length;
    if (objectBytes <= limitBytes) held.push(Buffer.from(bytes));
    else held = [];
  };
  const close = (): SplitRecord => {
    const record: SplitRecord =
      objectBytes > limitBytes
        ? { kind: 'failure', failure: { code: 'too_long', lengthBytes: objectBytes, limitBytes } }
        : { kind: 'record', text: Buffer.concat(held).toString('utf8') };
    held = [];
    objectBytes = 0;
    return record;
  };
  const badJson: SplitRecord = { kind: 'failure', failure: { code: 'bad_json', format: 'cloudwatch-envelope' } };

  return {
    /** Gives back the objects that end in this chunk. The chunk may be used again afterwards. */
    push: (chunk: Uint8Array): readonly SplitRecord[] => {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      const out: SplitRecord[] = [];
      let start = 0;
      for (let at = 0; at < bytes.length; at += 1) {
        const byte = bytes[at];
        if (isEscaped) isEscaped = false;
        else if (inString) {
          if (byte === backslash) isEscaped = true;
          else if (byte === quote) inString = false;
        } else if (byte === openBrace) {
          if (depth === 0) {
            start = at;
            hasStray = false;
          }
          depth += 1;
        } else if (depth === 0) {
          // One failure a stretch of stray bytes, however long it is.
          if (byte !== undefined && byte > 0x20 && !hasStray) {
            hasStray = true;
            out.push(badJson);
          }
        } else if (byte === quote) inString = true;
        else if (byte === closeBrace) {
          depth -= 1;
          if (depth > 0) continue;
          keep(bytes.subarray(start, at + 1));
          out.push(close());
          start = at + 1;
        }
      }
      if (depth > 0) keep(bytes.subarray(start));
      return out;
    },
    /** Gives back the failure of an object that does not end. */
    end: (): readonly SplitRecord[] => (depth > 0 ? [badJson] : []),
  };
};
