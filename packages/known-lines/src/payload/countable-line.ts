import type { Category } from '@bellwether/log-events';
import type { PartialEvent } from '@bellwether/detection-engine';
import type { TemplateHandle } from '@bellwether/template-miner';
import type { TimePosition } from '../lines/line-kind-parts.ts';
import type { FieldPosition } from '../lines/line-slots.ts';
import { hasNoSecret } from '../lines/known-line-stages.ts';
import { dependence, type LineKindRecord, type LineKind } from '../lines/line-kind.ts';
import { isHostProgramField, lineShape } from '@bellwether/log-readers/fast-path';
import type { CountableDecline } from './decline.ts';
import { type LineTime, type TimeLayout, timeLayoutOf } from './line-time.ts';
import * as column from './row-columns.ts';
import { headLength } from './scan-limits.ts';
import type { PayloadScan } from './scan-payload.ts';
import type { CountCell } from './window-sums.ts';

/** The position of a timestamp, and what reads it. */
interface CountableTime extends TimePosition {
  readonly reader: LineTime;
}

/**
 * What is known of all lines with one hash in one stream: which reader reads them, what they are counted as, and that
 * nothing else comes of them: no secret leaves them, no rule can hit them.
 */
export class CountableLine {
  readonly lineKind: LineKind;
  readonly handle: TemplateHandle;
  readonly cell: CountCell;
  /** Whether a failure not seen before may come of them. */
  readonly isFailure: boolean;
  /** Bits of `dependence` that make a line one to be looked at. */
  readonly unless: number;
  /** Where the message begins. */
  readonly messageAt: FieldPosition;
  readonly time: CountableTime | undefined;
  /** Further timestamps of the header, which have to be readable; undefined where there is none. */
  readonly furtherTimes: readonly CountableTime[] | undefined;
  /** The shape that all of them have; undefined when it differs from line to line. */
  readonly shape: number | undefined;
  /** Number of the last stream that admitted the shape. */
  stream = -1;

  /** The positions again, run and offset each, as plain numbers for the one loop that asks them for every line. */
  readonly messageRun: number;
  readonly messageOffset: number;
  readonly timeRun: number;
  readonly timeOffset: number;
  readonly timeEndRun: number;
  readonly timeEndOffset: number;
  readonly timeReader: LineTime | undefined;
  readonly timeLength: number;

  constructor(parts: CountableParts) {
    this.lineKind = parts.lineKind;
    this.handle = parts.handle;
    this.cell = parts.cell;
    this.isFailure = parts.isFailure;
    this.unless = parts.unless;
    this.messageAt = parts.messageAt;
    this.time = parts.time;
    this.furtherTimes = parts.furtherTimes;
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

type CountableParts = Pick<
  CountableLine,
  'lineKind' | 'handle' | 'cell' | 'isFailure' | 'unless' | 'messageAt' | 'time' | 'furtherTimes' | 'shape'
>;

/** The same lines, with another template than before. */
export const withTemplate = (countable: CountableLine, handle: TemplateHandle, cell: CountCell): CountableLine =>
  new CountableLine({ ...countable, handle, cell });

/** Index in the payload of a position in the line of a row. */
export const indexOfPosition = (scan: PayloadScan, row: number, { run, offset }: FieldPosition): number =>
  run === 0
    ? scan.rows[row + column.textStart]! + offset
    : scan.spans[scan.rows[row + column.spans]! + 2 * run - 1]! + offset;

/** Whether a line has all these timestamps, each as long as its layout. */
export const hasTimes = (
  times: readonly CountableTime[],
  scan: PayloadScan,
  row: number,
  receivedMs: number,
): boolean => {
  for (const time of times) {
    const at = indexOfPosition(scan, row, time.at);
    const { reader } = time;
    if (indexOfPosition(scan, row, time.end) - at !== reader.layout.length) return false;
    if (Number.isNaN(reader.read(scan.bytes, at, scan.rows[row + column.textEnd]!, receivedMs))) return false;
  }
  return true;
};

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
  // White space at the end of a line is not part of its message.
  return [...pieces, unescaped(bytes.toString('latin1', from, rows[row + column.textEnd])).trimEnd()];
};

/** Fields of an event that no line of a line kind can have beside those that are known; what a reader may add stays unknown. */
class ClosedFields extends Map<string, readonly unknown[]> {
  readonly #isOpen: (name: string) => boolean;

  constructor(known: Iterable<readonly [string, readonly unknown[]]>, isOpen: (name: string) => boolean) {
    super(known);
    this.#isOpen = isOpen;
  }

  /** Of `message{}.code`, which is looked for in the JSON that a message contains, the message decides. */
  override has(name: string): boolean {
    return super.has(name) || !this.#isOpen(name.split('{}', 1)[0]!);
  }
}

const eventFields = ['message', 'logGroup', 'logStream', 'account', 'region'];

/** What is known of every line of the line kind, whatever its masked runs contain. */
const partialEventOf = (
  record: LineKindRecord,
  lineKind: LineKind,
  kind: { readonly severity: CountCell['severity']; readonly category: Category },
  pieces: readonly string[],
): PartialEvent => {
  const constants = lineKind.parts.slots.flatMap((slot): [string, readonly unknown[]][] =>
    slot.kind === 'constant' ? [[slot.name, [slot.value]]] : [],
  );
  const known: [string, readonly unknown[]][] = [
    ...constants,
    ['severity', [kind.severity]],
    ['category', [kind.category]],
  ];
  const varied = lineKind.parts.slots.flatMap(({ kind: slot, name }) => (slot === 'constant' ? [] : [name]));
  const open = new Set([...eventFields, ...varied]);
  // A host's program may add to the header what its message says; no other reader of lines that have a kind does.
  const isOpen =
    record.format === 'syslog'
      ? (name: string): boolean => open.has(name) || isHostProgramField(name)
      : (name: string): boolean => open.has(name);
  return {
    dataset: lineKind.dataset,
    fields: new ClosedFields(known, isOpen),
    message: { pieces, runs: 'hex' },
  };
};

export interface CountableContext {
  readonly couldMatch: (partial: PartialEvent) => boolean;
  readonly scan: PayloadScan;
  /** Position of the line among the events of the payload. */
  readonly index: number;
  readonly receivedMs: number;
  /** Answers that were found for a line kind already: whether a detector could match its lines. */
  readonly exposed: WeakMap<LineKind, boolean>;
  /** The reader of timestamps of a layout; shared by all line kinds that have it. */
  readonly timeReaderOf: (layout: TimeLayout | undefined) => LineTime | undefined;
}

/**
 * Finds what lines like this one come to, from one of them that was read by its kind and understood.
 *
 * @returns why not, when something of it has to be found out for each line anew
 */
export const countableLineOf = (
  record: LineKindRecord,
  lineKind: LineKind,
  handle: TemplateHandle,
  cellOf: (severity: CountCell['severity']) => CountCell,
  { couldMatch, scan, index, receivedMs, exposed, timeReaderOf }: CountableContext,
): CountableLine | CountableDecline => {
  const { classification, parts } = lineKind;
  const row = index << column.rowShift;
  const { rows } = scan;
  const start = indexOfPosition(scan, row, parts.messageAt);
  if (!classification) return 'numbers_decide';
  if (rows[row + column.cardEnd]! > start) return 'card_number';
  // The line contains no card's number, so redaction leaves it as it is when nothing else in it looks like a secret.
  if (!(lineKind.isClean ?? hasNoSecret(record))) return 'secret';
  const text = scan.textAt(index);
  const textStart = rows[row + column.textStart]!;
  const plainEnd = rows[row + column.plainEnd]!;
  // Positions are those of characters; up to the first escape each is one byte.
  if (start > plainEnd || !text.startsWith(record.message, start - textStart)) return 'message_moved';
  const timeOf = ({ at, end }: TimePosition): CountableTime | undefined => {
    const index = indexOfPosition(scan, row, at);
    const length = indexOfPosition(scan, row, end) - index;
    const reader = timeReaderOf(timeLayoutOf(text.slice(index - textStart), length, receivedMs));
    return index + length > plainEnd || !reader ? undefined : { at, end, reader };
  };
  const time = parts.time && timeOf(parts.time);
  if (parts.time && !time) return 'time_layout';
  if (
    time !== undefined &&
    time.reader.read(scan.bytes, indexOfPosition(scan, row, time.at), rows[row + column.textEnd]!, receivedMs) !==
      record.timestampMs
  )
    return 'time_differs';
  const furtherTimes = parts.furtherTimes.map(timeOf).filter((one) => one !== undefined);
  if (furtherTimes.length < parts.furtherTimes.length || !hasTimes(furtherTimes, scan, row, receivedMs))
    return 'time_layout';
  let isExposed = exposed.get(lineKind);
  if (isExposed === undefined) {
    isExposed = couldMatch(partialEventOf(record, lineKind, classification, piecesOf(scan, row, start)));
    exposed.set(lineKind, isExposed);
  }
  if (isExposed) return 'rule_could_match';
  const { severity, unless } = classification;
  return new CountableLine({
    lineKind,
    handle,
    cell: cellOf(severity),
    isFailure: severity === 'ERROR' || severity === 'CRITICAL',
    unless: unless & (dependence.status | dependence.number),
    messageAt: parts.messageAt,
    time,
    furtherTimes: furtherTimes.length === 0 ? undefined : furtherTimes,
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
