import type { TimeMatch } from './calendar.ts';
import { digitRun, digitsValue } from './cursor.ts';

/** 2001-09-09 and 2096: between them ten digits are seconds, and nothing else in a log is likely to be. */
const earliestSeconds = 1_000_000_000;
const latestSeconds = 4_000_000_000;

const isLikely = (ms: number): boolean => ms >= earliestSeconds * 1000 && ms <= latestSeconds * 1000;

/** Epoch milliseconds of a number whose size says its unit: seconds, milliseconds, microseconds or nanoseconds. */
export const epochMs = (value: number): number | undefined => {
  const size = Math.abs(value);
  const ms = size < 1e11 ? value * 1000 : size < 1e14 ? value : size < 1e17 ? value / 1000 : value / 1_000_000;
  const floored = Math.floor(ms);
  return isLikely(floored) ? floored : undefined;
};

/** Ten, thirteen, sixteen or nineteen digits, seconds also with a fraction. */
export const epochAt = (text: string, at: number): TimeMatch | undefined => {
  const length = digitRun(text, at, 20);
  if (length !== 10 && length !== 13 && length !== 16 && length !== 19) return undefined;
  // Nineteen digits are beyond 2^53: the last six, below the millisecond, are left out.
  const ms = length === 10 ? digitsValue(text, at, 10) * 1000 : digitsValue(text, at, 13);
  if (!isLikely(ms)) return undefined;
  const end = at + length;
  if (length !== 10 || text.charCodeAt(end) !== 0x2e) return { ms, end };
  const fraction = digitRun(text, end + 1, 9);
  if (fraction === 0) return { ms, end };
  const kept = Math.min(fraction, 3);
  return { ms: ms + digitsValue(text, end + 1, kept) * 10 ** (3 - kept), end: end + 1 + fraction };
};
