import { minuteMs } from '@bellwether/log-events';
import type { TimeMatch } from './calendar.ts';
import { dateMs, dateMsNear, fullYear, monthNumber } from './calendar.ts';
import { clockAt } from './clock.ts';
import { digitRun, digitsValue, letterRun, skipSpaces, twoDigits } from './cursor.ts';
import { clockStart, withClock } from './iso.ts';

const slash = 0x2f;
const minus = 0x2d;
const dot = 0x2e;
const comma = 0x2c;

/** A day without a year, with the time that follows. */
export const withClockNear = (
  text: string,
  month: number,
  day: number,
  at: number,
  receivedMs: number,
): TimeMatch | undefined => {
  if (at < 0) return undefined;
  const time = clockAt(text, at);
  if (time === undefined) return undefined;
  const timeMs = time.ms - time.offsetMinutes * minuteMs;
  const { end } = time;
  const date = dateMsNear(month, day, timeMs, receivedMs);
  return Number.isNaN(date) ? undefined : { ms: date + timeMs, end };
};

/** Index after `de ` or `di `, which Spanish, Portuguese and Italian write before a month and a year. */
const skipOf = (text: string, at: number): number =>
  (text.charCodeAt(at) | 0x20) === 0x64 && text.charCodeAt(at + 2) === 32 ? at + 3 : at;

/** `13/Dec/2021:09:29:20 +0000`, `04-Jan-21 12:00:00.000`, `30 May 2020 12:57:24`, `30 May 12:57:24.231`, `3. Mai 2024 11:20:14`, `03May2024 11:20:14`. */
export const dayMonthName = (
  text: string,
  at: number,
  dayLength: number,
  receivedMs: number,
): TimeMatch | undefined => {
  const dayEnd = at + dayLength;
  const isPointed = text.charCodeAt(dayEnd) === dot && text.charCodeAt(dayEnd + 1) === 32;
  const separator = isPointed ? 32 : text.charCodeAt(dayEnd);
  const isGlued = letterRun(text, dayEnd, 1) === 1;
  const monthAt = isGlued ? dayEnd : skipOf(text, dayEnd + (isPointed ? 2 : 1));
  const length = letterRun(text, monthAt, 10);
  const month = length < 3 ? 0 : monthNumber(text.slice(monthAt, monthAt + length));
  if (month === 0) return undefined;
  const day = digitsValue(text, at, dayLength);
  // `14 janv. 2023`: a short name may end with a point; `14. Mai, 2023` has a comma.
  const mark = text.charCodeAt(monthAt + length);
  const next = monthAt + length + (separator === 32 && (mark === dot || mark === comma) ? 1 : 0);
  const yearAt = isGlued ? next : text.charCodeAt(next) === separator ? skipOf(text, next + 1) : -1;
  const yearLength = yearAt < 0 ? 0 : digitRun(text, yearAt, 5);
  if (yearLength === 4)
    return withClock(text, dateMs(digitsValue(text, yearAt, 4), month, day), clockStart(text, yearAt + 4));
  if (yearLength === 2 && (separator === minus || separator === slash))
    return withClock(text, dateMs(fullYear(twoDigits(text, yearAt)), month, day), clockStart(text, yearAt + 2));
  return separator === 32 ? withClockNear(text, month, day, skipSpaces(text, next), receivedMs) : undefined;
};

/**
 * Two numbers of one or two digits, and mostly a third: `17/06/09 20:10:40` (year first, as log4j's `yy/MM/dd`),
 * `12/31/2020 23:59:59` and `5/3/2024 11:20:14 AM` (month first unless that month does not exist), `31.12.2020 23:59:59` (day
 * first), `03-17 16:13:38.811` and `10.30 16:49:06` (month first, no year).
 *
 * @param firstLength  digits of the first number
 */
export const twoAndTwo = (text: string, at: number, firstLength: number, receivedMs: number): TimeMatch | undefined => {
  const separator = text.charCodeAt(at + firstLength);
  const first = digitsValue(text, at, firstLength);
  const secondLength = digitRun(text, at + firstLength + 1, 3);
  if (secondLength === 0 || secondLength > 2) return undefined;
  const second = digitsValue(text, at + firstLength + 1, secondLength);
  const rest = at + firstLength + 1 + secondLength;
  if (text.charCodeAt(rest) !== separator) {
    if (firstLength !== 2 || secondLength !== 2) return undefined;
    const month = first > 12 ? second : first;
    const day = first > 12 ? first : second;
    return text.charCodeAt(rest) === 32
      ? withClockNear(text, month, day, clockStart(text, rest), receivedMs)
      : undefined;
  }
  const yearLength = digitRun(text, rest + 1, 5);
  const start = clockStart(text, rest + 1 + yearLength);
  if (start < 0) return undefined;
  if (yearLength === 4) {
    const isMonthFirst = separator === slash || separator === minus ? first <= 12 : second > 12;
    const year = digitsValue(text, rest + 1, 4);
    return withClock(text, isMonthFirst ? dateMs(year, first, second) : dateMs(year, second, first), start);
  }
  if (yearLength !== 2) return undefined;
  const third = twoDigits(text, rest + 1);
  const yearFirst = firstLength === 2 ? dateMs(fullYear(first), second, third) : Number.NaN;
  if (!Number.isNaN(yearFirst)) return withClock(text, yearFirst, start);
  const monthFirst = dateMs(fullYear(third), first, second);
  return withClock(text, Number.isNaN(monthFirst) ? dateMs(fullYear(third), second, first) : monthFirst, start);
};
