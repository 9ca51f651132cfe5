import * as column from '../src/payload/row-columns';
import { headLength, maxEvents } from '../src/payload/scan-limits';
import { backslash, classAt, digitsAt, quote, stop } from './classes';
import { payloadAt, rowsAt, spansAt, timesAt } from './memory';
import { cardEndOfLine, oddEndOfLine, statusEndOfLine } from './numbers';
import {
  hasLineIdInHead,
  highOfLine,
  isLineFormed,
  lowOfLine,
  plainEndOfLine,
  scanLine,
  spansEndOfLine,
} from './scan-line';

// `{"id":"`, `","timestamp":`, `,"message":"` and `"}`, as CloudWatch Logs writes them.
const idHead: u32 = 0x6469227b;
const idTail: u32 = 0x223a2264;
const timeHead: u64 = 0x73656d6974222c22;
const timeTail: u64 = 0x3a22706d61747365;
const textHead: u64 = 0x6567617373656d22;
const textTail: u32 = 0x223a2265;

let idsRise: bool = true;
let suspects: bool = false;

/** Whether every id is greater than the one before, so that none comes twice. */
export function hasRisingIds(): bool {
  return idsRise;
}

/** Whether the text of an event may be a batch of records; its row says which. */
export function hasSuspects(): bool {
  return suspects;
}

/** Where a plain text ends that may contain no stop; 0 when something else is in it. */
function plainUpToQuote(from: usize): usize {
  let at = from;
  while (load<u8>(at) != quote) {
    if (classAt(at) == stop) return 0;
    at += 1;
  }
  return at;
}

/** Whether the id at `from` comes after the one before it, character by character. */
function isBehind(from: usize, length: usize, before: usize, lengthBefore: usize): bool {
  const common = length < lengthBefore ? length : lengthBefore;
  for (let at: usize = 0; at < common; at += 1) {
    const own = load<u8>(from + at);
    const other = load<u8>(before + at);
    if (own != other) return own > other;
  }
  return length > lengthBefore;
}

/** Where the id that begins at `from` ends, which is compared with the one before; 0 for anything but plain text. */
function scanId(from: usize, before: usize, lengthBefore: usize): usize {
  // Ids of one stream have one length, and most of their characters in common.
  if (lengthBefore > 0 && load<u8>(from + lengthBefore) == quote) {
    let at: usize = 0;
    // Equal characters are plain, since those before are.
    while (at + 8 <= lengthBefore && load<u64>(from + at) == load<u64>(before + at)) at += 8;
    if (!isBehind(from + at, lengthBefore - at, before + at, lengthBefore - at)) idsRise = false;
    for (; at < lengthBefore; at += 1) if (classAt(from + at) == stop) return 0;
    return from + lengthBefore;
  }
  const end = plainUpToQuote(from);
  if (end == 0) return 0;
  if (end == from || (before > 0 && !isBehind(from, end - from, before, lengthBefore))) idsRise = false;
  return end;
}

/** The number that eight digits stand for. */
function eightDigits(at: usize): u64 {
  let value = load<u64>(at) & 0x0f0f0f0f0f0f0f0f;
  value = (value * 2561) >> 8;
  value = ((value & 0x00ff00ff00ff00ff) * 6553601) >> 16;
  return ((value & 0x0000ffff0000ffff) * 42949672960001) >> 32;
}

/** Thirteen digits, the milliseconds of 2001 to 2286; 0 for anything else. */
function millisecondsAt(at: usize): u64 {
  if (((<u32>digitsAt(at)) & 0x1fff) != 0x1fff || load<u8>(at) == 48) return 0;
  return eightDigits(at) * 100000 + (eightDigits(at + 5) % 100000);
}

/** Whether a text may be a batch of records. Most that begin as a JSON object are told by the first letter of the first key. */
function mayBeBatch(at: usize): bool {
  const begin: u32 = load<u8>(at);
  if (begin == backslash) return true;
  if (begin != 0x7b) return false;
  const key: u32 = load<u8>(at + 3);
  return load<u8>(at + 2) != quote || key == 0x72 || key == backslash;
}

function put(row: usize, place: usize, value: usize): void {
  store<u32>(row + (place << 2), <u32>value);
}

/** An end as a row has it: an index of the payload, 0 for none. */
function indexOf(end: usize): usize {
  return end == 0 ? 0 : end - payloadAt;
}

/**
 * Reads the events of a subscription payload of the shape that CloudWatch Logs writes: where each stands, and what `scanLine` finds
 * in its text. Anything else, down to a space more, is left to `JSON.parse`.
 *
 * @returns how many there are; -1 when the payload is not of the known shape
 */
export function scanEvents(length: usize, from: usize): i32 {
  const end = payloadAt + length;
  let at = payloadAt + from;
  let row = rowsAt();
  let time = timesAt();
  let spans = spansAt();
  let idBefore: usize = 0;
  let idLengthBefore: usize = 0;
  idsRise = true;
  suspects = false;
  for (let count = 1; count <= maxEvents; count += 1) {
    if (load<u32>(at) != idHead || load<u32>(at + 3) != idTail) return -1;
    const idStart = at + 7;
    const idEnd = scanId(idStart, idBefore, idLengthBefore);
    if (idEnd == 0) return -1;
    idBefore = idStart;
    idLengthBefore = idEnd - idStart;
    if (load<u64>(idEnd) != timeHead || load<u64>(idEnd + 6) != timeTail) return -1;
    const milliseconds = millisecondsAt(idEnd + 14);
    const textMark = idEnd + 27;
    if (milliseconds == 0 || load<u8>(textMark) != 0x2c) return -1;
    if (load<u64>(textMark + 1) != textHead || load<u32>(textMark + 8) != textTail) return -1;
    const textStart = textMark + 12;
    const textEnd = scanLine(textStart, spans);
    if (textEnd == 0 || load<u8>(textEnd + 1) != 0x7d) return -1;
    const isSuspect = mayBeBatch(textStart);
    if (isSuspect) suspects = true;
    const plainEnd = plainEndOfLine();
    put(row, column.idStart, idStart - payloadAt);
    put(row, column.idEnd, idEnd - payloadAt);
    put(row, column.textStart, textStart - payloadAt);
    put(row, column.textEnd, textEnd - payloadAt);
    put(row, column.plainEnd, indexOf(plainEnd));
    put(row, column.mayBeBatch, isSuspect ? 1 : 0);
    store<f64>(time, <f64>milliseconds);
    if (isLineFormed()) {
      put(row, column.high, highOfLine());
      put(row, column.low, lowOfLine());
      put(row, column.spans, (spans - spansAt()) >> 2);
      spans = spansEndOfLine();
      put(row, column.spansEnd, (spans - spansAt()) >> 2);
      put(row, column.statusEnd, indexOf(statusEndOfLine()));
      put(row, column.oddEnd, indexOf(oddEndOfLine()));
      put(row, column.cardEnd, indexOf(cardEndOfLine()));
      const isPlainHead = plainEnd == textEnd || plainEnd >= textStart + headLength;
      put(row, column.isShapeFixed, isPlainHead && !hasLineIdInHead() ? 1 : 0);
    } else {
      put(row, column.spans, usize.MAX_VALUE);
      put(row, column.spansEnd, usize.MAX_VALUE);
    }
    at = textEnd + 2;
    if (at == end - 2) return count;
    if (load<u8>(at) != 0x2c) return -1;
    at += 1;
    row += 1 << (column.rowShift + 2);
    time += 8;
  }
  return -1;
}
