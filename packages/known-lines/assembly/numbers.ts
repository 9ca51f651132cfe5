import { classAt, digit } from './classes';

// What the values of a line's numbers may change, noted while they are passed.

const minCardDigits: usize = 13;
/** Longest number that reads as one word wherever numbers are read. */
const maxNumberLength: usize = 9;

let statusEnd: usize = 0;
let oddEnd: usize = 0;
let cardEnd: usize = 0;
/** Digits of the number that goes on over single spaces and hyphens, and where its last digits end. */
let cardDigits: usize = 0;
let digitsEnd: usize = 0;
/** Before this nothing belongs to the text behind it: the line's beginning, or an escape's end. */
let floor: usize = 0;

export function startNumbers(lineStart: usize): void {
  statusEnd = oddEnd = cardEnd = 0;
  cardDigits = digitsEnd = 0;
  floor = lineStart;
}

export function raiseFloor(at: usize): void {
  floor = at;
}

/** Ends of the last numbers of each kind, as the columns of a row have them; 0 when there is none. */
export function statusEndOfLine(): usize {
  return statusEnd;
}

export function oddEndOfLine(): usize {
  return oddEnd;
}

export function cardEndOfLine(): usize {
  return cardEnd;
}

export function noteOdd(end: usize): void {
  oddEnd = end;
}

/** Whether the number that begins at `from` is a part of a longer name (`blk_-3544583377289625738`), so no card's. */
function isInName(from: usize): bool {
  if (from < floor + 2) return false;
  const before = load<u8>(from - 1);
  const name = before == 45 ? from - 2 : from - 1;
  return load<u8>(name) == 95 || classAt(name) >= digit;
}

/** Looks at a run of digits. Its branches would be taken as chance has it, so it has but one. */
export function noteDigits(from: usize, to: usize): void {
  const count = to - from;
  const begin = load<u8>(from);
  const between = load<u8>(from - 1);
  const isJoined = i32(from - digitsEnd == 1) & (i32(between == 32) | i32(between == 45));
  statusEnd = select<usize>(to, statusEnd, i32(count == 3) & i32((begin | 1) == 53));
  oddEnd = select<usize>(to, oddEnd, i32(begin == 48) | i32(count > maxNumberLength));
  cardDigits = select<usize>(cardDigits, 0, isJoined) + count;
  digitsEnd = to;
  if (cardDigits < minCardDigits) return;
  if (isJoined != 0 || (begin >= 50 && begin <= 54 && !isInName(from))) cardEnd = to;
}
