import { digitRun, digitsValue, skipSpaces, twoDigits } from './cursor.ts';
import { zoneAt } from './zone.ts';

/** A time of day, with the zone that followed it. Reused between calls: read it before the next one. */
export interface ClockTime {
  /** Milliseconds since midnight, as written. */
  ms: number;
  /** Minutes to take away to get UTC; 0 when no zone follows. */
  offsetMinutes: number;
  end: number;
}

const clock: ClockTime = { ms: 0, offsetMinutes: 0, end: 0 };

const colon = 0x3a;
const dot = 0x2e;
const comma = 0x2c;

/** Milliseconds of a fraction of a second; digits beyond the third are cut, as no reader may round into the next second. */
const fractionMs = (text: string, at: number, length: number): number => {
  const kept = Math.min(length, 3);
  const value = digitsValue(text, at, kept);
  return kept === 3 ? value : kept === 2 ? value * 10 : value * 100;
};

/** Hours to add for ` AM` or ` PM` at an index, and where it ends; undefined when neither stands there. */
const meridiem = (
  text: string,
  at: number,
  hour: number,
): { readonly hour: number; readonly end: number } | undefined => {
  const start = skipSpaces(text, at);
  const second = text.charCodeAt(start + 1) | 0x20;
  const first = text.charCodeAt(start) | 0x20;
  if (second !== 0x6d || (first !== 0x61 && first !== 0x70) || hour > 12) return undefined;
  const after = text.charCodeAt(start + 2);
  // `10:00:00 pm2 started` names a program.
  if ((after >= 48 && after <= 57) || ((after | 0x20) >= 0x61 && (after | 0x20) <= 0x7a)) return undefined;
  return { hour: (hour % 12) + (first === 0x70 ? 12 : 0), end: start + 2 };
};

/**
 * Reads `HH:MM:SS`, also with dots, with a fraction after dot, comma or colon, with AM or PM, and with a zone.
 *
 * Second 60 is a leap second and counts as 59.999 would: the clock has no such instant.
 *
 * @returns a shared object, valid until the next call, or undefined when no time stands there
 */
export const clockAt = (text: string, at: number): ClockTime | undefined => {
  const hourLength = digitRun(text, at, 3);
  if (hourLength === 0 || hourLength > 2) return undefined;
  let hour = digitsValue(text, at, hourLength);
  const separator = text.charCodeAt(at + hourLength);
  if (separator !== colon && separator !== dot) return undefined;
  const minute = twoDigits(text, at + hourLength + 1);
  if (minute < 0 || minute > 59 || hour > 24 || text.charCodeAt(at + hourLength + 3) !== separator) return undefined;
  const second = twoDigits(text, at + hourLength + 4);
  if (second < 0 || second > 60) return undefined;
  let end = at + hourLength + 6;
  let milliseconds = 0;
  const mark = text.charCodeAt(end);
  if (mark === dot || mark === comma || mark === colon) {
    const length = digitRun(text, end + 1, 9);
    if (length > 0) {
      milliseconds = fractionMs(text, end + 1, length);
      end += 1 + length;
    }
  }
  const half = meridiem(text, end, hour);
  if (half !== undefined) {
    hour = half.hour;
    end = half.end;
  }
  const zone = zoneAt(text, end);
  clock.ms =
    ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000 + milliseconds + (second === 60 ? 999 - milliseconds : 0);
  clock.offsetMinutes = zone?.offsetMinutes ?? 0;
  clock.end = zone?.end ?? end;
  return clock;
};
