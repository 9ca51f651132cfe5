import { classAt, digit } from './classes';

// What the values of a line's numbers may change, noted while they are passed.

const minCardDigits: usize = 13;
/** Longest number that reads as one word wherever numbers are read. */
const maxNumberLength: usize = 9;

let statusEnd: usize = 0;
let oddEnd: usize = 0;
let cardEnd: usize = 0;
/** Digits of the number that goes on over single signs, the lengths of its groups, and where its last digits end. */
let sum: usize = 0;
let groups: u32 = 0;
let isInternational: bool = false;
let digitsEnd: usize = 0;
/** Before this nothing belongs to the text behind it: the line's beginning, or an escape's end. */
let floor: usize = 0;

export function startNumbers(lineStart: usize): void {
  statusEnd = oddEnd = cardEnd = 0;
  sum = digitsEnd = 0;
  groups = 0;
  isInternational = false;
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

/** Lengths of the groups of personal numbers, and the sign before the last, as `LineScan` has them. */
function isPersonalGroups(lengths: u32, between: u32): bool {
  const three = lengths & 0xfff;
  const four = lengths & 0xffff;
  if (three == 0x324 || three == 0x334 || three == 0x465 || four == 0x4444 || four == 0x3442) return true;
  return four == 0x3332 && between == 45;
}

function isUpperAt(at: usize): bool {
  return <u32>load<u8>(at) - 65 < 26;
}

function isDigitAt(at: usize): bool {
  return <u32>load<u8>(at) - 48 < 10;
}

const maxIdHead: usize = 16;
const maxIdLength: usize = 40;

/** Whether the word of capitals and digits around the digits at `from` may be somebody's id, as `LineScan` asks it. */
function mayBeId(from: usize): bool {
  let head = from;
  while (head > floor && from - head < maxIdHead && (isUpperAt(head - 1) || isDigitAt(head - 1))) head -= 1;
  let tail = from;
  while (tail - head < maxIdLength && (isUpperAt(tail) || isDigitAt(tail))) tail += 1;
  const count = tail - head;
  const isCountry = isUpperAt(head) && isUpperAt(head + 1) && isDigitAt(head + 2) && isDigitAt(head + 3);
  return count >= 9 || isCountry;
}

/** Looks at a run of digits. Its branches would be taken as chance has it, so it has few. */
export function noteDigits(from: usize, to: usize): void {
  const count = to - from;
  const begin: u32 = load<u8>(from);
  const between: u32 = load<u8>(from - 1);
  const gap = from - digitsEnd;
  digitsEnd = to;
  statusEnd = select<usize>(to, statusEnd, i32(count == 3) & i32((begin | 1) == 53));
  oddEnd = select<usize>(to, oddEnd, i32(begin == 48) | i32(count > maxNumberLength));
  const length: u32 = min<u32>(<u32>count, 15);
  const isNext = gap == 1;
  const isBracket = (isNext && between == 41) || (gap == 2 && between == 32 && load<u8>(from - 2) == 41);
  const isJoined = isBracket || (isNext && (between == 32 || between == 45));
  if (isJoined || (isNext && (between == 46 || between == 47))) {
    groups = (groups << 4) | length;
    sum = isJoined || (between == 46 && count <= 6) ? sum + count : count;
    if (isPersonalGroups(groups, between) || (isInternational && sum >= 10) || (isJoined && sum >= minCardDigits))
      cardEnd = to;
  } else {
    groups = length;
    sum = count;
    isInternational = begin == 48 && count >= 3 && count <= 6 && load<u8>(from + 1) == 48;
  }
  if (count >= minCardDigits) {
    if (((begin >= 50 && begin <= 54) || begin == 56) && !isInName(from)) cardEnd = to;
    if (count >= 15 && load<u8>(to) == 124) cardEnd = to;
  }
  if ((isUpperAt(from - 1) || isUpperAt(to)) && (count == 8 || mayBeId(from))) cardEnd = to;
}
