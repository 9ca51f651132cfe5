import type { RawRecord } from '../event.ts';
import type { EnvelopeOrigin } from '../read/cloudwatch-envelope.ts';
import { parseObject } from '../read/json.ts';
import { isBatch } from '../read/otlp-batch.ts';
import { headLength, mostRuns, stopsIn } from './scan-classes.ts';
import { LineBytes } from './scan-line.ts';

/** Numbers kept of each event, by their place in its row. All indexes are of bytes in the payload. */
export const column = {
  idStart: 0,
  idEnd: 1,
  textStart: 2,
  textEnd: 3,
  /** The two lanes of the line's hash. */
  high: 4,
  low: 5,
  /** Where the spans of its masked runs begin and end; both -1 when it has no form. */
  spans: 6,
  spansEnd: 7,
  statusEnd: 8,
  oddEnd: 9,
  cardEnd: 10,
  plainEnd: 11,
  /** 1 when lines with its hash all have one `lineShape`. */
  isShapeFixed: 12,
} as const;
export const rowShift = 4;

/** Most events that are scanned; a payload with more is read in full. */
const mostEvents = 65_536;
const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const listName = '"logEvents":[';
const longestHeader = 16_384;

/** Four ASCII characters as `getUint32` reads them. */
const four = (text: string): number =>
  text.charCodeAt(0) | (text.charCodeAt(1) << 8) | (text.charCodeAt(2) << 16) | (text.charCodeAt(3) << 24);

// `{"id":"`, `","timestamp":`, `,"message":"` and `"}]}`, as CloudWatch Logs writes them.
const idParts = [four('{"id'), four('d":"')] as const;
const timeParts = [four('","t'), four('imes'), four('tamp'), four('mp":')] as const;
const textParts = [four(',"me'), four('ssag'), four('e":"')] as const;
const lastPart = four('"}]}');

/**
 * Reads a subscription payload of the shape that CloudWatch Logs writes without making its events: where each stands, and
 * what `LineBytes` finds in its text. Anything else, down to a space more, is left to `JSON.parse`.
 *
 * One for a process; the result stands until the next call.
 */
export class PayloadScan {
  bytes: Buffer = Buffer.alloc(0);
  origin: EnvelopeOrigin = { account: '', logGroup: '', logStream: '' };
  /** Events. */
  count = 0;
  /** Whether every id is greater than the one before, so that none comes twice. */
  isAscending = false;
  /** Whether a line may hold many records, as a batch of OpenTelemetry's does. */
  hasBatches = false;
  /** A row of 16 numbers an event; see `column`. */
  rows = new Int32Array(512 << rowShift);
  /** When the events happened as CloudWatch Logs says, epoch milliseconds UTC. */
  times = new Float64Array(512);
  readonly #line: LineBytes;
  #view: DataView = new DataView(new ArrayBuffer(0));

  /** @param seed  see `hashKeyOf` */
  constructor(seed: number) {
    this.#line = new LineBytes(seed);
    this.#line.spans = new Int32Array(16_384);
  }

  /** Where the masked runs of all lines begin and end. */
  get spans(): Int32Array {
    return this.#line.spans;
  }

  /** @returns false when the payload is not of the known shape; nothing is said then about what it is */
  scan(payload: Uint8Array): boolean {
    const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
    this.bytes = bytes;
    this.#view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
    this.count = 0;
    this.isAscending = true;
    this.hasBatches = false;
    const lastQuote = bytes.length - 4;
    const list = bytes.indexOf(listName, 0, 'latin1');
    if (list < 0 || lastQuote < 0 || this.#view.getUint32(lastQuote, true) >> 0 !== lastPart) return false;
    let at = list + listName.length;
    if (!this.#readHeader(at)) return false;
    this.#line.open(bytes, this.#view);
    this.#line.spansFrom = 0;
    while (this.count < mostEvents) {
      const end = this.#scanEvent(at);
      if (end < 0) return false;
      this.count += 1;
      if (end === bytes.length - 2) return true;
      if (bytes[end] !== 0x2c) return false;
      at = end + 1;
    }
    return false;
  }

  /** The event as its envelope holds it. */
  rawAt(index: number): RawRecord {
    const row = index << rowShift;
    const id = this.bytes.toString('latin1', this.rows[row + column.idStart], this.rows[row + column.idEnd]);
    return { id, timestampMs: this.times[index]!, text: this.textAt(index) };
  }

  textAt(index: number): string {
    const row = index << rowShift;
    const start = this.rows[row + column.textStart]!;
    const end = this.rows[row + column.textEnd]!;
    const isPlain = this.rows[row + column.plainEnd] === end;
    if (isPlain) return this.bytes.toString('latin1', start, end);
    return String(JSON.parse(this.bytes.toString('utf8', start - 1, end + 1)));
  }

  /** Lengths of the first `runs` masked runs of a line as a hash: what tells layouts of one form apart behind the head. */
  hashLengths(index: number, runs: number): number {
    const row = index << rowShift;
    const from = this.rows[row + column.spans]!;
    const end = Math.min(this.rows[row + column.spansEnd]!, from + 2 * runs);
    let hash = 0x2c1b3c6d ^ runs;
    for (let at = from; at < end; at += 2) {
      hash = Math.imul(hash ^ (this.spans[at + 1]! - this.spans[at]!), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return hash;
  }

  /** Everything before the list, as an envelope without events; true when it is one that carries data. */
  #readHeader(end: number): boolean {
    if (end > longestHeader) return false;
    const header = parseObject(`${this.bytes.toString('utf8', 0, end)}]}`);
    if (header?.['messageType'] !== 'DATA_MESSAGE') return false;
    const { owner, logGroup, logStream } = header;
    if (typeof owner !== 'string' || typeof logGroup !== 'string' || typeof logStream !== 'string') return false;
    this.origin = { account: owner, logGroup, logStream };
    return true;
  }

  /** @returns index behind the event; -1 when it is not of the known shape */
  #scanEvent(start: number): number {
    const { bytes } = this;
    const view = this.#view;
    // The shortest event has 60 bytes; behind it a quote and three bytes must follow.
    if (start + 48 > bytes.length) return -1;
    if (view.getUint32(start, true) >> 0 !== idParts[0] || view.getUint32(start + 3, true) >> 0 !== idParts[1])
      return -1;
    const idStart = start + 7;
    const idEnd = this.#scanId(idStart);
    if (idEnd < 0 || idEnd + 43 > bytes.length) return -1;
    if (
      view.getUint32(idEnd, true) >> 0 !== timeParts[0] ||
      view.getUint32(idEnd + 4, true) >> 0 !== timeParts[1] ||
      view.getUint32(idEnd + 8, true) >> 0 !== timeParts[2] ||
      view.getUint32(idEnd + 10, true) >> 0 !== timeParts[3]
    )
      return -1;
    const timeStart = idEnd + 14;
    const textMark = timeStart + 13;
    if (
      view.getUint32(textMark, true) >> 0 !== textParts[0] ||
      view.getUint32(textMark + 4, true) >> 0 !== textParts[1] ||
      view.getUint32(textMark + 8, true) >> 0 !== textParts[2]
    )
      return -1;
    const timeMs = readMilliseconds(bytes, timeStart);
    if (timeMs < 0) return -1;
    const textStart = textMark + 12;
    const textEnd = this.#line.scan(textStart);
    if (textEnd < 0 || bytes[textEnd + 1] !== 0x7d) return -1;
    const first = bytes[textStart];
    if (first === openBrace || first === backslash) this.hasBatches ||= this.#isBatch(textStart, textEnd);
    this.#keep(idStart, idEnd, textStart, textEnd, timeMs);
    return textEnd + 2;
  }

  /** Index of the quote behind an id of plain text, which is compared with the one before; -1 for anything else. */
  #scanId(start: number): number {
    const { bytes } = this;
    const view = this.#view;
    let at = start;
    if (this.count > 0) {
      const row = (this.count - 1) << rowShift;
      const before = this.rows[row + column.idStart]!;
      const end = start + this.rows[row + column.idEnd]! - before;
      const shift = start - before;
      // Ids of one stream have one length, and most of their characters in common.
      if (end + 40 < bytes.length && bytes[end] === quote) {
        // As doubles, eight characters are compared at once: unequal ones never pass, since the one before holds plain text.
        while (at + 8 <= end && view.getFloat64(at) === view.getFloat64(at - shift)) at += 8;
        let isLess = true;
        for (let place = at; place < end; place += 1) {
          const unit = bytes[place]!;
          if (unit !== bytes[place - shift]) {
            isLess = unit < bytes[place - shift]!;
            break;
          }
        }
        if (isLess) this.isAscending = false;
        for (; at < end; at += 2) {
          // The last pair may hold the quote, which is no part of the id.
          const pair = at + 1 < end ? view.getUint16(at, true) : bytes[at]! | 0x3000;
          if (stopsIn[pair] !== 0) return -1;
        }
        return end;
      }
    }
    for (; ; at += 1) {
      const unit = bytes[at];
      if (unit === quote) break;
      if (unit === undefined || unit < 32 || unit >= 127 || unit === backslash) return -1;
    }
    if (at === start || (this.count > 0 && !this.#isAfterLast(start, at))) this.isAscending = false;
    return at;
  }

  /** Whether a line that begins as a JSON object does is a batch of records. Most are told by the first letter of the first key. */
  #isBatch(start: number, end: number): boolean {
    const { bytes } = this;
    const isOther = bytes[start] === openBrace && bytes[start + 2] === quote && (bytes[start + 3] ?? 0) !== 0x72;
    if (isOther && bytes[start + 3] !== backslash) return false;
    return isBatch(String(JSON.parse(bytes.toString('utf8', start - 1, end + 1))));
  }

  #isAfterLast(start: number, end: number): boolean {
    const row = (this.count - 1) << rowShift;
    const before = this.bytes.toString('latin1', this.rows[row + column.idStart], this.rows[row + column.idEnd]);
    return this.bytes.toString('latin1', start, end) > before;
  }

  #keep(idStart: number, idEnd: number, textStart: number, textEnd: number, timeMs: number): void {
    const line = this.#line;
    const row = this.count << rowShift;
    if (row === this.rows.length) this.#grow();
    const { rows } = this;
    rows[row + column.idStart] = idStart;
    rows[row + column.idEnd] = idEnd;
    rows[row + column.textStart] = textStart;
    rows[row + column.textEnd] = textEnd;
    rows[row + column.plainEnd] = line.plainEnd;
    this.times[this.count] = timeMs;
    if (!line.isFormed) {
      rows[row + column.spans] = rows[row + column.spansEnd] = -1;
      return;
    }
    rows[row + column.spans] = line.spansFrom;
    rows[row + column.spansEnd] = line.spansFrom = line.spansEnd;
    if (line.spansFrom + 2 * mostRuns > line.spans.length) {
      const larger = new Int32Array(line.spans.length * 2);
      larger.set(line.spans);
      line.spans = larger;
    }
    rows[row + column.high] = line.high;
    rows[row + column.low] = line.low;
    rows[row + column.statusEnd] = line.statusEnd;
    rows[row + column.oddEnd] = line.oddEnd;
    rows[row + column.cardEnd] = line.cardEnd;
    const isPlainHead = line.plainEnd === textEnd || line.plainEnd >= textStart + headLength;
    rows[row + column.isShapeFixed] = isPlainHead && !line.hasIdInHead ? 1 : 0;
  }

  #grow(): void {
    const rows = new Int32Array(this.rows.length * 2);
    rows.set(this.rows);
    this.rows = rows;
    const times = new Float64Array(this.times.length * 2);
    times.set(this.times);
    this.times = times;
  }
}

/** Thirteen digits, the milliseconds of 2001 to 2286; -1 for anything else. */
const readMilliseconds = (bytes: Uint8Array, at: number): number => {
  let seconds = 0;
  let isNumber = bytes[at] !== 48;
  for (let place = at; place < at + 10; place += 1) {
    const value = bytes[place]! - 48;
    isNumber &&= value >= 0 && value <= 9;
    seconds = seconds * 10 + value;
  }
  let rest = 0;
  for (let place = at + 10; place < at + 13; place += 1) {
    const value = bytes[place]! - 48;
    isNumber &&= value >= 0 && value <= 9;
    rest = rest * 10 + value;
  }
  return isNumber ? seconds * 1000 + rest : -1;
};
