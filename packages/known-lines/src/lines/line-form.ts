import type { Attributes, Category, RawRecord, Severity, Dataset, ReadRecord } from '@bellwether/log-events';
import { type AttributeSet, readHostProgram } from '@bellwether/log-readers/fast-path';
import { type ReadContext, type Reader, timestampAt } from '@bellwether/log-readers';
import { type FormParts, indexOf } from './form-parts.ts';
import type { LineScan } from './line-scan.ts';

/** What a line's own numbers may change although its form is known; bits. */
export const doubt = { status: 1, number: 2, card: 4, attributes: 8 } as const;

/** Adds what a host's program tells of users and addresses in the message itself; true when it tells anything. */
const addsAttributes = (program: string, message: string, attributes: AttributeSet): boolean => {
  const told: AttributeSet = {};
  readHostProgram(program, message, told);
  let isMore = false;
  for (const [name, value] of Object.entries(told)) {
    attributes[name] = value;
    isMore = true;
  }
  return isMore;
};

/** Severity and category that all lines of a form have, while the doubts in `unless` do not stand against it. */
export interface FormClassification {
  readonly severity: Severity;
  readonly category: Category;
  readonly unless: number;
}

/**
 * What lines of one masked form have in common: which reader reads them, where the parts of their header stand, and what
 * was found out about their text.
 *
 * Invariant: what `read` gives is what the reader gives. A form is used only after lines were read both ways and agreed.
 */
export class LineForm {
  readonly high: number;
  readonly low: number;
  readonly format: string;
  readonly dataset: Dataset;
  readonly level: string | undefined;
  readonly reader: Reader;
  /** True when nothing in the message varies. */
  readonly isConstant: boolean;
  /** Lines that the reader read the same way; below the trusted number the form is still tried. */
  agreed = 0;
  /** Name of the last stream that let the form in. */
  stream = -1;
  /** Undefined before the first line was classified; null when each line has to be. */
  classification: FormClassification | null | undefined;
  /** Whether the text of such lines is free of secrets; undefined before the first was looked at. */
  isHarmless: boolean | undefined;
  readonly parts: FormParts;
  readonly #program: string | undefined;
  /** All attributes, when none of them varies. */
  readonly #constants: AttributeSet | undefined;

  constructor(high: number, low: number, parts: FormParts) {
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
      // All events of the form share it.
      Object.freeze(this.#constants);
    }
  }

  /** The record of a line of this form, whose scan is at hand; undefined when its time cannot be read where it should stand. */
  read(raw: RawRecord, scan: LineScan, context: ReadContext): FormRecord | undefined {
    const { text } = raw;
    const { time, messageAt } = this.parts;
    let { timestampMs } = raw;
    if (time !== undefined) {
      const found = timestampAt(text, indexOf(scan, time.at), context.receivedMs);
      if (found === undefined || found.end !== indexOf(scan, time.end)) return undefined;
      timestampMs = found.ms;
    }
    const start = indexOf(scan, messageAt);
    const message = text.slice(start, scan.length);
    const attributes = this.#attributes(text, scan);
    const hasMore = this.#program !== undefined && addsAttributes(this.#program, message, attributes);
    const doubts =
      (hasMore ? doubt.attributes : 0) |
      (scan.statusEnd > start ? doubt.status : 0) |
      (scan.oddEnd > start ? doubt.number : 0) |
      (scan.cardEnd > start ? doubt.card : 0);
    return new FormRecord(this, doubts, message, attributes, timestampMs, raw.id);
  }

  #attributes(text: string, scan: LineScan): AttributeSet {
    if (this.#constants) return this.#constants;
    const attributes: AttributeSet = {};
    for (const slot of this.parts.slots) {
      if (slot.kind === 'constant') attributes[slot.name] = slot.value;
      else if (slot.kind === 'number')
        attributes[slot.name] = Number(text.slice(scan.starts[slot.run], scan.ends[slot.run]));
      else attributes[slot.name] = text.slice(indexOf(scan, slot.start), indexOf(scan, slot.end));
    }
    return attributes;
  }
}

/** A record whose line had a form that was known. It is a `ReadRecord` like any other; only `formOf` sees the difference. */
export class FormRecord implements ReadRecord {
  readonly format: string;
  readonly dataset: Dataset;
  readonly message: string;
  readonly attributes: Attributes;
  declare readonly timestampMs?: number;
  declare readonly id?: string;
  declare readonly level?: string;
  readonly #form: LineForm;
  readonly #doubts: number;

  constructor(
    form: LineForm,
    doubts: number,
    message: string,
    attributes: Attributes,
    timestampMs: number | undefined,
    id: string | undefined,
  ) {
    this.format = form.format;
    this.dataset = form.dataset;
    this.message = message;
    this.attributes = attributes;
    if (timestampMs !== undefined) this.timestampMs = timestampMs;
    if (id !== undefined && id !== '') this.id = id;
    if (form.level !== undefined) this.level = form.level;
    this.#form = form;
    this.#doubts = doubts;
  }

  /** The form of a record's line; undefined where none was known, and for records made of several lines. */
  static formOf(record: ReadRecord): LineForm | undefined {
    return #form in record ? record.#form : undefined;
  }

  /** What the line's own numbers may change, as bits of `doubt`; asked only of records that have a form. */
  static doubtsOf(record: ReadRecord): number {
    return #doubts in record ? record.#doubts : 0;
  }
}
