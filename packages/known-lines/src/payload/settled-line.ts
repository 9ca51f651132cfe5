import type { Category } from '@bellwether/log-events';
import type { PartialEvent } from '@bellwether/detection-engine';
import type { TemplateHandle } from '@bellwether/template-miner';
import type { Place } from '../lines/form-parts.ts';
import { doubt, type FormRecord, type LineForm } from '../lines/line-form.ts';
import { lineShape } from '@bellwether/log-readers/fast-path';
import { isSuspicious } from '@bellwether/redaction';
import type { SettleDecline } from './decline.ts';
import { type LineTime, type TimeLayout, timeLayoutOf } from './line-time.ts';
import * as column from './row-columns.ts';
import { headLength } from './scan-limits.ts';
import type { PayloadScan } from './scan-payload.ts';
import type { CountCell } from './window-sums.ts';

/**
 * What is known of all lines with one hash in one stream: which reader reads them, what they are counted as, and that
 * nothing else comes of them: no secret leaves them, no rule can hit them.
 */
export class SettledLine {
  readonly form: LineForm;
  readonly hold: TemplateHandle;
  readonly cell: CountCell;
  /** Whether a failure not seen before may come of them. */
  readonly isFailure: boolean;
  /** Bits of `doubt` that make a line one to be looked at. */
  readonly unless: number;
  /** Where the message begins. */
  readonly messageAt: Place;
  readonly time: { readonly at: Place; readonly end: Place; readonly reader: LineTime } | undefined;
  /** The shape that all of them have; undefined when it differs from line to line. */
  readonly shape: number | undefined;
  /** Number of the last stream that admitted the shape. */
  stream = -1;

  /** The places again, run and offset each, as plain numbers for the one loop that asks them for every line. */
  readonly messageRun: number;
  readonly messageOffset: number;
  readonly timeRun: number;
  readonly timeOffset: number;
  readonly timeEndRun: number;
  readonly timeEndOffset: number;
  readonly timeReader: LineTime | undefined;
  readonly timeLength: number;

  constructor(parts: SettledParts) {
    this.form = parts.form;
    this.hold = parts.hold;
    this.cell = parts.cell;
    this.isFailure = parts.isFailure;
    this.unless = parts.unless;
    this.messageAt = parts.messageAt;
    this.time = parts.time;
    this.shape = parts.shape;
    this.messageRun = parts.messageAt.run;
    this.messageOffset = parts.messageAt.offset;
    this.timeRun = parts.time?.at.run ?? 0;
    this.timeOffset = parts.time?.at.offset ?? 0;
    this.timeEndRun = parts.time?.end.run ?? 0;
    this.timeEndOffset = parts.time?.end.offset ?? 0;
    this.timeReader = parts.time?.reader;
    this.timeLength = parts.time?.reader.layout.length ?? 0;
  }
}

type SettledParts = Pick<
  SettledLine,
  'form' | 'hold' | 'cell' | 'isFailure' | 'unless' | 'messageAt' | 'time' | 'shape'
>;

/** The same lines, with another template than before. */
export const withTemplate = (settled: SettledLine, hold: TemplateHandle, cell: CountCell): SettledLine =>
  new SettledLine({ ...settled, hold, cell });

/** Index in the payload of a place in the line of a row. */
export const indexOfPlace = (scan: PayloadScan, row: number, { run, offset }: Place): number =>
  run === 0
    ? scan.rows[row + column.textStart]! + offset
    : scan.spans[scan.rows[row + column.spans]! + 2 * run - 1]! + offset;

const unescaped = (piece: string): string => (piece.includes('\\') ? String(JSON.parse(`"${piece}"`)) : piece);

/** The constant parts of a message: what stands between its masked runs. */
const piecesOf = (scan: PayloadScan, row: number, start: number): readonly string[] => {
  const { rows, spans, bytes } = scan;
  const pieces: string[] = [];
  let from = start;
  for (let at = rows[row + column.spans]!; at < rows[row + column.spansEnd]!; at += 2) {
    if (spans[at]! < start) continue;
    pieces.push(unescaped(bytes.toString('latin1', from, spans[at])));
    from = spans[at + 1]!;
  }
  // White space at the end of a line is no part of its message.
  return [...pieces, unescaped(bytes.toString('latin1', from, rows[row + column.textEnd])).trimEnd()];
};

/** Fields of an event that no line of a form can have beside those that are known; what a reader may add stays unknown. */
class ClosedFields extends Map<string, readonly unknown[]> {
  readonly #open: ReadonlySet<string>;

  constructor(known: Iterable<readonly [string, readonly unknown[]]>, open: ReadonlySet<string>) {
    super(known);
    this.#open = open;
  }

  override has(name: string): boolean {
    return super.has(name) || !this.#open.has(name);
  }
}

const eventFields = ['message', 'logGroup', 'logStream', 'account', 'region'];

/** What is known of every line of the form, whatever its masked runs contain. */
const partialEventOf = (
  record: FormRecord,
  form: LineForm,
  kind: { readonly severity: CountCell['severity']; readonly category: Category },
  pieces: readonly string[],
): PartialEvent => {
  const constants = form.parts.slots.flatMap((slot): [string, readonly unknown[]][] =>
    slot.kind === 'constant' ? [[slot.name, [slot.value]]] : [],
  );
  const known: [string, readonly unknown[]][] = [
    ...constants,
    ['severity', [kind.severity]],
    ['category', [kind.category]],
  ];
  const varied = form.parts.slots.flatMap(({ kind: slot, name }) => (slot === 'constant' ? [] : [name]));
  // Only the general reader of text adds nothing to the header.
  const fields =
    record.format === 'text' ? new ClosedFields(known, new Set([...eventFields, ...varied])) : new Map(known);
  return { dataset: form.dataset, fields, message: { pieces, runs: 'hex' } };
};

/** Whether redaction leaves every line of the form as it is; asked of a line that holds no card's number. */
const isHarmless = (form: LineForm, record: FormRecord): boolean =>
  form.isHarmless ??
  (!isSuspicious(record.message) &&
    Object.values(record.attributes).every((value) => typeof value !== 'string' || !isSuspicious(value)));

export interface SettleParts {
  readonly couldMatch: (partial: PartialEvent) => boolean;
  readonly scan: PayloadScan;
  /** Place of the line among the events of the payload. */
  readonly index: number;
  readonly receivedMs: number;
  /** The reader of timestamps of a layout; shared by all forms that have it. */
  /** Answers that were found for a form already: whether a detector could match its lines. */
  readonly exposed: WeakMap<LineForm, boolean>;
  readonly timeReaderOf: (layout: TimeLayout | undefined) => LineTime | undefined;
}

/**
 * Settles what lines like this one come to, from one of them that was read by its form and understood.
 *
 * @returns why not, when something of it has to be found out for each line anew
 */
export const settleLine = (
  record: FormRecord,
  form: LineForm,
  hold: TemplateHandle,
  cellOf: (severity: CountCell['severity']) => CountCell,
  { couldMatch, scan, index, receivedMs, exposed, timeReaderOf }: SettleParts,
): SettledLine | SettleDecline => {
  const { classification, parts } = form;
  const row = index << column.rowShift;
  const { rows } = scan;
  const start = indexOfPlace(scan, row, parts.messageAt);
  if (!classification) return 'numbers_decide';
  if (rows[row + column.cardEnd]! > start) return 'settle_card';
  if (!isHarmless(form, record)) return 'secret';
  const text = scan.textAt(index);
  const textStart = rows[row + column.textStart]!;
  const plainEnd = rows[row + column.plainEnd]!;
  // Places are those of characters; up to the first escape each is one byte.
  if (start > plainEnd || !text.startsWith(record.message, start - textStart)) return 'message_moved';
  let time: SettledLine['time'];
  if (parts.time !== undefined) {
    const at = indexOfPlace(scan, row, parts.time.at);
    const length = indexOfPlace(scan, row, parts.time.end) - at;
    const reader = timeReaderOf(timeLayoutOf(text.slice(at - textStart), length, receivedMs));
    if (at + length > plainEnd || !reader) return 'time_layout';
    if (reader.read(scan.bytes, at, rows[row + column.textEnd]!, receivedMs) !== record.timestampMs)
      return 'time_differs';
    time = { ...parts.time, reader };
  }
  let isExposed = exposed.get(form);
  if (isExposed === undefined) {
    isExposed = couldMatch(partialEventOf(record, form, classification, piecesOf(scan, row, start)));
    exposed.set(form, isExposed);
  }
  if (isExposed) return 'rule_could_match';
  const { severity, unless } = classification;
  return new SettledLine({
    form,
    hold,
    cell: cellOf(severity),
    isFailure: severity === 'ERROR' || severity === 'CRITICAL',
    unless: unless & (doubt.status | doubt.number),
    messageAt: parts.messageAt,
    time,
    shape: rows[row + column.isShapeFixed] === 1 ? lineShape(text) : undefined,
  });
};

/** Masked runs that begin in the head: their lengths are in the hash already. */
export const runsInHead = (scan: PayloadScan, row: number): number => {
  const headEnd = scan.rows[row + column.textStart]! + headLength;
  const from = scan.rows[row + column.spans]!;
  let at = from;
  while (at < scan.rows[row + column.spansEnd]! && scan.spans[at]! < headEnd) at += 2;
  return (at - from) >> 1;
};
