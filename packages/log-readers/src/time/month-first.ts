import { minuteMs } from '@bellwether/log-events';
import type { TimeMatch } from './calendar.ts';
import { dateMs, isWeekday, monthNumber, startsNameOfTime } from './calendar.ts';
import { clockAt } from './clock.ts';
import { digitRun, digitsValue, letterRun, skipSpaces } from './cursor.ts';
import { dayMonthName, twoAndTwo, withClockNear } from './day-first.ts';
import { clockStart, withClock, yearFirst } from './iso.ts';

const comma = 0x2c;
const dot = 0x2e;

/** A year of four digits that is not the beginning of something longer, such as a port or a clock; 0 when none stands there. */
const yearAt = (text: string, at: number): number => {
  if (digitRun(text, at, 5) !== 4) return 0;
  const year = digitsValue(text, at, 4);
  return year >= 1970 && year <= 2100 ? year : 0;
};

/**
 * Behind a month's name: `Jun 14 15:16:01`, `Jun 14 2021 15:16:01`, `Jan 1, 2021 12:00:00 AM`, and with the year last as
 * in C's asctime, `Dec 04 04:47:44.902 2005`, `Jan  2 15:04:05 MST 2006`.
 */
const monthName = (text: string, at: number, month: number, receivedMs: number): TimeMatch | undefined => {
  const nameEnd = text.charCodeAt(at) === dot ? at + 1 : at;
  const mark = text.charCodeAt(nameEnd);
  // `May-03-2024`, `May/03/2024`.
  if (mark === 0x2d || mark === 0x2f) {
    const length = digitRun(text, nameEnd + 1, 3);
    const yearStart = nameEnd + 2 + length;
    if (length === 0 || length > 2 || text.charCodeAt(yearStart - 1) !== mark) return undefined;
    const year = yearAt(text, yearStart);
    const start = year === 0 ? -1 : clockStart(text, yearStart + 4);
    return start < 0 ? undefined : withClock(text, dateMs(year, month, digitsValue(text, nameEnd + 1, length)), start);
  }
  const dayAt = skipSpaces(text, nameEnd);
  const dayLength = digitRun(text, dayAt, 3);
  if (dayAt === nameEnd || (dayLength !== 1 && dayLength !== 2)) return undefined;
  const day = digitsValue(text, dayAt, dayLength);
  const afterDay = dayAt + dayLength;
  const next = skipSpaces(text, text.charCodeAt(afterDay) === comma ? afterDay + 1 : afterDay);
  const yearBefore = yearAt(text, next);
  if (yearBefore !== 0) {
    const start = clockStart(text, next + 4);
    return start < 0 ? undefined : withClock(text, dateMs(yearBefore, month, day), start);
  }
  const time = clockAt(text, next);
  if (time === undefined) return undefined;
  const timeMs = time.ms - time.offsetMinutes * minuteMs;
  const end = time.end;
  const yearAfter = text.charCodeAt(end) === 32 ? yearAt(text, end + 1) : 0;
  const after = text.charCodeAt(end + 5);
  const isYear =
    yearAfter !== 0 &&
    (Number.isNaN(after) ||
      after === 32 ||
      after === 0x5d ||
      // `2001:db8::1` is a host.
      (after === 0x3a && !(text.charCodeAt(end + 6) > 32)) ||
      after === comma ||
      after === 0x3e ||
      after === 0x29 ||
      after === 9);
  if (!isYear) return withClockNear(text, month, day, next, receivedMs);
  const date = dateMs(yearAfter, month, day);
  return Number.isNaN(date) ? undefined : { ms: date + timeMs, end: end + 5 };
};

/** Timestamps that begin with a letter: a weekday or a month. */
export const wordFirst = (text: string, at: number, receivedMs: number): TimeMatch | undefined => {
  if (!startsNameOfTime(text, at)) return undefined;
  const length = letterRun(text, at, 11);
  if (length < 3 || length > 10) return undefined;
  const word = text.slice(at, at + length);
  const month = monthNumber(word);
  const found = month === 0 ? undefined : monthName(text, at + length, month, receivedMs);
  // `mar. 3 mai` is a Tuesday.
  if (found !== undefined || !isWeekday(word)) return found;
  const mark = text.charCodeAt(at + length);
  const next = skipSpaces(text, mark === comma || mark === dot ? at + length + 1 : at + length);
  const dayLength = digitRun(text, next, 3);
  // `Fri 2024-05-03 11:20:14`, as journalctl and systemd write it.
  if (digitRun(text, next, 5) === 4) return yearFirst(text, next);
  if (dayLength === 1 || dayLength === 2) {
    const sign = text.charCodeAt(next + dayLength);
    const isNumber = digitRun(text, next + dayLength + 1, 1) === 1;
    return isNumber && (sign === 0x2f || sign === 0x2d || sign === dot)
      ? twoAndTwo(text, next, dayLength, receivedMs)
      : dayMonthName(text, next, dayLength, receivedMs);
  }
  const nameLength = letterRun(text, next, 10);
  const named = nameLength < 3 ? 0 : monthNumber(text.slice(next, next + nameLength));
  return named === 0 ? undefined : monthName(text, next + nameLength, named, receivedMs);
};
