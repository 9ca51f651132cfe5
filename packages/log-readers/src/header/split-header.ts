import { skipSpaces } from '../time/cursor.ts';
import { timestampAt } from '../time/timestamp.ts';
import { isLevelLetter } from './level-word.ts';
import { isLevelAhead, isLevelExpected } from './level-ahead.ts';
import type { Header, Scan } from './scan.ts';
import { takeColumns } from './columns.ts';
import { takeKnownLayout } from './known-layouts.ts';
import { commit, putLogger } from './scan.ts';
import { isEpochAhead, isTimeAhead } from './time-ahead.ts';
import { takeGroup } from './take-group.ts';
import { idPair, takeBareLevel, takeName } from './take-word.ts';
import {
  closingBracket,
  isAlnumCode,
  isCodeLike,
  isDigitCode,
  isInteger,
  isName,
  maxTokenLength,
  skipSeparators,
  codeLocationAt,
  tokenEnd,
} from './token.ts';

export type { Header } from './scan.ts';

/** More parts than any layout has; a line that goes on is a table, not a header. */
const maxParts = 32;

const takeTime = (scan: Scan): boolean => {
  if (scan.header.timestampMs !== undefined && scan.header.level !== undefined) return false;
  const found = timestampAt(scan.text, scan.at, scan.receivedMs);
  if (found === undefined) return false;
  scan.header.timestampMs ??= found.ms;
  commit(scan, found.end);
  if (scan.columns > 1) takeFlag(scan);
  takeRow(scan);
  return true;
};

/** Takes the columns of a row after the time or the level that the line begins with. */
const takeRow = (scan: Scan): void => {
  const row = scan.columns > 1 ? undefined : takeColumns(scan.text, scan.at, scan.header);
  if (row === undefined) return;
  commit(scan, row.end);
  scan.isDone = row.isDone;
};

/** In a row of columns a lone small number after the time, `1` or `-1`, is one more column. */
const takeFlag = (scan: Scan): void => {
  const at = skipSpaces(scan.text, scan.at);
  const end = tokenEnd(scan.text, at);
  const first = scan.text.charCodeAt(at) === 0x2d ? at + 1 : at;
  if (end - first !== 1 || !isInteger(scan.text, first, end)) return;
  scan.header.context.push(scan.text.slice(at, end));
  commit(scan, end);
  scan.isDone = true;
};

/** Between bars an integer is a process or thread; between tabs `main.go:12` is where the line was written. */
const takeColumn = (scan: Scan, gap: number): boolean => {
  const { text, header, at } = scan;
  if (text.charCodeAt(at - 1) === 0x7c) {
    const bar = text.indexOf('|', at);
    if (bar < 0 || bar > gap || !isInteger(text, at, bar) || header.timestampMs === undefined) return false;
    scan.integers.push(Number(text.slice(at, bar)));
    commit(scan, bar);
    return true;
  }
  if (text.charCodeAt(at - 1) !== 0x09 || text.charCodeAt(gap) !== 0x09 || header.level === undefined) return false;
  if (!/^[\w./-]{1,100}\.[a-z]{1,4}:\d{1,6}$/.test(text.slice(at, gap))) return false;
  putLogger(scan, text.slice(at, gap));
  commit(scan, gap);
  scan.isDone = true;
  return true;
};

/** `request_id=F8ab`, or a context in braces, `{}` and `{0b1c-77}`. */
const pair = /^[A-Za-z_][\w.-]{0,40}=[^\s"{}]{0,100}$/;
const braces = /^\{[\w .:=,;|/-]{0,100}\}$/;

/** Words before a time, or before a level, that count as header only when one follows. */
const maxPassed = 12;

const pass = (scan: Scan, end: number): boolean => {
  if (scan.passed.length === maxPassed) return false;
  scan.passed.push(scan.text.slice(scan.at, end));
  scan.at = end;
  return true;
};

/** An integer, a word of code, or a piece of context, that counts as header only when something certain follows. */
const passToken = (scan: Scan): boolean => {
  const { text, header, at } = scan;
  if (text.charCodeAt(at) === 0x7b) {
    const close = header.level === undefined && header.timestampMs !== undefined ? closingBracket(text, at) : -1;
    return close > 0 && braces.test(text.slice(at, close + 1)) && pass(scan, close + 1);
  }
  const end = tokenEnd(text, at);
  if (takeColumn(scan, end)) return true;
  if (header.logger !== undefined) return false;
  if (isInteger(text, at, end)) {
    if (scan.integers.length > 2) return false;
    // A number before the time counts records; after it, it is a process or thread.
    if (header.timestampMs === undefined) {
      scan.columns += 1;
      return pass(scan, end);
    }
    scan.integers.push(Number(text.slice(at, end)));
    scan.at = end;
    return true;
  }
  if (header.level !== undefined) return false;
  if (header.timestampMs !== undefined && (pair.test(text.slice(at, end)) || idPair.test(text.slice(at, end))))
    return pass(scan, end);
  if (!isName(text, at, end)) return false;
  const isOfCode = isCodeLike(text, at, end);
  if (header.timestampMs !== undefined && (isLevelExpected(scan) || isLevelAhead(scan, at))) return pass(scan, end);
  if (header.timestampMs === undefined && scan.passed.length < 2 && isTimeAhead(scan, at)) {
    scan.columns += isOfCode ? 1 : 0;
    return pass(scan, end);
  }
  if (!isOfCode && !(scan.columns > 0 && header.timestampMs === undefined && isEpochAhead(text, at))) return false;
  scan.columns += 1;
  return pass(scan, end);
};

/** Spring Boot's `---` stands between process and thread, also when tracing ids came before, or the application's name comes first. */
const isBehindRule = (scan: Scan): boolean => {
  const { text, at } = scan;
  scan.ruledGroups = at >= 4 && text.startsWith('--- ', at - 4) ? 1 : scan.ruledGroups > 0 ? scan.ruledGroups + 1 : 0;
  return scan.ruledGroups > 0;
};

/** A bracket that contains one word, in a row of them: a node, an index, a tenant. */
const isColumn = (scan: Scan, close: number): boolean =>
  rowClosers.get(scan.text.charCodeAt(scan.at)) === scan.text.charCodeAt(scan.at - 2) &&
  oneWord.test(scan.text.slice(scan.at + 1, close)) &&
  scan.groups < maxGroups;

const oneWord = /^(?:[\w.$/:@-]{1,64}(?: #?\d{1,6})?|[A-Za-z]\w{0,30}: \S[^\n]{0,200})$/;
/** What closes the bracket before, where brackets make up the row. */
const rowClosers: ReadonlyMap<number, number> = new Map([
  [0x5b, 0x5d],
  [0x3c, 0x3e],
  [0x28, 0x29],
]);
/** Brackets that are header in a row at most. */
const maxGroups = 12;

/** Where a line was written, right after the level: `ledger.c:12`, `ledger.go:12 settle()`, `ledger.c:12:`. */
const codeLocation =
  /[\w./-]{1,100}\.[a-z]{1,5}(?::\d{1,6}(?::(?= )| \w{1,80}\(\)(?: |$)|(?= ))| \(line \d{1,6}\)(?= ))/y;

const isPlaceCode = (code: number): boolean => isAlnumCode(code) || code === 0x5f || (code >= 0x2d && code <= 0x2f);

const takeCodeLocation = (scan: Scan): boolean => {
  const { text, header, at } = scan;
  if (header.level === undefined || header.timestampMs === undefined || header.logger !== undefined) return false;
  let end = at;
  while (end - at < maxTokenLength && isPlaceCode(text.charCodeAt(end))) end += 1;
  const next = text.charCodeAt(end + 1);
  // The pattern costs much, and few words have a line's number or `(line 12)` after them.
  if (!(text.charCodeAt(end) === 0x3a ? isDigitCode(next) : next === 0x28)) return false;
  codeLocation.lastIndex = at;
  const found = codeLocation.exec(text)?.[0];
  if (found === undefined) return false;
  header.logger = found.trimEnd().replace(/:$/, '');
  commit(scan, at + found.length);
  scan.isDone = true;
  return true;
};

/** A thread in round brackets before the level counts only when the level follows. */
const passRound = (scan: Scan): boolean => {
  const { text, header, at } = scan;
  const close = closingBracket(text, at);
  if (close < 0 || header.level !== undefined || header.timestampMs === undefined) return false;
  return oneWord.test(text.slice(at + 1, close)) && pass(scan, close + 1);
};

/** Whether the layout writes its columns in round brackets, the time first. */
const isRound = ({ text, at, groups, header }: Scan): boolean =>
  text.charCodeAt(0) === 0x28 && text.charCodeAt(at - 2) === 0x29 && groups < 4 && header.logger === undefined;

const takePart = (scan: Scan): boolean => {
  const { text, header } = scan;
  const code = text.charCodeAt(scan.at);
  if (Number.isNaN(code) || code === 0x0a) return false;
  const location = header.timestampMs === undefined ? undefined : codeLocationAt(text, scan.at);
  if (location !== undefined) {
    putLogger(scan, location);
    commit(scan, scan.at + location.length + 2);
    return true;
  }
  if (code === 0x5b || code === 0x3c || code === 0x28) {
    const close = closingBracket(text, scan.at);
    if (close < 0) return false;
    // Behind level and thread a further bracket belongs to the message, unless it joins the one before.
    const isRuled = isBehindRule(scan);
    const isJoined = text.charCodeAt(scan.at - 1) === 0x5d;
    if (
      header.level !== undefined &&
      scan.groupsSinceLevel > 0 &&
      !isJoined &&
      !scan.isLoggerOpen &&
      !isRuled &&
      !isColumn(scan, close)
    )
      return false;
    // Behind the time round brackets are the message's own.
    if (code === 0x28 && !isRound(scan) && (header.timestampMs !== undefined || header.level !== undefined))
      return passRound(scan);
    return takeGroup(scan, close);
  }
  // A second time stands only in rows of columns, or begins with a digit as the first one did.
  if (code < 128 && (code < 65 || header.timestampMs === undefined || scan.columns > 0) && takeTime(scan)) return true;
  if (takeBareLevel(scan)) {
    // `INFO|billing|worker-1|message`
    if (header.timestampMs === undefined && scan.groups === 0) takeRow(scan);
    return true;
  }
  return takeCodeLocation(scan) || takeName(scan) || passToken(scan);
};

/** Behind level and thread, or level and logger, a lone dash stands before the message. */
const endsAtDash = (scan: Scan, from: number): boolean => {
  const { header, text } = scan;
  if (header.level === undefined || (scan.groupsSinceLevel === 0 && header.logger === undefined)) return false;
  // Spring Boot's `---` stands between process and thread.
  const dash = text.indexOf('-', from);
  return dash >= 0 && dash < scan.at && text.charCodeAt(dash + 1) !== 0x2d;
};

/**
 * Splits any "header + message" line: timestamp, level, process, thread, logger, in any usual order, in brackets or not.
 *
 * Parts are read from the left. Some are certain (a time, a level, a bracket, a name with its colon); integers and
 * words of code are passed over and count only when something certain follows, so a message that begins with a number
 * keeps it.
 *
 * @returns undefined when the line begins with neither time nor level
 */
export const splitHeader = (text: string, receivedMs: number): Header | undefined => {
  const first = skipSpaces(text, 0);
  // Ruby's Logger: `I, [2021-01-01T12:00:00.123456 #1234]  INFO -- : message`.
  const isRuby = isLevelLetter(text.charCodeAt(first)) && text.startsWith(', [', first + 1);
  // A row of quoted columns.
  const isQuoted = text.charCodeAt(first) === 0x22 && isDigitCode(text.charCodeAt(first + 1));
  const start = isRuby ? first + 3 : isQuoted ? first + 1 : first;
  const header: Header = {
    timestampMs: undefined,
    level: undefined,
    pid: undefined,
    tid: undefined,
    thread: undefined,
    logger: undefined,
    context: [],
    end: start,
    closing: '',
  };
  if (takeKnownLayout(text, receivedMs, header)) return header;
  const scan: Scan = {
    text,
    receivedMs,
    header,
    at: start,
    integers: [],
    passed: [],
    columns: 0,
    groups: 0,
    groupsSinceLevel: 0,
    isLoggerOpen: false,
    ruledGroups: 0,
    levelAt: -1,
    isDone: false,
  };
  for (let parts = 0; parts < maxParts && !scan.isDone; parts += 1) {
    const from = scan.at;
    scan.at = skipSeparators(text, from);
    if (endsAtDash(scan, from)) break;
    if (!takePart(scan)) break;
  }
  if (header.timestampMs === undefined && header.level === undefined) return undefined;
  header.end = skipSeparators(text, header.end);
  return header;
};
