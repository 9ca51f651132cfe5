import { skipSpaces } from '../time/cursor.ts';
import { timestampAt } from '../time/timestamp.ts';
import { isLevelLetter, isLevelWord } from './level-word.ts';
import type { Scan } from './scan.ts';
import { commit, putLogger, takeLevel } from './scan.ts';
import { isInteger, isName, tokenEnd } from './token.ts';

const processId =
  /^(?:pid|PID|process|proc)[ :=#]{0,2}(\d{1,10})(?:[:, ]{1,2}(?:tid|TID|thread)[ :=#]{0,2}(\d{1,20}))?$/;

/** `o.e.n.Node`, `django.request:241`. */
const loggerShape = /^(?:[a-z]\w{0,30}\.){2,12}[A-Z][\w$]{0,80}$|^[a-z_]\w{0,60}(?:\.\w{1,60}){1,8}:\d{1,6}$/;
/** Ids of a trace, or the blanks that stand for none. */
const traceIds = /^(?:[0-9a-f]{16,32}-[0-9a-f]{16})?$/;

/** A thread and a level in one bracket, in either order: `[Server thread/INFO]`, `[ERROR/billing]`. */
const takeSlashed = (scan: Scan, inner: string, close: number): boolean => {
  const last = inner.lastIndexOf('/');
  const first = inner.indexOf('/');
  if (first <= 0 || inner.length > 120) return false;
  const isLast = isLevelWord(inner.slice(last + 1));
  if (!isLast && !isLevelWord(inner.slice(0, first))) return false;
  const thread = isLast ? inner.slice(0, last) : inner.slice(first + 1);
  if (thread !== '' && scan.header.thread === undefined && !isLevelWord(thread)) scan.header.thread = thread;
  else if (thread !== '') scan.header.context.push(thread);
  takeLevel(scan, isLast ? inner.slice(last + 1) : inner.slice(0, first), close + 1);
  return true;
};

/** A day in one bracket and a clock in the next: `[2026-03-04][10:15:16]`. */
const takeDayThenClock = (scan: Scan, day: string, close: number): boolean => {
  const { text } = scan;
  if (!/^\d{4}[-/.]\d\d[-/.]\d\d$/.test(day)) return false;
  const next = skipSpaces(text, close + 1);
  const end = text.charCodeAt(next) === 0x5b ? text.indexOf(']', next) : -1;
  if (end < 0 || end - next > 40) return false;
  const time = timestampAt(`${day} ${text.slice(next + 1, end)}`, 0, scan.receivedMs);
  if (time === undefined) return false;
  scan.header.timestampMs = time.ms;
  commit(scan, end + 1);
  return true;
};

/** What a bracketed part says: a time, a level, a process id, or else a thread or logger. */
export const takeGroup = (scan: Scan, close: number): boolean => {
  const { text, header } = scan;
  const start = skipSpaces(text, scan.at + 1);
  // Tornado writes the level's letter before the time, in one bracket.
  const isLettered = isLevelLetter(text.charCodeAt(start)) && text.charCodeAt(start + 1) === 0x20;
  const time = timestampAt(text, isLettered ? start + 2 : start, scan.receivedMs);
  if (
    time !== undefined &&
    header.timestampMs === undefined &&
    close - time.end < 40 &&
    !text.slice(time.end, close).includes('{')
  ) {
    header.timestampMs = time.ms;
    if (isLettered) header.level ??= text.charAt(start);
    takeInside(scan, time.end, close);
    commit(scan, close + 1);
    return true;
  }
  const inner = text.slice(start, close).trimEnd();
  if (header.timestampMs === undefined && takeDayThenClock(scan, inner, close)) return true;
  // A client's address belongs to the message, not to the header.
  if (inner.startsWith('client ') || inner.startsWith('remote ')) return false;
  if (header.level === undefined) {
    if (isLevelWord(inner) || (inner.length === 1 && isLevelLetter(inner.charCodeAt(0)))) {
      takeLevel(scan, inner, close + 1);
      return true;
    }
    // Apache 2.4: `[core:error]`.
    const colon = inner.lastIndexOf(':');
    if (colon > 0 && isLevelWord(inner.slice(colon + 1)) && isName(inner, 0, colon)) {
      putLogger(scan, inner.slice(0, colon));
      takeLevel(scan, inner.slice(colon + 1), close + 1);
      return true;
    }
    if (takeSlashed(scan, inner, close)) return true;
  }
  if (isLevelWord(inner)) return false;
  if (scan.groups > 12 || (inner.includes('=') && header.level !== undefined && header.logger !== undefined))
    return false;
  scan.groups += 1;
  scan.groupsSinceLevel += 1;
  const bare = inner.startsWith('#') ? inner.slice(1) : inner;
  const ids = processId.exec(inner);
  if (isInteger(bare, 0, bare.length) && header.pid === undefined) header.pid = Number(bare);
  else if (ids !== null && header.pid === undefined) {
    header.pid = Number(ids[1]);
    if (ids[2] !== undefined) header.tid = Number(ids[2]);
  } else if (header.logger === undefined && loggerShape.test(inner)) header.logger = inner;
  else if (inner.includes('=') && scan.ruledGroups === 0) header.context.push(inner);
  else if (scan.ruledGroups > 1 && traceIds.test(inner)) {
    if (header.thread === undefined) header.thread = inner;
    else if (inner !== '') header.context.push(inner);
  } else if (header.thread === undefined || scan.ruledGroups === 2) {
    if (header.thread) header.context.push(header.thread);
    header.thread = inner;
  } else if (header.logger === undefined && scan.groups < 4) header.logger = inner;
  else if (inner !== '') header.context.push(inner);
  commit(scan, close + 1);
  if (header.logger !== undefined && scan.isLoggerOpen) scan.isDone = text.charCodeAt(close + 1) !== 0x5b;
  return true;
};

/** Level, process and module that share a bracket with the time: `[2021-01-01T00:00:00Z INFO  crate]`, `[… #1234]`, `[…: INFO/Worker]`. */
const takeInside = (scan: Scan, from: number, close: number): void => {
  const { text, header } = scan;
  let at = skipSpaces(text, from);
  while (at < close) {
    const end = Math.min(tokenEnd(text, at), close);
    const word = text.slice(text.charCodeAt(at) === 0x23 ? at + 1 : at, end);
    const slash = word.indexOf('/');
    if (header.level === undefined && isLevelWord(word)) header.level = word;
    else if (header.level === undefined && slash > 0 && isLevelWord(word.slice(0, slash))) {
      header.level = word.slice(0, slash);
      if (header.thread === undefined) header.thread = word.slice(slash + 1);
      else header.context.push(word.slice(slash + 1));
    } else if (isInteger(word, 0, word.length) && header.pid === undefined) header.pid = Number(word);
    else if (header.logger === undefined && word !== ':' && !isLevelWord(word) && isName(word, 0, word.length))
      header.logger = word;
    else if (/[\p{L}\p{N}]/u.test(word)) header.context.push(word);
    at = skipSpaces(text, end + (end === at ? 1 : 0));
  }
};
