import type { AttributeValue, RawRecord, Dataset, ReadRecord } from '@bellwether/log-events';
import { continues, isThrowableLine, opensTrace } from '@bellwether/log-readers/fast-path';
import { type ReadContext, type Reader, timestampAt } from '@bellwether/log-readers';
import type { LineScan } from './line-scan.ts';

/** A position in all lines of a kind: so many units behind the end of a masked run, or behind the line's beginning. */
export interface FieldPosition {
  /** Number of the run, from 1; 0 for the line's beginning. */
  readonly run: number;
  readonly offset: number;
}

/** Where the values of one attribute stand: a text between two places, a number that is one run, or always the same. */
export type Slot =
  | { readonly kind: 'constant'; readonly name: string; readonly value: string }
  | { readonly kind: 'text'; readonly name: string; readonly start: FieldPosition; readonly end: FieldPosition }
  | { readonly kind: 'number'; readonly name: string; readonly run: number };

/** Attributes that come from a line's header alone; others ask for the whole line to be read. */
const headerNames: ReadonlySet<string> = new Set([
  'process.pid',
  'process.thread.id',
  'process.thread.name',
  'process.name',
  'log.logger',
  'host.hostname',
]);

/** The first masked run that ends behind `index`; the runs before it are the ones a place can stand on. */
const runsBefore = (scan: LineScan, index: number): number => {
  let run = 0;
  while (run < scan.runs && scan.ends[run]! <= index) run += 1;
  return run;
};

/** The place of an index; undefined inside a masked run, where no line is like another. */
const positionOf = (scan: LineScan, index: number): FieldPosition | undefined => {
  const run = runsBefore(scan, index);
  if (run < scan.runs && scan.starts[run]! < index) return undefined;
  return { run, offset: index - (run === 0 ? 0 : scan.ends[run - 1]!) };
};

export const indexOf = (scan: LineScan, place: FieldPosition): number =>
  place.run === 0 ? place.offset : scan.ends[place.run - 1]! + place.offset;

/** The run of digits that wrote a number; of as many as write the same one, each attribute has its own, in order. */
const slotOfNumber = (
  scan: LineScan,
  text: string,
  end: number,
  [name, value]: readonly [string, number],
  same: readonly string[],
): Slot | undefined => {
  const found: number[] = [];
  for (let run = 0; run < scan.runs && scan.ends[run]! <= end; run += 1)
    if (text.slice(scan.starts[run], scan.ends[run]) === String(value)) found.push(run);
  // Process and thread are written in this order. Which of more equal numbers is which shows in a line where they differ.
  const run = found[same.indexOf(name)];
  return found.length !== same.length || run === undefined ? undefined : { kind: 'number', name, run };
};

const slotOfText = (scan: LineScan, text: string, end: number, name: string, value: string): Slot | undefined => {
  const at = text.indexOf(value);
  if (at < 0 || at + value.length > end) return undefined;
  const start = positionOf(scan, at);
  const stop = positionOf(scan, at + value.length);
  if (start === undefined || stop === undefined) return undefined;
  if (start.run === stop.run) return { kind: 'constant', name, value };
  const again = text.indexOf(value, at + 1);
  return again >= 0 && again < end ? undefined : { kind: 'text', name, start, end: stop };
};

const slotOf = (
  scan: LineScan,
  text: string,
  end: number,
  [name, value]: readonly [string, AttributeValue],
  attributes: readonly (readonly [string, AttributeValue])[],
): Slot | undefined => {
  if (!headerNames.has(name)) return undefined;
  if (typeof value === 'string') return slotOfText(scan, text, end, name, value);
  if (typeof value !== 'number') return undefined;
  const same = attributes.filter(([, other]) => other === value).map(([other]) => other);
  return slotOfNumber(scan, text, end, [name, value], same);
};

/** Where the timestamp with this instant begins, before `end`, and where it ends. */
const findTime = (
  text: string,
  end: number,
  timestampMs: number,
  receivedMs: number,
): { readonly at: number; readonly end: number } | undefined => {
  for (let at = 0; at < end; at += 1) {
    const before = at === 0 ? 32 : text.charCodeAt(at - 1);
    if (before !== 32 && before !== 0x5b && before !== 0x7c && before !== 9) continue;
    const found = timestampAt(text, at, receivedMs);
    if (found?.ms === timestampMs && found.end <= end) return { at, end: found.end };
  }
  return undefined;
};

/** Everything that lines of one kind have in common. Made by `deriveLineKind`. */
export interface LineKindParts {
  readonly reader: Reader;
  readonly dataset: Dataset;
  readonly level: string | undefined;
  readonly messageAt: FieldPosition;
  readonly time: { readonly at: FieldPosition; readonly end: FieldPosition } | undefined;
  readonly slots: readonly Slot[];
  /** Leading masked runs whose lengths a line must share as well: those of the header and of what a reader may take for it. */
  readonly zoneRuns: number;
  /** True when nothing in the message varies. */
  readonly isConstant: boolean;
}

/** Tokens behind a header that a reader may look at before it decides that the message has begun. */
const tokensLookedAt = 8;
/** A bracket at the message's beginning is looked through as far as this; UTF-16 units. */
const bracketLookedAt = 200;

/** How far into the line the lengths of its numbers may matter to a reader. */
const zoneEnd = (text: string, start: number, record: ReadRecord): number => {
  const isBracket = /[[(<]/.test(text.charAt(start));
  if (isBracket) return start + bracketLookedAt;
  const isWhole = record.level !== undefined && record.attributes['log.logger'] !== undefined;
  if (isWhole || record.format !== 'text') return start;
  let at = start;
  for (let token = 0; token < tokensLookedAt && at >= 0; token += 1) at = text.indexOf(' ', at + 1);
  return at < 0 ? text.length : at;
};

/** Formats whose readers look at nothing but the header and, on hosts, what `readHostProgram` reads. */
export const formats: ReadonlySet<string> = new Set(['text', 'syslog', 'web-error']);

/**
 * True when no line of the line kind goes on with the record before it, nor opens a trace. Words and the lengths of the
 * header's numbers decide that.
 */
const beginsRecord = (text: string): boolean =>
  /^[A-Za-z\d[(-]/.test(text) && opensTrace(text) === 'none' && !continues(text, 'none') && !isThrowableLine(text);

/**
 * Finds out where the parts of a line's header stand from how its reader read it.
 *
 * @returns undefined when the record is not of the line's header and the rest of the line, or a position is in doubt
 */
export const deriveLineKind = (
  raw: RawRecord,
  record: ReadRecord,
  reader: Reader,
  scan: LineScan,
  context: ReadContext,
): LineKindParts | undefined => {
  const { text } = raw;
  if (!formats.has(reader.format) || !beginsRecord(text)) return undefined;
  const { message, level } = record;
  const start = scan.length - message.length;
  const isRest = start > 0 && message !== '' && text.startsWith(message, start);
  if (!isRest || record.account !== undefined || record.document !== undefined) return undefined;
  // A number that begins the message must not look like the rest of a name.
  if (/[\w-]/.test(text.charAt(start - 1))) return undefined;
  const messageAt = positionOf(scan, start);
  if (messageAt === undefined || (level !== undefined && (/\d/.test(level) || !text.slice(0, start).includes(level))))
    return undefined;
  const own = record.timestampMs;
  const found = own === undefined ? undefined : findTime(text, start, own, context.receivedMs);
  if (found === undefined && own !== raw.timestampMs) return undefined;
  const at = found && positionOf(scan, found.at);
  const end = found && positionOf(scan, found.end);
  if (found && !(at && end)) return undefined;
  const slots: Slot[] = [];
  let names = Object.entries(record.attributes);
  if (reader.format === 'syslog') {
    const program = record.attributes['process.name'];
    if (typeof program !== 'string') return undefined;
    names = names.filter(([name]) => headerNames.has(name));
  }
  for (const entry of names) {
    const slot = slotOf(scan, text, start, entry, names);
    if (slot === undefined || (slot.name === 'process.name' && slot.kind !== 'constant')) return undefined;
    slots.push(slot);
  }
  const time = at && end && { at, end };
  const zone = zoneEnd(text, start, record);
  let zoneRuns = 0;
  while (zoneRuns < scan.runs && scan.starts[zoneRuns]! < zone) zoneRuns += 1;
  const isConstant = messageAt.run === scan.runs;
  return { reader, dataset: record.dataset, level, messageAt, time, slots, zoneRuns, isConstant };
};
