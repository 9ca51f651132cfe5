import { dayMs } from '@bellwether/log-events';
import type { TimePart } from './modifiers.ts';

/** `2026-03-02T09:15:00`, with a blank or `T`, whatever follows the minutes; a date alone is midnight. */
const written = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})|$)/;
const millisecondsFrom = 100_000_000_000;

interface Clock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const clockOf = (value: unknown): Clock | undefined => {
  if (typeof value === 'number' && Number.isFinite(value)) {
    const time = new Date(Math.abs(value) >= millisecondsFrom ? value : value * 1_000);
    return Number.isNaN(time.getTime()) ? undefined : clockOf(time.toISOString());
  }
  const found = typeof value === 'string' ? written.exec(value.slice(0, 40)) : null;
  if (found === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map((part) => Number(part ?? 0));
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 23 && minute <= 59;
  return isDate ? { year, month, day, hour, minute } : undefined;
};

/** The week of ISO 8601: the first one contains the year's first Thursday. */
const weekOf = ({ year, month, day }: Clock): number => {
  const date = Date.UTC(year, month - 1, day);
  const thursday = new Date(date + (4 - (new Date(date).getUTCDay() || 7)) * dayMs);
  return Math.floor((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / dayMs / 7) + 1;
};

/**
 * A part of a time as the clock in the record shows it: Sigma converts no time zones. A number is seconds since 1970, or
 * milliseconds from 100,000,000,000 on, in UTC.
 *
 * @returns undefined when the value is not a time
 * @example timePartOf('2026-03-02T09:15:00+02:00', 'hour') // 9
 */
export const timePartOf = (value: unknown, part: TimePart): number | undefined => {
  const clock = clockOf(value);
  if (clock === undefined) return undefined;
  return part === 'week' ? weekOf(clock) : clock[part];
};
