import type { ReadFailure } from '@bellwether/log-events';

/** What a JSON document turned out to be. `digest` lists log files instead of events; `other` has no array we know. */
export type DocumentKind = 'unknown' | 'cloudtrail' | 'config' | 'array' | 'digest' | 'other';

export type SplitRecord =
  { readonly kind: 'record'; readonly text: string } | { readonly kind: 'failure'; readonly failure: ReadFailure };

/** Looks at each record where it begins, before its text is cut out. */
export interface RecordScanner<Taken> {
  /** Appends what it made of the record to `out`; gives back the index after the record, or 0 where it took nothing. */
  take(bytes: Uint8Array, start: number, limitBytes: number, out: { push(record: Taken): unknown }): number;
}

export interface RecordSplitter<Taken = never> {
  /** Gives back the records that end in this chunk. The chunk may be used again afterwards. */
  push(chunk: Uint8Array): readonly (SplitRecord | Taken)[];
  /** Gives back the failure of a document that ends too early or is not JSON. */
  end(): readonly SplitRecord[];
  readonly documentKind: DocumentKind;
  /** Index after the document in the chunk that was pushed last, once it has ended; only where the splitter takes one document. */
  readonly endsAt: number | undefined;
}

const quote = 0x22;
const backslash = 0x5c;
const openObject = 0x7b;
const closeObject = 0x7d;
const openArray = 0x5b;
const closeArray = 0x5d;
const colon = 0x3a;
const maxKeyBytesLength = 64;

const arrayKeys: ReadonlyMap<string, DocumentKind> = new Map([
  ['Records', 'cloudtrail'],
  ['configurationItems', 'config'],
]);

/** A digest file of CloudTrail's log file validation has no `Records`. */
const digestKeys: ReadonlySet<string> = new Set([
  'digestStartTime',
  'digestS3Object',
  'digestSignatureAlgorithm',
  'previousDigestSignature',
]);

const isSpace = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

const failed = (failure: ReadFailure): SplitRecord => ({ kind: 'failure', failure });

/**
 * Splits the objects of a JSON document's record array out of a byte stream: `{"Records":[...]}` (CloudTrail),
 * `{"configurationItems":[...]}` (AWS Config), or a top-level array.
 *
 * Only depth and strings are followed, on bytes, so the document is never held: at most one record of `limitBytes` is.
 * UTF-8 needs no care, as no byte of a longer character is below 0x80. An absent, empty or null array gives no records.
 *
 * @param limitBytes  most bytes of one record; a longer one gives `too_long` and is let go
 * @param scanner  takes records that need not be cut out
 * @param isSingle  stops after the first document, so that something else may follow it
 */
export const createRecordSplitter = <Taken = never>({
  limitBytes = 1024 * 1024,
  scanner,
  isSingle = false,
}: {
  readonly limitBytes?: number;
  readonly scanner?: RecordScanner<Taken>;
  readonly isSingle?: boolean;
} = {}): RecordSplitter<Taken> => {
  let documentKind: DocumentKind = 'unknown';
  let depth = 0;
  /** Depth of the array whose objects are records; 0 while outside of it. */
  let arrayDepth = 0;
  let inString = false;
  let isEscaped = false;
  let isBroken = false;
  let isClosed = false;
  let key: number[] = [];
  let isKey = false;
  let lastKey = '';
  let isAfterKey = false;
  let held: Buffer[] = [];
  let heldBytes = 0;
  let recordBytes = 0;
  let inRecord = false;
  let endsAt: number | undefined;

  const keep = (bytes: Buffer): void => {
    recordBytes += bytes.length;
    if (recordBytes > limitBytes) {
      held = [];
      heldBytes = 0;
      return;
    }
    held.push(Buffer.from(bytes));
    heldBytes += bytes.length;
  };

  /** Lets the scanner have a record that was put together from several chunks. */
  const takeHeld = (bytes: Buffer, out: (SplitRecord | Taken)[]): boolean => {
    if (scanner === undefined || recordBytes > limitBytes) return false;
    const whole = Buffer.concat([...held, bytes]);
    return scanner.take(whole, 0, limitBytes, out) === whole.length;
  };

  const closeRecord = (bytes: Buffer, start: number, end: number, out: (SplitRecord | Taken)[]): void => {
    inRecord = false;
    const length = recordBytes + end - start;
    const text = (): string =>
      heldBytes === 0
        ? bytes.toString('utf8', start, end)
        : Buffer.concat([...held, bytes.subarray(start, end)]).toString('utf8');
    if (length > limitBytes) out.push(failed({ code: 'too_long', lengthBytes: length, limitBytes }));
    else if (heldBytes === 0 || !takeHeld(bytes.subarray(start, end), out)) out.push({ kind: 'record', text: text() });
    held = [];
    heldBytes = 0;
    recordBytes = 0;
  };

  const closeString = (): void => {
    if (!isKey) return;
    isKey = false;
    lastKey = Buffer.from(key).toString('latin1');
    key = [];
    if (digestKeys.has(lastKey)) documentKind = 'digest';
  };

  /** Follows one string from `at`; gives the index after its end, or the chunk's length. */
  const skipString = (bytes: Buffer, start: number): number => {
    let at = start;
    while (at < bytes.length) {
      if (isEscaped) {
        isEscaped = false;
        at += 1;
        continue;
      }
      const byte = bytes[at]!;
      if (byte === quote) {
        inString = false;
        closeString();
        return at + 1;
      }
      if (byte === backslash) isEscaped = true;
      else if (isKey && key.length < maxKeyBytesLength) key.push(byte);
      at += 1;
    }
    return at;
  };

  const openArrayAt = (): void => {
    if (arrayDepth !== 0) return;
    if (depth === 1) {
      documentKind = 'array';
      arrayDepth = 1;
      return;
    }
    const kind = depth === 2 && isAfterKey ? arrayKeys.get(lastKey) : undefined;
    if (kind === undefined) return;
    documentKind = kind;
    arrayDepth = depth;
  };

  const step = (byte: number, bytes: Buffer, at: number, mark: number, out: (SplitRecord | Taken)[]): number => {
    switch (byte) {
      case quote:
        inString = true;
        isKey = depth === 1 && arrayDepth === 0 && !isAfterKey;
        return mark;
      case openObject:
      case openArray:
        depth += 1;
        if (byte === openArray) openArrayAt();
        else if (arrayDepth !== 0 && depth === arrayDepth + 1) {
          inRecord = true;
          return at;
        }
        isAfterKey = isAfterKey && depth > 1;
        return mark;
      case closeObject:
      case closeArray:
        depth -= 1;
        if (depth < 0) isBroken = true;
        else if (inRecord && depth === arrayDepth) closeRecord(bytes, mark, at + 1, out);
        else if (arrayDepth !== 0 && depth < arrayDepth) arrayDepth = 0;
        if (depth === 1) isAfterKey = false;
        if (depth === 0) isClosed = true;
        return mark;
      case colon:
        if (depth === 1) isAfterKey = true;
        return mark;
      default:
        if (byte === 0x2c && depth === 1) isAfterKey = false;
        return mark;
    }
  };

  return {
    push(chunk) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      const out: (SplitRecord | Taken)[] = [];
      let at = 0;
      /** Where the open record begins in this chunk. */
      let mark = 0;
      while (at < bytes.length && !isBroken) {
        if (inString) {
          at = skipString(bytes, at);
          continue;
        }
        const byte = bytes[at]!;
        if (depth === 0 && !isSpace(byte)) {
          const isBom = !isClosed && (byte === 0xef || byte === 0xbb || byte === 0xbf);
          if (isBom) {
            at += 1;
            continue;
          }
          if (byte !== openObject && byte !== openArray) {
            isBroken = true;
            break;
          }
        }
        if (scanner !== undefined && byte === openObject && arrayDepth !== 0 && depth === arrayDepth) {
          const behindRecord = scanner.take(bytes, at, limitBytes, out);
          if (behindRecord > 0) {
            at = behindRecord;
            continue;
          }
        }
        mark = step(byte, bytes, at, mark, out);
        at += 1;
        if (isSingle && isClosed && depth === 0) {
          endsAt = at;
          break;
        }
      }
      if (inRecord && !isBroken) keep(bytes.subarray(mark));
      return out;
    },
    end() {
      if (isBroken || depth !== 0 || inString || !isClosed)
        return [failed({ code: 'bad_json', format: 'record-array' })];
      if (documentKind === 'unknown') documentKind = 'other';
      return [];
    },
    get documentKind() {
      return documentKind;
    },
    get endsAt() {
      return endsAt;
    },
  };
};

/** What a CloudTrail bucket's object contains, as its key says; the content decides where the key is silent. */
export const cloudTrailFileKind = (key: string): 'events' | 'insight' | 'digest' | 'unknown' => {
  if (key.includes('/CloudTrail-Digest/')) return 'digest';
  if (key.includes('/CloudTrail-Insight/')) return 'insight';
  return key.includes('/CloudTrail/') || key.includes('/CloudTrail-NetworkActivity/') ? 'events' : 'unknown';
};
