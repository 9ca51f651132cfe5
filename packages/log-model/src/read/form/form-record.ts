import type { Attributes, Source } from '../../event.ts';
import type { ReadRecord } from '../reader.ts';
import type { LineForm } from './line-form.ts';

/** A record whose line had a form that was known. It is a `ReadRecord` like any other; only `formOf` sees the difference. */
export class FormRecord implements ReadRecord {
  readonly format: string;
  readonly source: Source;
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
    this.source = form.source;
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
