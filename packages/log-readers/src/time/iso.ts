import { minuteMs } from '@bellwether/log-events';
import type { TimeMatch } from './calendar.ts';
import { dateMs, fullYear, monthNumber } from './calendar.ts';
import { clockAt } from './clock.ts';
import { digitRun, digitsValue, letterRun, skipSpaces, twoDigits } from './cursor.ts';
import { zoneAt } from './zone.ts';

const minus = 0x2d;
const slash = 0x2f;
const dot = 0x2e;
const underscore = 0x5f;

const isDateSeparator = (code: number): boolean => code === minus || code === slash || code === dot;

/** Adds the time of day that follows a date; a date alone is not a timestamp. */
export const withClock = (text: string, dayMs: number, at: number): TimeMatch | undefined => {
  if (Number.isNaN(dayMs)) return undefined;
  const time = clockAt(text, at);
  return time === undefined ? undefined : { ms: dayMs + time.ms - time.offsetMinutes * minuteMs, end: time.end };
};

/** Index of the first digit after a run of column separators and spaces; -1 when something else comes first. */
const nextColumn = (text: string, at: number): number => {
  for (let index = at; index < at + 6; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) return index;
    if (code !== 32 && code !== 9 && code !== 0x2c && code !== 0x7c && code !== 0x3b && code !== 0x22) return -1;
  }
  return -1;
};

/**
 * Index of the time after a date: `T`, spaces, a tab, `_`, `-`, `:` or what parts two columns (`,`, `|`, `;`, quotes) may stand
 * between; -1 for anything else.
 */
export const clockStart = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  if (code === 0x54 || code === 0x74 || code === underscore || code === minus || code === 0x3a) return at + 1;
  if (code === 32 || code === 9) {
    const next = skipSpaces(text, at);
    const sign = text.charCodeAt(next);
    // `2024/05/03 - 11:20:14`, as GIN writes it.
    if (sign === minus && text.charCodeAt(next + 1) === 32) return skipSpaces(text, next + 2);
    return sign === 0x7c || sign === 0x3b ? nextColumn(text, next) : next;
  }
  return code === 0x2c || code === 0x7c || code === 0x3b || code === 0x22 ? nextColumn(text, at) : -1;
};

/** `2024-May-03`, `2024 May 3`: a month's name after the year. */
const yearThenName = (text: string, at: number, separator: number): TimeMatch | undefined => {
  const length = letterRun(text, at + 5, 10);
  const month = length < 3 ? 0 : monthNumber(text.slice(at + 5, at + 5 + length));
  const dayAt = at + 6 + length;
  if (month === 0 || text.charCodeAt(dayAt - 1) !== separator) return undefined;
  const dayLength = digitRun(text, dayAt, 3);
  const start = dayLength === 1 || dayLength === 2 ? clockStart(text, dayAt + dayLength) : -1;
  if (start < 0) return undefined;
  return withClock(text, dateMs(digitsValue(text, at, 4), month, digitsValue(text, dayAt, dayLength)), start);
};

/** The signs for year, month and day in Chinese and Japanese, and in Korean. */
const daySigns = ['年月日', '년월일'];

/** `2024年5月3日 11:20:14`, `2024년 5월 3일 11:20:14`. */
const signedDate = (text: string, at: number): TimeMatch | undefined => {
  const signs = daySigns.find((some) => some[0] === text[at + 4]);
  if (signs === undefined) return undefined;
  const monthAt = skipSpaces(text, at + 5);
  const monthLength = digitRun(text, monthAt, 2);
  if (monthLength === 0 || text[monthAt + monthLength] !== signs[1]) return undefined;
  const dayAt = skipSpaces(text, monthAt + monthLength + 1);
  const dayLength = digitRun(text, dayAt, 2);
  if (dayLength === 0 || text[dayAt + dayLength] !== signs[2]) return undefined;
  const [year, month, day] = [
    digitsValue(text, at, 4),
    digitsValue(text, monthAt, monthLength),
    digitsValue(text, dayAt, dayLength),
  ];
  return withClock(text, dateMs(year, month, day), skipSpaces(text, dayAt + dayLength + 1));
};

/** `2017-06-09T20:10:40.123Z`, `2017/06/09 20:10:40`, `2005-06-03-15.42.50.675872`, `2024-May-03 11:20:14`: year first, of four digits. */
export const yearFirst = (text: string, at: number): TimeMatch | undefined => {
  const separator = text.charCodeAt(at + 4);
  if (separator > 0x7f) return signedDate(text, at);
  if (!isDateSeparator(separator) && separator !== 32) return undefined;
  const monthLength = digitRun(text, at + 5, 3);
  if (monthLength === 0) return yearThenName(text, at, separator);
  if (monthLength > 2 || separator === 32) return undefined;
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
  return digitRun(text, start, 7) === 6 ? compactClock(text, day, start) : withClock(text, day, start);
};

/** `20210101T120000.551Z`, `20171223-22:15:29:606`, `20210101 12:00:00`, `20210101120000`, `20210101120000551`. */
export const compact = (text: string, at: number): TimeMatch | undefined => {
  const year = digitsValue(text, at, 4);
  if (year < 1970 || year > 2100) return undefined;
  const day = dateMs(year, twoDigits(text, at + 4), twoDigits(text, at + 6));
  if (Number.isNaN(day)) return undefined;
  const isGlued = digitRun(text, at, 15) >= 14;
  const start = isGlued ? at + 8 : clockStart(text, at + 8);
  if (start < 0) return undefined;
  if (isGlued || digitRun(text, start, 7) === 6) return compactClock(text, day, start);
  return withClock(text, day, start);
};

/** `203615` after a date, with an optional fraction (`.551`, or three digits more) and zone. */
const compactClock = (text: string, day: number, at: number): TimeMatch | undefined => {
  const hour = twoDigits(text, at);
  const minute = twoDigits(text, at + 2);
  const second = twoDigits(text, at + 4);
  if (Number.isNaN(day) || hour > 23 || minute > 59 || second > 59) return undefined;
  const mark = text.charCodeAt(at + 6);
  const fractionAt = mark === dot || mark === 0x2c ? at + 7 : at + 6;
  const length = digitRun(text, fractionAt, 9);
  const fraction = length === 0 ? 0 : Math.floor(digitsValue(text, fractionAt, length) * 10 ** (3 - length));
  const end = length === 0 ? at + 6 : fractionAt + length;
  const zone = zoneAt(text, end);
  const ms = ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
  return { ms: day + ms - (zone?.offsetMinutes ?? 0) * minuteMs, end: zone?.end ?? end };
};

/** `081109 203615` and `070823 21:00:32`: six digits of a date, year first. */
export const shortCompact = (text: string, at: number): TimeMatch | undefined => {
  const day = dateMs(fullYear(twoDigits(text, at)), twoDigits(text, at + 2), twoDigits(text, at + 4));
  if (Number.isNaN(day)) return undefined;
  const start = clockStart(text, at + 6);
  if (start < 0) return undefined;
  return digitRun(text, start, 7) === 6 ? compactClock(text, day, start) : withClock(text, day, start);
};
