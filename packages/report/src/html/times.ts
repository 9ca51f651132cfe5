import { dayMs, minuteMs, type Window } from '@bellwether/log-model';
import { duration, time } from '../figures.ts';

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const longMonths = 'January February March April May June July August September October November December'.split(' ');
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const maxTimeMs = 8.64e15;

/** What a day's last lines may be late by, milliseconds. */
const lateMs = 10 * minuteMs;

const pad = (value: number): string => String(value).padStart(2, '0');

/** Parts of a time, UTC; undefined for what is not a time. */
export const partsOf = (timeMs: number) => {
  if (!Number.isFinite(timeMs) || Math.abs(timeMs) > maxTimeMs) return undefined;
  const date = new Date(timeMs);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth(),
    monthName: months[date.getUTCMonth()] ?? '',
    longMonth: longMonths[date.getUTCMonth()] ?? '',
    weekday: weekdays[date.getUTCDay()] ?? '',
    day: date.getUTCDate(),
    hm: `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`,
    hms: `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}:${pad(date.getUTCSeconds())}`,
  };
};

/** How a page writes times: as short as its period allows, with the whole time for programs and on hover. */
export interface Times {
  /** Whether times are of one day, so that only those of another need a date. */
  readonly isOneDay: boolean;
  /** One time as a `time` element. */
  point(timeMs: number): string;
  /** `first to last`, or one time where both are the same. */
  span(firstMs: number, lastMs: number): string;
}

/** @param period  half-open, epoch milliseconds UTC */
export const timesOf = ({ startMs, endMs }: Window): Times => {
  const [first, last] = [partsOf(startMs), partsOf(endMs - 1)];
  const day = Math.floor(startMs / dayMs);
  const isOneDay = endMs <= (day + 1) * dayMs + lateMs;
  const isOneYear = first?.year === last?.year;
  const text = (timeMs: number): string => {
    const parts = partsOf(timeMs);
    if (parts === undefined) return 'unknown time';
    if (isOneDay && Math.floor(timeMs / dayMs) === day) return parts.hms;
    const date = `${parts.day} ${parts.monthName}`;
    return isOneYear && parts.year === first?.year ? `${date} ${parts.hms}` : `${date} ${parts.year} ${parts.hm}`;
  };
  const point = (timeMs: number): string => {
    const whole = time(timeMs);
    if (partsOf(timeMs) === undefined) return whole;
    return `<time datetime="${whole}" title="${whole.replace('T', ' ').replace('Z', ' UTC')}">${text(timeMs)}</time>`;
  };
  return {
    isOneDay,
    point,
    span: (firstMs, lastMs) =>
      text(firstMs) === text(lastMs) ? point(firstMs) : `${point(firstMs)} to ${point(lastMs)}`,
  };
};

/** `Monday 2 March 2026, 00:00:00 to 23:59:59 UTC`. */
export const periodText = (firstMs: number, lastMs: number): string => {
  const [first, last] = [partsOf(firstMs), partsOf(lastMs)];
  if (first === undefined || last === undefined) return 'no time known';
  const date = ({ weekday, day, longMonth, year }: typeof first): string => `${weekday} ${day} ${longMonth} ${year}`;
  return date(first) === date(last)
    ? `${date(first)}, ${first.hms} to ${last.hms} UTC`
    : `${date(first)}, ${first.hms}, to ${date(last)}, ${last.hms} UTC`;
};

/** `in 49 min`; empty for a moment. */
export const lengthText = (firstMs: number, lastMs: number): string =>
  lastMs - firstMs >= 1_000 ? duration(lastMs - firstMs) : '';
