import { minuteMs } from '@bellwether/log-events';
import type { TimeMatch } from './calendar.ts';
import { timeOnlyMs } from './calendar.ts';
import { clockAt } from './clock.ts';
import { digitRun } from './cursor.ts';
import { dayMonthName, twoAndTwo } from './day-first.ts';
import { epochAt, epochMs } from './epoch.ts';
import { compact, shortCompact, yearFirst } from './iso.ts';
import { wordFirst } from './month-first.ts';

export type { TimeMatch } from './calendar.ts';

const colon = 0x3a;

/** Characters before a bare clock that are looked at. */
const furthestClock = 24;
const dateShape = /^[\d./-]{6,10}$/;

/** Whether a bare clock may be read here: only signs and words come before it in its line, so no date in an unknown form does. */
const isFirstInLine = (text: string, at: number): boolean => {
  for (let index = at - 1; index >= 0; index -= 1) {
    const code = text.charCodeAt(index);
    if (code === 0x0a) return true;
    if ((code >= 48 && code <= 57) || code > 0x7f || at - index > furthestClock) return false;
  }
  return true;
};

/** A date after its clock, `11:20:14 03/05/2024`. */
const dateBehind = (text: string, clock: TimeMatch, clockMs: number, receivedMs: number): TimeMatch | undefined => {
  if (text.charCodeAt(clock.end) !== 32 || digitRun(text, clock.end + 1, 1) === 0) return undefined;
  const gap = text.slice(clock.end + 1, clock.end + 13).search(/[\s\],|;]/);
  const word = text.slice(clock.end + 1, clock.end + 1 + (gap < 0 ? 12 : gap));
  if (!dateShape.test(word)) return undefined;
  const day = timestampAt(`${word} 00:00:00`, 0, receivedMs);
  return day === undefined ? undefined : { ms: day.ms + clockMs, end: clock.end + 1 + word.length };
};

/** A time of day alone. `0:00:11.9` is how long something has run: clocks write `00` or `12`. */
const timeOnly = (text: string, at: number, receivedMs: number): TimeMatch | undefined => {
  if (text.charCodeAt(at) === 48 && text.charCodeAt(at + 1) === colon) return undefined;
  if (!isFirstInLine(text, at)) return undefined;
  const time = clockAt(text, at);
  if (time === undefined) return undefined;
  const clockMs = time.ms - time.offsetMinutes * minuteMs;
  const found = { ms: timeOnlyMs(clockMs, receivedMs), end: time.end };
  return dateBehind(text, found, clockMs, receivedMs) ?? found;
};

const fromDigits = (text: string, at: number, receivedMs: number): TimeMatch | undefined => {
  const length = digitRun(text, at, 20);
  switch (length) {
    case 1:
    case 2: {
      const next = text.charCodeAt(at + length);
      if (next === colon) return timeOnly(text, at, receivedMs);
      const isSeparated = next === 0x2f || next === 0x2d || next === 0x2e;
      return isSeparated && digitRun(text, at + length + 1, 1) === 1
        ? twoAndTwo(text, at, length, receivedMs)
        : dayMonthName(text, at, length, receivedMs);
    }
    case 4:
      return yearFirst(text, at);
    case 6:
      return shortCompact(text, at);
    case 8:
    case 14:
    case 17:
      return compact(text, at);
    default:
      return epochAt(text, at);
  }
};

/**
 * Reads the timestamp that begins at an index, in any of the forms that logs use.
 *
 * A missing zone is UTC. A missing year is the one that puts the time nearest before `receivedMs` + 1 day, a missing day
 * the one nearest before `receivedMs` + 1 hour; a time without its day counts only where no digit comes before it in its line.
 * Neither the machine's zone nor its clock is used, and no pattern runs:
 * every step moves forward over a bounded number of characters.
 *
 * @param receivedMs  when the record arrived, epoch milliseconds UTC
 * @returns the instant, or undefined when no timestamp begins there
 */
export const timestampAt = (text: string, at: number, receivedMs: number): TimeMatch | undefined => {
  const code = text.charCodeAt(at);
  if (code >= 48 && code <= 57) return fromDigits(text, at, receivedMs);
  const folded = code | 0x20;
  return folded >= 0x61 && folded <= 0x7a ? wordFirst(text, at, receivedMs) : undefined;
};

const numeric = /^-?\d{1,20}(?:\.\d{1,12})?(?:[eE][+-]?\d{1,2})?$/;

/** The instant that a whole value means: a number of seconds to nanoseconds, or a text that begins with a timestamp. */
export const parseTime = (value: unknown, receivedMs: number): number | undefined => {
  if (typeof value === 'number') return Number.isFinite(value) ? epochMs(value) : undefined;
  if (typeof value !== 'string') return undefined;
  const trimmed = value.length > 80 ? value.slice(0, 80).trim() : value.trim();
  const found = timestampAt(trimmed, 0, receivedMs)?.ms;
  if (found !== undefined) return found;
  return numeric.test(trimmed) ? epochMs(Number(trimmed)) : dateOnly(trimmed, receivedMs);
};

/** `2021-01-31` as a value of its own is midnight UTC. */
const dateOnly = (text: string, receivedMs: number): number | undefined =>
  text.length === 10 ? timestampAt(`${text}T00:00:00`, 0, receivedMs)?.ms : undefined;
