import type { RawRecord } from '@bellwether/log-events';
import { type EnvelopeOrigin, isBatch } from '@bellwether/log-readers';
import { parseObject } from '@bellwether/log-readers/fast-path';
import * as column from './row-columns.ts';
import { openScanModule, type ScanModule } from './scan-module.ts';

const listName = '"logEvents":[';
const lastPart = '"}]}';
const maxHeaderLength = 16_384;
/** Largest payload that is scanned; its memory is kept, and is six times as large. */
const maxPayloadBytes = 8 * 1024 * 1024;

/**
 * Reads a subscription payload of the shape that CloudWatch Logs writes without making its events: where each stands, and
 * what the assembly (`../../assembly`) finds in its text. Anything else, down to a space more, is left to `JSON.parse`.
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
  /** Whether a line may contain many records, as a batch of OpenTelemetry's does. */
  hasBatches = false;
  /** A row of 16 numbers an event; see `row-columns.ts`. */
  rows = new Int32Array(0);
  /** When the events happened as CloudWatch Logs says, epoch milliseconds UTC. */
  times = new Float64Array(0);
  /** Where the masked runs of all lines begin and end. */
  spans = new Int32Array(0);
  readonly #scanner: ScanModule;
  #memory = new Uint8Array(0);

  private constructor(scanner: ScanModule) {
    this.#scanner = scanner;
  }

  /** @param seed  what the weights of the hash are made from; secret where hostile lines must not pass for others */
  static async open(seed: number): Promise<PayloadScan> {
    return new PayloadScan(await openScanModule(seed));
  }

  /** @returns false when the payload is not of the known shape; nothing is said then about what it is */
  scan(payload: Uint8Array): boolean {
    const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
    this.count = 0;
    if (bytes.length > maxPayloadBytes || bytes.length < lastPart.length) return false;
    const list = bytes.indexOf(listName, 0, 'latin1');
    if (list < 0 || bytes.toString('latin1', bytes.length - lastPart.length) !== lastPart) return false;
    const from = list + listName.length;
    if (!this.#readHeader(bytes, from)) return false;
    const count = this.#scanEvents(bytes, from);
    if (count < 0) return false;
    this.bytes = bytes;
    this.count = count;
    this.isAscending = this.#scanner.hasRisingIds() === 1;
    this.hasBatches = this.#scanner.hasSuspects() === 1 && this.#holdsBatch();
    return true;
  }

  #scanEvents(bytes: Buffer, from: number): number {
    const scanner = this.#scanner;
    const payloadAt = scanner.room(bytes.length);
    const { buffer } = scanner.memory;
    if (this.#memory.buffer !== buffer) this.#memory = new Uint8Array(buffer);
    this.#memory.set(bytes, payloadAt);
    this.rows = new Int32Array(buffer, scanner.rowsAt());
    this.times = new Float64Array(buffer, scanner.timesAt());
    this.spans = new Int32Array(buffer, scanner.spansAt());
    return scanner.scan(bytes.length, from);
  }

  /** The event as its envelope holds it. */
  rawAt(index: number): RawRecord {
    const row = index << column.rowShift;
    const id = this.bytes.toString('latin1', this.rows[row + column.idStart], this.rows[row + column.idEnd]);
    return { id, timestampMs: this.times[index]!, text: this.textAt(index) };
  }

  textAt(index: number): string {
    const row = index << column.rowShift;
    const start = this.rows[row + column.textStart]!;
    const end = this.rows[row + column.textEnd]!;
    if (this.rows[row + column.plainEnd] === end) return this.bytes.toString('latin1', start, end);
    return String(JSON.parse(this.bytes.toString('utf8', start - 1, end + 1)));
  }

  /**
   * Lengths of the first `runs` masked runs of a line, and the text of those in `fixed`, as a hash: it distinguishes layouts of one kind
   * after the head.
   */
  hashZone(index: number, runs: number, fixed: number): number {
    const { spans, bytes } = this;
    const row = index << column.rowShift;
    const from = this.rows[row + column.spans]!;
    const end = Math.min(this.rows[row + column.spansEnd]!, from + 2 * runs);
    // The line's own hash is made with a secret, so nobody can choose a text that has the hash of another.
    let hash = this.rows[row + column.high]! ^ runs;
    for (let at = from; at < end; at += 2) {
      const [start, stop] = [spans[at]!, spans[at + 1]!];
      hash = Math.imul(hash ^ (stop - start), 0x9e3779b1);
      hash ^= hash >>> 15;
      if (((fixed >>> ((at - from) >> 1)) & 1) !== 0)
        for (let position = start; position < stop; position += 1)
          hash = Math.imul(hash ^ bytes[position]!, 0x85ebca6b);
    }
    return hash;
  }

  /** Everything before the list, as an envelope without events; true when it is one that carries data. */
  #readHeader(bytes: Buffer, end: number): boolean {
    if (end > maxHeaderLength) return false;
    const header = parseObject(`${bytes.toString('utf8', 0, end)}]}`);
    if (header?.['messageType'] !== 'DATA_MESSAGE') return false;
    const { owner, logGroup, logStream } = header;
    if (typeof owner !== 'string' || typeof logGroup !== 'string' || typeof logStream !== 'string') return false;
    this.origin = { account: owner, logGroup, logStream };
    return true;
  }

  /** Whether one of the lines that may be batches of records is one. */
  #holdsBatch(): boolean {
    for (let index = 0; index < this.count; index += 1)
      if (this.rows[(index << column.rowShift) + column.mayBeBatch] === 1 && isBatch(this.textAt(index))) return true;
    return false;
  }
}
