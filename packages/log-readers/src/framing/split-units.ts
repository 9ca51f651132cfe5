import { beginsContainer } from './begins-container.ts';
import { beginDocument, type DocumentScan } from './document-scan.ts';
import { createRecordSplitter, type RecordSplitter, type SplitRecord } from './split-records.ts';
import { containerKindOf, recordsOfLine, valueEnd } from './split-values.ts';

/** One record of a file, or why a stretch of it is none, with its beginning. */
export type SplitUnit =
  | { readonly kind: 'record'; readonly text: string }
  | {
      readonly kind: 'failure';
      readonly failure: Extract<SplitRecord, { readonly kind: 'failure' }>['failure'];
      readonly excerpt: string;
    };

export interface UnitSplitter {
  /** Gives back the units that end in this chunk. The chunk may be used again afterwards. */
  push(chunk: Uint8Array): readonly SplitUnit[];
  end(): readonly SplitUnit[];
  /** For each unit that was given back last, the number of the line that it begins on, from 1; 0 inside a list over several lines. */
  readonly lines: readonly number[];
  /** What the whole file turned out to be, when it contains no log records by its nature. Known at the end. */
  readonly notEvents: 'digest' | undefined;
}

/** Bytes that decide whether a document which does not end on its line is a list of records. */
const headBytes = 64 * 1024;
const excerptLength = 64 * 1024;
const lineFeed = 0x0a;
const empty = Buffer.alloc(0);

const isOpening = (code: number): boolean => code === 0x7b || code === 0x5b;

const firstCode = (bytes: Buffer): number => {
  for (const byte of bytes) if (byte > 0x20) return byte;
  return 0;
};

/**
 * Splits a file into records, deciding anew at each line and each JSON value: a line of text is a record; a line of several
 * objects gives each of them; a list of records (`{"Records":[...]}`, an array of objects), on one line or over many, gives
 * its records; everything else stays the line that it is. No value decides how what follows it is read.
 *
 * Every stretch that is not white space gives a record or a failure. At most one line or one record of `limitBytes` is held.
 *
 * @param limitBytes  most bytes of one line or record; a longer one gives `too_long` with its beginning
 */
export const createUnitSplitter = ({ limitBytes = 2 * 1024 * 1024 } = {}): UnitSplitter => {
  let held: Buffer = empty;
  /** Bytes of the open line that were let go because it is too long. */
  let skippedBytes = 0;
  let excerpt = '';
  let isStart = true;
  let container: RecordSplitter | undefined;
  /** A document over several lines that is not a list of records; its lines are passed on as they are. */
  let document: DocumentScan | undefined;
  /** A list of log files that may be the whole file. */
  let digest: string | undefined;
  let hasUnits = false;
  /** No list of records is looked for in so many bytes more: looking ahead in vain has its price. */
  let unaskedBytes = 0;
  /** Line ends that were read, and the lines of the units that were given since the last call. */
  let lineEnds = 0;
  let lines: number[] = [];
  const countLines = (bytes: Buffer): void => {
    for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) lineEnds += 1;
  };

  const give = (out: SplitUnit[], unit: SplitUnit): void => {
    if (digest !== undefined) {
      out.push({ kind: 'record', text: digest });
      lines.push(1);
    }
    digest = undefined;
    hasUnits = true;
    out.push(unit);
    lines.push(container === undefined ? lineEnds + 1 : 0);
  };

  const giveRecords = (out: SplitUnit[], records: readonly SplitRecord[]): void => {
    for (const record of records)
      give(out, record.kind === 'record' ? record : { kind: 'failure', failure: record.failure, excerpt: '' });
  };

  const giveLine = (out: SplitUnit[], text: string): void => {
    if (document !== undefined) {
      const state = document.take(text);
      if (state !== 'open') document = undefined;
      if (state !== 'broken') {
        give(out, { kind: 'record', text });
        return;
      }
    }
    if (!hasUnits && digest === undefined && containerKindOf(text) === 'digest') {
      digest = text;
      return;
    }
    const records = recordsOfLine(text);
    if (records !== undefined) {
      hasUnits = true;
      for (const record of records) give(out, { kind: 'record', text: record });
      return;
    }
    document = beginDocument(text);
    if (text.trim() === '' && digest !== undefined) return;
    give(out, { kind: 'record', text });
  };

  const closeLong = (out: SplitUnit[], lengthBytes: number): void => {
    give(out, { kind: 'failure', failure: { code: 'too_long', lengthBytes, limitBytes }, excerpt });
    skippedBytes = 0;
    excerpt = '';
  };

  /** Objects without line ends between them are given one by one, so that the line need not be held. */
  const giveWholeObjects = (out: SplitUnit[]): boolean => {
    const text = held.toString('utf8');
    let at = 0;
    let given = 0;
    for (;;) {
      while (/[\s,]/.test(text.charAt(at))) at += 1;
      const end = text.charCodeAt(at) === 0x7b ? valueEnd(text, at) : -1;
      if (end < 0) break;
      giveLine(out, text.slice(at, end));
      at = end;
      given = at;
    }
    if (given === 0) return false;
    held = Buffer.from(text.slice(given));
    return true;
  };

  /** A list of records begins here and does not end on its line: it is followed without being held. */
  const startsContainer = (bytes: Buffer): boolean => {
    if (document !== undefined || unaskedBytes > 0 || !isOpening(firstCode(bytes))) return false;
    if (beginsContainer(bytes.subarray(0, headBytes))) return true;
    if (bytes.length >= headBytes) unaskedBytes = headBytes;
    return false;
  };

  const follow = (out: SplitUnit[], bytes: Buffer): Buffer => {
    giveRecords(out, container!.push(bytes));
    const { endsAt } = container!;
    if (endsAt === undefined) {
      countLines(bytes);
      return empty;
    }
    container = undefined;
    hasUnits = true;
    // The rest of the line, if it says nothing, belongs to the list.
    const rest = bytes.subarray(endsAt);
    const line = rest.indexOf(lineFeed);
    const end = line < 0 ? rest.length : line + 1;
    const isBlank = /^[\s,]{0,256}$/.test(rest.toString('latin1', 0, Math.min(end, 256)));
    countLines(bytes.subarray(0, endsAt + (isBlank ? end : 0)));
    return isBlank ? rest.subarray(end) : rest;
  };

  const lineText = (bytes: Buffer): string => {
    const end = bytes.length > 0 && bytes[bytes.length - 1] === 0x0d ? bytes.length - 1 : bytes.length;
    return bytes.toString('utf8', 0, end);
  };

  /** The end of an envelope that is printed over several lines, which is one unit; -1 for anything else. */
  const envelopeEnd = (bytes: Buffer): number => {
    if (!/^\s{0,64}\{\s{0,64}"(?:messageType|owner)"/.test(bytes.toString('latin1', 0, 256))) return -1;
    return valueEnd(bytes.toString('latin1'), 0);
  };

  /** Whether more bytes are needed to know what begins here. */
  const isUndecided = (rest: Buffer, lineEnd: number, isEnd: boolean): boolean => {
    if (isEnd || rest.length >= headBytes || document !== undefined || unaskedBytes > 0) return false;
    if (!isOpening(firstCode(rest))) return false;
    return beginDocument(rest.toString('latin1', 0, lineEnd)) !== undefined && valueEnd(rest.toString('latin1'), 0) < 0;
  };

  const take = (out: SplitUnit[], chunk: Buffer, isEnd: boolean): void => {
    let bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    held = empty;
    if (isStart && bytes.length >= 3) {
      isStart = false;
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3);
    }
    while (bytes.length > 0) {
      if (container !== undefined) {
        bytes = follow(out, bytes);
        continue;
      }
      const end = bytes.indexOf(lineFeed);
      if (end < 0) break;
      if (skippedBytes > 0) closeLong(out, skippedBytes + end);
      else if (end > limitBytes) {
        excerpt = bytes.toString('utf8', 0, excerptLength);
        closeLong(out, end);
      } else {
        const isOpen = isOpening(bytes[0]!) && beginDocument(bytes.toString('latin1', 0, end)) !== undefined;
        if (isOpen && isUndecided(bytes, end, isEnd)) break;
        const envelope = isOpen ? envelopeEnd(bytes) : -1;
        if (envelope >= 0) {
          giveLine(out, bytes.toString('utf8', 0, envelope));
          countLines(bytes.subarray(0, envelope));
          bytes = bytes.subarray(envelope);
          continue;
        }
        if (isOpen && startsContainer(bytes)) {
          container = createRecordSplitter({ isSingle: true });
          continue;
        }
        giveLine(out, lineText(bytes.subarray(0, end)));
      }
      lineEnds += 1;
      unaskedBytes = Math.max(0, unaskedBytes - end - 1);
      bytes = bytes.subarray(end + 1);
    }
    if (skippedBytes > 0) {
      skippedBytes += bytes.length;
      return;
    }
    held = Buffer.from(bytes);
    if (held.length <= limitBytes || held.includes(lineFeed)) return;
    if (startsContainer(held)) {
      container = createRecordSplitter({ isSingle: true });
      const rest = follow(out, held);
      held = empty;
      if (rest.length > 0) take(out, Buffer.from(rest), isEnd);
    } else if (!isOpening(held[0]!) || !giveWholeObjects(out)) {
      excerpt = held.toString('utf8', 0, excerptLength);
      skippedBytes = held.length;
      held = empty;
    }
  };

  return {
    push(chunk) {
      const out: SplitUnit[] = [];
      lines = [];
      take(out, Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength), false);
      return out;
    },
    end() {
      const out: SplitUnit[] = [];
      lines = [];
      isStart &&= held.length >= 3;
      take(out, empty, true);
      if (container !== undefined) giveRecords(out, container.end());
      else if (skippedBytes > 0) closeLong(out, skippedBytes);
      else if (held.length > 0) {
        if (startsContainer(held) && valueEnd(held.toString('latin1'), 0) < 0) {
          container = createRecordSplitter({ isSingle: true });
          giveRecords(out, container.push(held));
          giveRecords(out, container.end());
        } else giveLine(out, lineText(held));
      }
      held = empty;
      return out;
    },
    get lines() {
      return lines;
    },
    get notEvents() {
      return digest === undefined ? undefined : 'digest';
    },
  };
};
