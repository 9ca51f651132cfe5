import { isAmbiguousLevel, isLevelLetter, isLevelWord } from './level-word.ts';
import type { Scan } from './scan.ts';
import { commit, takeLevel } from './scan.ts';
import {
  closingBracket,
  isCodeLike,
  isDigitCode,
  isGapCode,
  isInteger,
  isName,
  isUpperCode,
  codeLocationAt,
  tokenEnd,
} from './token.ts';

/** Whether what stands after a word sets it apart: a colon, a bar, a tab, two spaces, a lone dash, or a bracket. */
const isSetApart = (text: string, end: number): boolean => {
  const code = text.charCodeAt(end);
  if (code === 0x3a || code === 0x7c || code === 0x09 || code === 0x2c || code === 0x5d) return true;
  if (code !== 0x20) return false;
  const next = text.charCodeAt(end + 1);
  if (next === 0x20 || next === 0x7c || next === 0x5b || next === 0x09) return true;
  return (next === 0x2d || next === 0x3a) && isGapCode(text.charCodeAt(end + 2));
};

/** Index after the letters of a bare word. */
const wordEnd = (text: string, at: number): number => {
  let end = at;
  while (end - at < 14 && (text.charCodeAt(end) | 0x20) >= 97 && (text.charCodeAt(end) | 0x20) <= 122) end += 1;
  return end;
};

/** Process and thread in hexadecimal, `114a:6b`; a level follows them. */
export const idPair = /^[0-9a-f]{2,8}:[0-9a-f]{1,8}$/;

const isAfterIds = ({ passed }: Scan): boolean => passed.length === 1 && idPair.test(passed[0]!);

export const takeBareLevel = (scan: Scan): boolean => {
  const { text, header, at } = scan;
  if (header.level !== undefined) return false;
  const end = wordEnd(text, at);
  const length = end - at;
  const next = text.charCodeAt(end);
  if (length === 1) {
    if (header.timestampMs === undefined || !isLevelLetter(text.charCodeAt(at)) || (next !== 0x20 && next !== 0x2f))
      return false;
    takeLevel(scan, text.slice(at, end), next === 0x2f ? end + 1 : end);
    return true;
  }
  if (next === 0x5b && takeNumbered(scan, at, end)) return true;
  if (
    length < 3 ||
    (!isGapCode(next) && next !== 0x3b && next !== 0x3a && next !== 0x7c && next !== 0x2c && next !== 0x5d)
  )
    return false;
  const word = text.slice(at, end);
  if (!isLevelWord(word)) return false;
  const isUpper = isUpperCode(text.charCodeAt(at + 1));
  const isApart = isSetApart(text, end);
  if (!isApart && !isAfterIds(scan) && (!isUpper || isAmbiguousLevel(word))) return false;
  // `Error: connect refused` at the beginning of a line is an exception's text.
  if (header.timestampMs === undefined && !isUpper && isUpperCode(text.charCodeAt(at))) return false;
  // `TLS Error: handshake failed` is a sentence.
  if (!isUpper && isUpperCode(text.charCodeAt(at)) && next === 0x3a && scan.passed.length > 0) return false;
  // `ERROR::2024-05-03 ...`: the level begins a row of columns.
  if (next === 0x3a && text.charCodeAt(end + 1) === 0x3a) {
    takeLevel(scan, word, end + 2);
    return true;
  }
  takeLevel(scan, word, next === 0x3a ? end + 1 : end);
  // Python's basicConfig: `WARNING:root:careful`.
  if (next === 0x3a && !isGapCode(text.charCodeAt(end + 1))) takeBound(scan, end + 1);
  return true;
};

/** A level with a number in brackets: logrus' seconds since the start, `ERRO[0012]`, or after a time a process, `ERROR[4411]`. */
const takeNumbered = (scan: Scan, at: number, end: number): boolean => {
  const { text, header } = scan;
  const close = closingBracket(text, end);
  if (close < 0 || !isInteger(text, end + 1, close) || !isLevelWord(text.slice(at, end))) return false;
  if (!isUpperCode(text.charCodeAt(at))) return false;
  if (header.timestampMs !== undefined) header.pid ??= Number(text.slice(end + 1, close));
  takeLevel(scan, text.slice(at, end), text.charCodeAt(close + 1) === 0x3a ? close + 2 : close + 1);
  return true;
};

/** A logger between two colons without spaces; the message follows it. */
const takeBound = (scan: Scan, from: number): void => {
  const colon = scan.text.indexOf(':', from);
  if (colon <= from || colon - from > 80 || !isName(scan.text, from, colon)) return;
  scan.header.logger = scan.text.slice(from, colon);
  scan.isDone = true;
  commit(scan, colon + 1);
};

/** An address begins the message. */
const endpoint = /^\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?$/;

/** Names that are a message's first word although a colon follows. */
const isThrowable = (name: string): boolean => name.endsWith('Error') || name.endsWith('Exception');

/** Index of the first bar inside a token, or its end. */
const barBefore = (text: string, at: number, end: number): number => {
  for (let index = at + 1; index < end; index += 1) if (text.charCodeAt(index) === 0x7c) return index;
  return end;
};

/** A program, module or logger: set apart by a colon, a lone dash, a bar, a tab or columns, or a dotted name after the level. */
export const takeName = (scan: Scan): boolean => {
  const { text, header, at } = scan;
  if (header.logger !== undefined || (header.timestampMs === undefined && header.level === undefined)) return false;
  let end = tokenEnd(text, at);
  end = barBefore(text, at, end);
  const isColon = text.charCodeAt(end - 1) === 0x3a;
  const nameEnd = isColon ? end - 1 : end;
  if (!isName(text, at, nameEnd) || isInteger(text, at, nameEnd)) return false;
  const isCode = isCodeLike(text, at, nameEnd);
  const name = text.slice(at, nameEnd);
  if ((isDigitCode(name.charCodeAt(0)) && endpoint.test(name)) || isLevelWord(name)) return false;
  if (isColon) {
    if (!isCertainTag(scan, name) && (!isCode || isThrowable(name))) return false;
  } else if (
    text.charCodeAt(end) === 0x20 &&
    text.charCodeAt(end + 1) === 0x3a &&
    isGapCode(text.charCodeAt(end + 2))
  ) {
    // `c.e.App    : message` is columns, and `name : message` the same without padding.
  } else if (isSetApart(text, end)) {
    const isColumn =
      text.charCodeAt(end) === 0x20 && text.charCodeAt(end + 1) !== 0x2d && text.charCodeAt(end + 1) !== 0x7c;
    if (isColumn && header.level === undefined) return false;
    const code = text.charCodeAt(end);
    const next = text.charCodeAt(end + 1);
    if (!isCode && code !== 0x7c && code !== 0x09 && next !== 0x2d && next !== 0x7c) return false;
  } else if (header.level === undefined || !(isDotted(name) || codeLocationAt(text, end + 1) !== undefined))
    return false;
  takeOwner(scan, name);
  scan.isLoggerOpen = !isColon;
  // Behind a tag with its colon the message begins, also when that is a bracket.
  scan.isDone = isColon;
  commit(scan, end);
  return true;
};

/** Layouts in which a word with a colon is a tag, whatever it looks like: Android's, rows of columns, `program[12]:`. */
const isCertainTag = ({ header, columns }: Scan, name: string): boolean =>
  (header.level?.length === 1 && header.tid !== undefined) ||
  (columns > 1 && header.level === undefined) ||
  (name.endsWith(']') && /^[\w./()-]{1,80}\[\d{1,10}\]$/.test(name));

const withLevel = /^([\w./-]{1,80})(?:\[([A-Z]{4,8})\]|\.([A-Z]{4,9}))$/;

/** A name may carry the level (`util.py[DEBUG]`, `production.ERROR`) or the process (`crond[2915]`). */
const takeOwner = ({ header, text, at }: Scan, name: string): void => {
  const found = header.level === undefined && name.length < 100 ? withLevel.exec(name) : null;
  const level = found?.[2] ?? found?.[3];
  if (found !== null && level !== undefined && isLevelWord(level)) {
    header.logger = found[1]!;
    header.level = level;
    return;
  }
  const open = name.endsWith(']') ? name.lastIndexOf('[') : -1;
  const isNumbered = open > 0 && header.pid === undefined && isInteger(name, open + 1, name.length - 1);
  header.logger = isNumbered ? name.slice(0, open) : name;
  if (!isNumbered) return;
  const number = name.slice(open + 1, -1);
  // .NET's console logger writes level, category and the number of the event, alone on a line: `info: Shop.Pay[14]`.
  if (header.timestampMs === undefined && text.length <= at + name.length) header.context.push(number);
  else header.pid = Number(number);
};

const isDotted = (name: string): boolean => {
  const first = name.indexOf('.');
  return (
    first > 0 &&
    name.includes('.', first + 1) &&
    !name.includes('/') &&
    !name.startsWith('www.') &&
    (name.charCodeAt(0) | 0x20) >= 97
  );
};
