import { dayMs } from '@bellwether/log-events';
import { monthOf } from './month-names.ts';

/** One timestamp found in a text. */
export interface TimeMatch {
  /** Epoch milliseconds UTC. */
  readonly ms: number;
  /** Index after the timestamp. */
  readonly end: number;
}

/** Stands for the arrival where only the shape of a time is asked, not its instant: 2096-01-01. */
export const anyReceivedMs = 3_976_214_400_000;

const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Days from 1970-01-01 to a date of the proleptic Gregorian calendar (Hinnant's days_from_civil). `month` is 1 to 12. */
const daysFromCivil = (year: number, month: number, day: number): number => {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

/** Epoch milliseconds of a UTC date, or NaN when there is no such day. `month` is 1 to 12. */
export const dateMs = (year: number, month: number, day: number): number => {
  if (month < 1 || month > 12 || day < 1 || day > monthDays[month - 1]!) return Number.NaN;
  if (month === 2 && day === 29 && !isLeap(year)) return Number.NaN;
  return daysFromCivil(year, month, day) * dayMs;
};

/**
 * The date without a year that puts it nearest before `receivedMs` + 1 day.
 *
 * The day of grace lets clocks run a little fast; a log of December that arrives in January belongs to the old year.
 */
export const dateMsNear = (month: number, day: number, timeMs: number, receivedMs: number): number => {
  const latest = receivedMs + dayMs;
  const year = new Date(latest).getUTCFullYear();
  // 29 February may lie up to eight years back (1896 to 1904).
  for (let back = 0; back <= 8; back += 1) {
    const ms = dateMs(year - back, month, day);
    if (ms + timeMs <= latest) return ms;
  }
  return Number.NaN;
};

/** The day that puts a time of day nearest before `receivedMs` + 1 hour. */
export const timeOnlyMs = (timeMs: number, receivedMs: number): number => {
  const today = Math.floor(receivedMs / dayMs) * dayMs + timeMs;
  return today > receivedMs + 3_600_000 ? today - dayMs : today;
};

/** Two digits of a year as POSIX reads them: 69 to 99 are 1969 to 1999. */
export const fullYear = (short: number): number => (short >= 69 ? 1900 + short : 2000 + short);

/** Names of the days in the languages of `month-names.ts`; each also by its first three letters. */
const weekdays: ReadonlySet<string> = new Set(
  [
    'monday tuesday wednesday thursday friday saturday sunday',
    'montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag',
    'lundi mardi mercredi jeudi vendredi samedi dimanche',
    'lunes martes miércoles jueves viernes sábado domingo',
    'lunedì martedì mercoledì giovedì venerdì sabato domenica',
    'segunda terça quarta quinta sexta',
    'maandag dinsdag woensdag donderdag vrijdag zaterdag zondag',
  ].flatMap((names) => names.split(' ').flatMap((name) => [name, name.slice(0, 3)])),
);

/** 1 to 12 for a month's name, short or long, in any case; 0 for anything else. */
export const monthNumber = (word: string): number => monthOf.get(word) ?? monthOf.get(word.toLowerCase()) ?? 0;

export const isWeekday = (word: string): boolean => weekdays.has(word.toLowerCase());

/** Three letters in any case as one number. */
const packed = (text: string, at: number): number =>
  ((text.charCodeAt(at) | 32) << 16) | ((text.charCodeAt(at + 1) | 32) << 8) | (text.charCodeAt(at + 2) | 32);

const beginnings: ReadonlySet<number> = new Set([...monthOf.keys(), ...weekdays].map((name) => packed(name, 0)));

/** Whether the three letters at an index begin a month or weekday: most words are excluded by them, without being cut out. */
export const startsNameOfTime = (text: string, at: number): boolean => beginnings.has(packed(text, at));
