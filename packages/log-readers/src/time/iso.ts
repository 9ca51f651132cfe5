import type { TimeMatch } from './calendar.ts';
import { dateMs, fullYear } from './calendar.ts';
import { clockAt } from './clock.ts';
import { digitRun, digitsValue, skipSpaces, twoDigits } from './cursor.ts';

const minus = 0x2d;
const slash = 0x2f;
const dot = 0x2e;
const underscore = 0x5f;
const minuteMs = 60_000;

const isDateSeparator = (code: number): boolean => code === minus || code === slash || code === dot;

/** Adds the time of day that follows a date; a date alone is no timestamp. */
export const withClock = (text: string, dayMs: number, at: number): TimeMatch | undefined => {
  if (Number.isNaN(dayMs)) return undefined;
  const time = clockAt(text, at);
  return time === undefined ? undefined : { ms: dayMs + time.ms - time.offsetMinutes * minuteMs, end: time.end };
};

/** Index of the time behind a date: `T`, spaces, a tab, `_`, `-` or `, ` may stand between; -1 for anything else. */
export const clockStart = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  if (code === 0x54 || code === 0x74 || code === underscore || code === minus || code === 0x3a) return at + 1;
  if (code === 0x2c) return skipSpaces(text, at + 1);
  return code === 32 || code === 9 ? skipSpaces(text, at) : -1;
};

/** `2017-06-09T20:10:40.123Z`, `2017/06/09 20:10:40`, `2005-06-03-15.42.50.675872`: year first, of four digits. */
export const yearFirst = (text: string, at: number): TimeMatch | undefined => {
  const separator = text.charCodeAt(at + 4);
  if (!isDateSeparator(separator)) return undefined;
  const monthLength = digitRun(text, at + 5, 3);
  if (monthLength !== 1 && monthLength !== 2) return undefined;
  const dayAt = at + 6 + monthLength;
  if (text.charCodeAt(dayAt - 1) !== separator) return undefined;
  const dayLength = digitRun(text, dayAt, 3);
  if (dayLength !== 1 && dayLength !== 2) return undefined;
  const start = clockStart(text, dayAt + dayLength);
  if (start < 0) return undefined;
  const day = dateMs(
    digitsValue(text, at, 4),
    digitsValue(text, at + 5, monthLength),
    digitsValue(text, dayAt, dayLength),
  );
  return withClock(text, day, start);
};

/** `20210101T120000Z`, `20171223-22:15:29:606`, `20210101 12:00:00`, `20210101120000`. */
export const compact = (text: string, at: number): TimeMatch | undefined => {
  const year = digitsValue(text, at, 4);
  if (year < 1970 || year > 2100) return undefined;
  const day = dateMs(year, twoDigits(text, at + 4), twoDigits(text, at + 6));
  if (Number.isNaN(day)) return undefined;
  const start = digitRun(text, at, 15) === 14 ? at + 8 : clockStart(text, at + 8);
  if (start < 0) return undefined;
  if (digitRun(text, start, 7) !== 6) return withClock(text, day, start);
  return compactClock(text, day, start);
};

/** `203615` behind a date, with an optional `Z`. */
const compactClock = (text: string, day: number, at: number): TimeMatch | undefined => {
  const hour = twoDigits(text, at);
  const minute = twoDigits(text, at + 2);
  const second = twoDigits(text, at + 4);
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const end = text.charCodeAt(at + 6) === 0x5a ? at + 7 : at + 6;
  return { ms: day + ((hour * 60 + minute) * 60 + second) * 1000, end };
};

/** `081109 203615` and `070823 21:00:32`: six digits of a date, year first. */
export const shortCompact = (text: string, at: number): TimeMatch | undefined => {
  const day = dateMs(fullYear(twoDigits(text, at)), twoDigits(text, at + 2), twoDigits(text, at + 4));
  if (Number.isNaN(day)) return undefined;
  const start = clockStart(text, at + 6);
  if (start < 0) return undefined;
  return digitRun(text, start, 7) === 6 ? compactClock(text, day, start) : withClock(text, day, start);
};
