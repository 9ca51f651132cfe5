import type { Attributes, Category, RawRecord, Severity, Dataset, ReadRecord } from '@bellwether/log-events';
import { type AttributeSet, readHostProgram } from '@bellwether/log-readers/fast-path';
import { type ReadContext, type Reader, timestampAt } from '@bellwether/log-readers';
import type { LineKindParts, TimePosition } from './line-kind-parts.ts';
import { indexOf, valueOfSlot } from './line-slots.ts';
import type { LineScan } from './line-scan.ts';

/** What a line's own numbers may change although its kind is known; bits. */
export const dependence = { status: 1, number: 2, card: 4, attributes: 8 } as const;

/** Adds users and addresses that the message of a host's program names; true when it names any. */
const addsAttributes = (program: string, message: string, attributes: AttributeSet): boolean => {
  const found: AttributeSet = {};
  readHostProgram(program, message, found);
  let isMore = false;
  for (const [name, value] of Object.entries(found)) {
    attributes[name] = value;
    isMore = true;
  }
  return isMore;
};

/** The instant of a timestamp, epoch milliseconds UTC; undefined when there is none at exactly that position. */
const timeAt = (text: string, scan: LineScan, { at, end }: TimePosition, receivedMs: number): number | undefined => {
  const found = timestampAt(text, indexOf(scan, at), receivedMs);
  return found?.end === indexOf(scan, end) ? found.ms : undefined;
};

/** Severity and category that all lines of a line kind have, unless its dependences include one in `unless`. */
export interface LineKindClassification {
  readonly severity: Severity;
  readonly category: Category;
  readonly unless: number;
}

/**
 * What lines of one masked text have in common: which reader reads them, where the parts of their header stand, and what
 * was found out about their text.
 *
 * Invariant: what `read` gives is what the reader gives. A line kind is used only after lines were read both ways and agreed.
 */
export class LineKind {
  readonly high: number;
  readonly low: number;
  readonly format: string;
  readonly dataset: Dataset;
  readonly level: string | undefined;
  readonly reader: Reader;
  /** True when nothing in the message varies. */
  readonly isConstant: boolean;
  /** Lines that the reader read the same way; below the trusted number the line kind is still tried. */
  agreed = 0;
  /** Name of the last stream that let the line kind in. */
  stream = -1;
  /** Undefined before the first line was classified; null when each line has to be. */
  classification: LineKindClassification | null | undefined;
  /** Whether the text of such lines is free of secrets; undefined before the first was looked at. */
  isClean: boolean | undefined;
  readonly parts: LineKindParts;
  readonly #program: string | undefined;
  /** All attributes, when none of them varies. */
  readonly #constants: AttributeSet | undefined;

  constructor(high: number, low: number, parts: LineKindParts) {
    this.high = high;
    this.low = low;
    this.reader = parts.reader;
    this.format = parts.reader.format;
    this.dataset = parts.dataset;
    this.level = parts.level;
    this.isConstant = parts.isConstant;
    this.parts = parts;
    const program = this.format === 'syslog' && parts.slots.find(({ name }) => name === 'process.name');
    this.#program = program && program.kind === 'constant' ? program.value : undefined;
    const isConstant = this.#program === undefined && parts.slots.every(({ kind }) => kind === 'constant');
    this.#constants = isConstant ? {} : undefined;
    if (this.#constants) {
      for (const slot of parts.slots) if (slot.kind === 'constant') this.#constants[slot.name] = slot.value;
      // All events of the line kind share it.
      Object.freeze(this.#constants);
    }
  }

  /** The record of a line of this line kind, whose scan is at hand; undefined when a time cannot be read at its position. */
  read(raw: RawRecord, scan: LineScan, context: ReadContext): LineKindRecord | undefined {
    const { text } = raw;
    const { time, furtherTimes, messageAt } = this.parts;
    let { timestampMs } = raw;
    if (time !== undefined) {
      const found = timeAt(text, scan, time, context.receivedMs);
      if (found === undefined) return undefined;
      timestampMs = found;
    }
    for (const further of furtherTimes)
      if (timeAt(text, scan, further, context.receivedMs) === undefined) return undefined;
    const start = indexOf(scan, messageAt);
    const message = text.slice(start, scan.length);
    const attributes = this.#attributes(text, scan);
    const hasMore = this.#program !== undefined && addsAttributes(this.#program, message, attributes);
    const dependences =
      (hasMore ? dependence.attributes : 0) |
      (scan.statusEnd > start ? dependence.status : 0) |
      (scan.oddEnd > start ? dependence.number : 0) |
      (scan.cardEnd > start ? dependence.card : 0);
    return new LineKindRecord(this, dependences, message, attributes, timestampMs, raw.id);
  }

  #attributes(text: string, scan: LineScan): AttributeSet {
    if (this.#constants) return this.#constants;
    const attributes: AttributeSet = {};
    for (const slot of this.parts.slots) attributes[slot.name] = valueOfSlot(slot, text, scan);
    return attributes;
  }
}

/** A record of a line of a known kind. It is a `ReadRecord` like any other; only `lineKindOf` sees the difference. */
export class LineKindRecord implements ReadRecord {
  readonly format: string;
  readonly dataset: Dataset;
  readonly message: string;
  readonly attributes: Attributes;
  declare readonly timestampMs?: number;
  declare readonly id?: string;
  declare readonly level?: string;
  readonly #lineKind: LineKind;
  readonly #dependences: number;

  constructor(
    lineKind: LineKind,
    dependences: number,
    message: string,
    attributes: Attributes,
    timestampMs: number | undefined,
    id: string | undefined,
  ) {
    this.format = lineKind.format;
    this.dataset = lineKind.dataset;
    this.message = message;
    this.attributes = attributes;
    if (timestampMs !== undefined) this.timestampMs = timestampMs;
    if (id !== undefined && id !== '') this.id = id;
    if (lineKind.level !== undefined) this.level = lineKind.level;
    this.#lineKind = lineKind;
    this.#dependences = dependences;
  }

  /** The line kind of a record's line; undefined where none was known, and for records made of several lines. */
  static lineKindOf(record: ReadRecord): LineKind | undefined {
    return #lineKind in record ? record.#lineKind : undefined;
  }

  /** What the line's own numbers may change, as bits of `dependence`; asked only of records that have a line kind. */
  static dependencesOf(record: ReadRecord): number {
    return #dependences in record ? record.#dependences : 0;
  }
}
