import type { AttributeValue } from '@bellwether/log-events';
import { timestampAt } from '@bellwether/log-readers';
import type { LineScan } from './line-scan.ts';

/** A position in all lines of a kind: so many units after the end of a masked run, or after the line's beginning. */
export interface FieldPosition {
  /** Number of the run, from 1; 0 for the line's beginning. */
  readonly run: number;
  readonly offset: number;
}

/** A text that is always the same, or that stands between two positions. */
type TextPart = string | { readonly start: FieldPosition; readonly end: FieldPosition };

/** Where the value of one attribute stands: always the same, a text, words joined by spaces, or a number that is one run. */
export type Slot =
  | { readonly kind: 'constant'; readonly name: string; readonly value: string }
  | { readonly kind: 'text'; readonly name: string; readonly words: readonly TextPart[] }
  | { readonly kind: 'number'; readonly name: string; readonly run: number };

/** Attributes that come from a line's header alone; others ask for the whole line to be read. */
export const headerNames: ReadonlySet<string> = new Set([
  'process.pid',
  'process.thread.id',
  'process.thread.name',
  'process.name',
  'log.logger',
  'host.hostname',
  'labels.context',
]);

/** The first masked run that ends after `index`; a position is relative to one of the runs before it. */
const runsBefore = (scan: LineScan, index: number): number => {
  let run = 0;
  while (run < scan.runs && scan.ends[run]! <= index) run += 1;
  return run;
};

/** The position of an index; undefined inside a masked run, where lines differ. */
export const positionOf = (scan: LineScan, index: number): FieldPosition | undefined => {
  const run = runsBefore(scan, index);
  if (run < scan.runs && scan.starts[run]! < index) return undefined;
  return { run, offset: index - (run === 0 ? 0 : scan.ends[run - 1]!) };
};

export const indexOf = (scan: LineScan, position: FieldPosition): number =>
  position.run === 0 ? position.offset : scan.ends[position.run - 1]! + position.offset;

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

/** The part of the line from `at` on that is `length` units long; undefined where it begins or ends in the middle of a masked run. */
const partAt = (scan: LineScan, text: string, at: number, length: number): TextPart | undefined => {
  const start = positionOf(scan, at);
  const end = positionOf(scan, at + length);
  if (start === undefined || end === undefined) return undefined;
  return start.run === end.run ? text.slice(at, at + length) : { start, end };
};

/** A text that stands once in the header. */
const partOfText = (scan: LineScan, text: string, end: number, value: string): TextPart | undefined => {
  const at = text.indexOf(value);
  if (at < 0 || at + value.length > end) return undefined;
  const part = partAt(scan, text, at, value.length);
  const again = text.indexOf(value, at + 1);
  return typeof part === 'object' && again >= 0 && again < end ? undefined : part;
};

const isWordUnit = (text: string, index: number): boolean => /\w/.test(text.charAt(index));

/** Where a word begins that no letter or digit goes on, from `from` on; -1 when it does not end before `end`. */
const indexOfWord = (text: string, word: string, from: number, end: number): number => {
  for (let at = text.indexOf(word, from); at >= 0 && at + word.length <= end; at = text.indexOf(word, at + 1))
    if ((at === 0 || !isWordUnit(text, at - 1)) && !isWordUnit(text, at + word.length)) return at;
  return -1;
};

/** Words that the header has in this order, with something else between them. */
const partsOfWords = (scan: LineScan, text: string, end: number, value: string): readonly TextPart[] | undefined => {
  const parts: TextPart[] = [];
  let from = 0;
  for (const word of value.split(' ')) {
    const at = indexOfWord(text, word, from, end);
    const part = at < 0 || word === '' ? undefined : partAt(scan, text, at, word.length);
    if (part === undefined) return undefined;
    parts.push(part);
    from = at + word.length;
  }
  return parts;
};

const slotOfText = (scan: LineScan, text: string, end: number, name: string, value: string): Slot | undefined => {
  const whole = partOfText(scan, text, end, value);
  const words = whole === undefined ? partsOfWords(scan, text, end, value) : [whole];
  if (words === undefined) return undefined;
  return words.every((word) => typeof word === 'string')
    ? { kind: 'constant', name, value }
    : { kind: 'text', name, words };
};

/** The value of an attribute in the line that was scanned last. */
export const valueOfSlot = (slot: Slot, text: string, scan: LineScan): string | number => {
  if (slot.kind === 'constant') return slot.value;
  if (slot.kind === 'number') return Number(text.slice(scan.starts[slot.run], scan.ends[slot.run]));
  return slot.words
    .map((word) => (typeof word === 'string' ? word : text.slice(indexOf(scan, word.start), indexOf(scan, word.end))))
    .join(' ');
};

/** Where an attribute of a header stands; undefined when it comes from elsewhere or its position is in doubt. */
export const slotOf = (
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

/** Digits that would be a time, or a part of one, if their values were others. */
const maybeTime = /\d{8}|\d:\d|\d[-./]\d{1,2}[-./]\d|\b\d{6} \d{6}\b/;
/** A word that a time next to it could go on with, as `2026` after `Jan 15`, or a zone. */
const maybePart = /^(?:[^A-Za-z]|GMT|UTC)/;

/** The word around an index, up to the spaces on both sides. */
const wordAround = (text: string, index: number): string => {
  const end = text.indexOf(' ', index);
  return text.slice(text.lastIndexOf(' ', index) + 1, end < 0 ? text.length : end);
};

const isInSlot = (slot: Slot, run: number, scan: LineScan): boolean => {
  if (slot.kind !== 'text') return slot.kind === 'number' && slot.run === run;
  return slot.words.some(
    (word) =>
      typeof word === 'object' &&
      indexOf(scan, word.start) <= scan.starts[run]! &&
      scan.ends[run]! <= indexOf(scan, word.end),
  );
};

/** A range of one line, in UTF-16 units. */
export interface Range {
  readonly at: number;
  readonly end: number;
}

const isInRange = (scan: LineScan, run: number, range: Range | undefined): boolean =>
  range !== undefined && scan.starts[run]! >= range.at && scan.ends[run]! <= range.end;

/** What makes sure that a reader understands the numbers of a header in another line as it did in this one. */
export interface HeaderNumbers {
  /** Bits of the masked runs that have to be the same text, since with other digits they could be a time. */
  readonly fixedRuns: number;
  /** Times besides the record's own, which have to be times. */
  readonly furtherTimes: readonly Range[];
}

/** Runs that fit into the bits of a number. */
const maxFixedRun = 30;

/**
 * Finds what the numbers of a header have to be, where its reader took words of it for a context.
 *
 * @param end  where the message begins, in UTF-16 units
 * @param time  the position of the record's own time
 * @returns undefined when a number is not part of a time or an attribute, so that nobody knows what it means
 */
export const headerNumbersOf = (
  scan: LineScan,
  text: string,
  end: number,
  slots: readonly Slot[],
  time: Range | undefined,
  receivedMs: number,
): HeaderNumbers | undefined => {
  const context = slots.find(({ name }) => name === 'labels.context');
  if (context === undefined) return { fixedRuns: 0, furtherTimes: [] };
  const isInDoubt = maybeTime.test(String(valueOfSlot(context, text, scan)));
  const furtherTimes: Range[] = [];
  let fixedRuns = 0;
  for (let run = 0; run < scan.runs && scan.ends[run]! <= end; run += 1) {
    if ([time, ...furtherTimes].some((range) => isInRange(scan, run, range))) continue;
    const at = scan.starts[run]!;
    const slot = slots.find((one) => isInSlot(one, run, scan));
    if (slot === undefined) {
      const found = timestampAt(text, at, receivedMs);
      if (found === undefined || found.end > end) return undefined;
      furtherTimes.push({ at, end: found.end });
    } else if (slot === context && isInDoubt) {
      const word = wordAround(text, at);
      if (!maybeTime.test(word) && !maybePart.test(word)) continue;
      if (run > maxFixedRun) return undefined;
      fixedRuns |= 1 << run;
    }
  }
  return { fixedRuns, furtherTimes };
};
