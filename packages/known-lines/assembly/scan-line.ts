import { digitsMark, hexFromDigitMark, hexFromLetterMark, prefixedMark } from '../../template-miner/src/line-mask';
import { headLength, maxKnownLineLength, maxRuns } from '../src/payload/scan-limits';
import { backslash, classAt, digitsAt, hexLetter, quote, stopsAt, windowBytes } from './classes';
import { highOf, lowOf, partAt, product, weightBytes } from './hash';
import { payloadAt, weightsAt } from './memory';
import { noteDigits, noteOdd, raiseFloor, startNumbers } from './numbers';
import { isBlankUpTo, skipText } from './skip-text';
import { endOfWord, mixed, name, prefixed, tooLong, wordAt } from './words';

// What follows a part of fewer than 16 bytes: 0 for the line's end, a masked run's mark, or one of these.

/** The rest of a name, with its digits. */
const nameMark: i32 = 7;
/** Added to the mark of a run whose length comes next. */
const lengthMark: i32 = 8;
/** Added to what is written after a backslash. */
const escapeMark: i32 = 128;

let high: u32 = 0;
let low: u32 = 0;
let spansEnd: usize = 0;
let plainEnd: usize = 0;
let isFormed: bool = false;
let hasIdInHead: bool = false;

/** The two halves of the hash of its masked text. */
export function highOfLine(): u32 {
  return high;
}

export function lowOfLine(): u32 {
  return low;
}

export function spansEndOfLine(): usize {
  return spansEnd;
}

/** Where the first escape stands, the line's end when there is none: up to here bytes are the characters of the text. */
export function plainEndOfLine(): usize {
  return plainEnd;
}

/** Whether the line has a form at all. */
export function isLineFormed(): bool {
  return isFormed;
}

/** Whether an identifier stands in the head, so that its letters and digits are in no certain order. */
export function hasLineIdInHead(): bool {
  return hasIdInHead;
}

/** The byte after a backslash, when text with it still has a form; 0 otherwise. */
function escapeAt(at: usize): u32 {
  const next: u32 = load<u8>(at + 1);
  if (plainEnd == 0) plainEnd = at;
  if (next == quote || next == backslash || next == 0x2f || next == 0x74) return next;
  return (next == 0x6e || next == 0x72) && isBlankUpTo(at) ? next : 0;
}

/**
 * One pass over a line as it stands in a JSON text, between its quotes: where it ends, the hash of its masked text, and where the
 * masked runs stand. It masks what `LineScan` masks, so lines with one hash have one form.
 *
 * The text between two masked runs is hashed 16 bytes at a time, counted from the run's end, so that it gives the same parts in
 * every line of the form. The hash contains the lengths of the runs that begin in the line's head as well: lines with one hash have one
 * `lineShape` too, unless an identifier stands there.
 *
 * @param spansFrom  where the spans of its runs are written
 * @returns where the quote stands that ends the line which begins at `start`; 0 when it is not JSON text
 */
export function scanLine(start: usize, spansFrom: usize): usize {
  const last = start + maxKnownLineLength;
  const headEnd = start + headLength;
  const maxSpans = spansFrom + maxRuns * 8;
  plainEnd = 0;
  isFormed = hasIdInHead = false;
  startNumbers(start);
  // The two halves of the hash, and where the weights of the next part are.
  let first = i64x2.splat(0);
  let second = i64x2.splat(0);
  let weights = weightsAt;
  let spans = spansFrom;
  /** Up to here the line is in the hash. */
  let at = start;
  /** Before this nothing belongs to the text behind it: the line's beginning, or an escape's end. */
  let floor = start;
  /** The word up to here is a mixed one. */
  let mixedUntil: usize = 0;
  // What is known of the bytes from `window` on; bits of `specials` before `at` are cleared.
  let window = start;
  let digits = digitsAt(window);
  let specials = digits | stopsAt(window);
  for (;;) {
    while (specials == 0) {
      window += windowBytes;
      if (window > last) return skipText(at);
      digits = digitsAt(window);
      specials = digits | stopsAt(window);
    }
    const place = ctz(specials);
    const special = window + <usize>place;
    if (special > last) return skipText(at);
    const others = ~digits >> place;
    let mark = 0;
    /** Where the text in front ends, and where what stands for itself in the hash begins and ends. */
    let from = special;
    let end = special;
    if ((others & 1) != 0) {
      const byte: u32 = load<u8>(special);
      if (byte != quote) {
        const escaped = byte == backslash ? escapeAt(special) : 0;
        if (escaped == 0) return skipText(special);
        mark = escapeMark + escaped;
        end = floor = special + 2;
        raiseFloor(floor);
      }
    } else {
      mark = digitsMark;
      end = others == 0 ? window + windowBytes : special + <usize>ctz(others);
      if (end - window >= windowBytes) while (<u32>load<u8>(end) - 48 < 10) end += 1;
      if (classAt(end) >= hexLetter || (special > floor && classAt(special - 1) >= hexLetter)) {
        if (special >= mixedUntil) {
          while (from > floor && classAt(from - 1) >= hexLetter) from -= 1;
          const word = wordAt(from, last);
          if (word == tooLong) return skipText(special);
          if (word == mixed) {
            mixedUntil = endOfWord();
            from = special;
          } else {
            end = endOfWord();
            if (word == name) mark = nameMark;
            else if (word == prefixed) mark = prefixedMark;
            else mark = from == special ? hexFromDigitMark : hexFromLetterMark;
          }
        }
      }
      if (mark != nameMark) {
        if (spans == maxSpans) return skipText(special);
        store<u32>(spans, <u32>(from - payloadAt));
        store<u32>(spans, <u32>(end - payloadAt), 4);
        spans += 8;
        if (mark == digitsMark) noteDigits(from, end);
        else noteOdd(end);
        if (from < headEnd) {
          if (mark != digitsMark) hasIdInHead = true;
          mark += lengthMark;
        }
      }
    }
    for (; at + 16 <= from; at += 16) {
      const part = v128.load(at);
      first = i64x2.add(first, product(part, weights));
      second = i64x2.add(second, product(part, weights + 16));
      weights += weightBytes;
    }
    const rest = partAt(at, from - at, mark);
    first = i64x2.add(first, product(rest, weights));
    second = i64x2.add(second, product(rest, weights + 16));
    weights += weightBytes;
    if (mark == 0) break;
    if (mark == nameMark) {
      for (at = from; at < end; at += 15) {
        const part = partAt(at, min<usize>(15, end - at), mark);
        first = i64x2.add(first, product(part, weights));
        second = i64x2.add(second, product(part, weights + 16));
        weights += weightBytes;
      }
    } else if (from < headEnd) {
      const part = i32x4.splat(<i32>(end - from));
      first = i64x2.add(first, product(part, weights));
      second = i64x2.add(second, product(part, weights + 16));
      weights += weightBytes;
    }
    at = end;
    if (at - window >= windowBytes) {
      window = at;
      digits = digitsAt(window);
      specials = digits | stopsAt(window);
    } else specials &= ~(<u64>0) << (at - window);
  }
  high = highOf(first);
  low = lowOf(second);
  spansEnd = spans;
  const lineEnd = window + <usize>ctz(specials);
  if (plainEnd == 0) plainEnd = lineEnd;
  isFormed = lineEnd > start && load<u8>(start) > 32;
  return lineEnd;
}
