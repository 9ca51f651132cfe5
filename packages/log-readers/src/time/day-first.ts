import type { TimeMatch } from './calendar.ts';
import { dateMs, dateMsNear, fullYear, monthNumber } from './calendar.ts';
import { clockAt } from './clock.ts';
import { digitRun, digitsValue, letterRun, skipSpaces, twoDigits } from './cursor.ts';
import { clockStart, withClock } from './iso.ts';

const slash = 0x2f;
const minus = 0x2d;
const dot = 0x2e;
const minuteMs = 60_000;

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

/** `13/Dec/2021:09:29:20 +0000`, `04-Jan-2021 12:00:00.000`, `30 May 2020 12:57:24`, `30 May 12:57:24.231`. */
export const dayMonthName = (
  text: string,
  at: number,
  dayLength: number,
  receivedMs: number,
): TimeMatch | undefined => {
  const separator = text.charCodeAt(at + dayLength);
  const monthAt = at + dayLength + 1;
  const length = letterRun(text, monthAt, 10);
  const month = length < 3 ? 0 : monthNumber(text.slice(monthAt, monthAt + length));
  if (month === 0) return undefined;
  const day = digitsValue(text, at, dayLength);
  // `14 janv. 2023`: a short name may end with a point.
  const next = monthAt + length + (separator === 32 && text.charCodeAt(monthAt + length) === dot ? 1 : 0);
  const yearLength = text.charCodeAt(next) === separator ? digitRun(text, next + 1, 5) : 0;
  if (yearLength === 4)
    return withClock(text, dateMs(digitsValue(text, next + 1, 4), month, day), clockStart(text, next + 5));
  return separator === 32 ? withClockNear(text, month, day, skipSpaces(text, next), receivedMs) : undefined;
};

/**
 * Two digits, a separator and two digits more: `17/06/09 20:10:40` (year first, as log4j's `yy/MM/dd`),
 * `12/31/2020 23:59:59` (month first unless that month does not exist), `31.12.2020 23:59:59` (day first),
 * `03-17 16:13:38.811` and `10.30 16:49:06` (month first, no year).
 */
export const twoAndTwo = (text: string, at: number, receivedMs: number): TimeMatch | undefined => {
  const separator = text.charCodeAt(at + 2);
  const first = twoDigits(text, at);
  const second = twoDigits(text, at + 3);
  if (second < 0) return undefined;
  const rest = at + 5;
  if (text.charCodeAt(rest) !== separator) {
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
  const yearFirst = dateMs(fullYear(first), second, third);
  return withClock(text, Number.isNaN(yearFirst) ? dateMs(fullYear(third), first, second) : yearFirst, start);
};
