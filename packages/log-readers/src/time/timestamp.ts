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
const minuteMs = 60_000;

const timeOnly = (text: string, at: number, receivedMs: number): TimeMatch | undefined => {
  const time = clockAt(text, at);
  if (time === undefined) return undefined;
  return { ms: timeOnlyMs(time.ms - time.offsetMinutes * minuteMs, receivedMs), end: time.end };
};

const fromDigits = (text: string, at: number, receivedMs: number): TimeMatch | undefined => {
  const length = digitRun(text, at, 20);
  switch (length) {
    case 1:
    case 2: {
      const next = text.charCodeAt(at + length);
      if (next === colon) return timeOnly(text, at, receivedMs);
      const code = text.charCodeAt(at + length + 1) | 0x20;
      if (code >= 0x61 && code <= 0x7a) return dayMonthName(text, at, length, receivedMs);
      return length === 2 && (next === 0x2f || next === 0x2d || next === 0x2e)
        ? twoAndTwo(text, at, receivedMs)
        : undefined;
    }
    case 4:
      return yearFirst(text, at);
    case 6:
      return shortCompact(text, at);
    case 8:
    case 14:
      return compact(text, at);
    default:
      return epochAt(text, at);
  }
};

/**
 * Reads the timestamp that begins at an index, in any of the forms that logs use.
 *
 * A missing zone is UTC. A missing year is the one that puts the time nearest before `receivedMs` + 1 day, a missing day
 * the one nearest before `receivedMs` + 1 hour. Neither the machine's zone nor its clock is asked, and no pattern runs:
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

/** The instant that a whole value stands for: a number of seconds to nanoseconds, or a text that begins with a timestamp. */
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
