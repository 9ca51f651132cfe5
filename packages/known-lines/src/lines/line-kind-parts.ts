import type { RawRecord, Dataset, ReadRecord } from '@bellwether/log-events';
import { continues, isThrowableLine, opensTrace } from '@bellwether/log-readers/fast-path';
import { type ReadContext, type Reader, timestampAt } from '@bellwether/log-readers';
import { mayBeRequest } from '@bellwether/template-miner';
import type { LineScan } from './line-scan.ts';
import {
  headerNames,
  headerNumbersOf,
  positionOf,
  type FieldPosition,
  type Range,
  type Slot,
  slotOf,
} from './line-slots.ts';

/** Where the timestamp with this instant begins, before `end`, and where it ends. */
const findTime = (text: string, end: number, timestampMs: number, receivedMs: number): Range | undefined => {
  for (let at = 0; at < end; at += 1) {
    const before = at === 0 ? 32 : text.charCodeAt(at - 1);
    if (before !== 32 && before !== 0x5b && before !== 0x7c && before !== 9) continue;
    const found = timestampAt(text, at, receivedMs);
    if (found?.ms === timestampMs && found.end <= end) return { at, end: found.end };
  }
  return undefined;
};

/** Where a timestamp begins and ends. */
export interface TimePosition {
  readonly at: FieldPosition;
  readonly end: FieldPosition;
}

/** Everything that lines of one kind have in common. Made by `deriveLineKind`. */
export interface LineKindParts {
  readonly reader: Reader;
  readonly dataset: Dataset;
  readonly level: string | undefined;
  readonly messageAt: FieldPosition;
  readonly time: TimePosition | undefined;
  /** Further timestamps of the header, which every line has. */
  readonly furtherTimes: readonly TimePosition[];
  readonly slots: readonly Slot[];
  /** Leading masked runs whose lengths a line must share as well: those of the header and of what a reader may take for it. */
  readonly zoneRuns: number;
  /** Bits of those runs whose text, too, a line must share. */
  readonly fixedRuns: number;
  /** True when nothing in the message varies. */
  readonly isConstant: boolean;
}

const timePositionOf = (scan: LineScan, { at, end }: Range): TimePosition | undefined => {
  const positions = { at: positionOf(scan, at), end: positionOf(scan, end) };
  return positions.at && positions.end && { at: positions.at, end: positions.end };
};

/** Tokens after a header that a reader may look at before it decides that the message has begun. */
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
  if (mayBeRequest(message)) return undefined;
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
  const time = found && timePositionOf(scan, found);
  if (found && !time) return undefined;
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
  const numbers = headerNumbersOf(scan, text, start, slots, found, context.receivedMs);
  const furtherTimes = numbers?.furtherTimes.map((range) => timePositionOf(scan, range)) ?? [];
  if (numbers === undefined || !furtherTimes.every((one) => one !== undefined)) return undefined;
  const zone = zoneEnd(text, start, record);
  let zoneRuns = 0;
  while (zoneRuns < scan.runs && scan.starts[zoneRuns]! < zone) zoneRuns += 1;
  const isConstant = messageAt.run === scan.runs;
  const { fixedRuns } = numbers;
  const { dataset } = record;
  return { reader, dataset, level, messageAt, time, furtherTimes, slots, zoneRuns, fixedRuns, isConstant };
};
