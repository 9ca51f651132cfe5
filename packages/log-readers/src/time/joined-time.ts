import { clockAt } from './clock.ts';
import { parseTime } from './timestamp.ts';

const clockShape = /^\d{1,2}:\d{2}:\d{2}/;

/** Whether a value is a time of day without its day. */
export const isClock = (value: unknown): value is string =>
  typeof value === 'string' && clockShape.test(value) && clockAt(value, 0) !== undefined;

/**
 * The instant of a time whose day, and perhaps whose zone, stand in fields of their own: `date=2024-05-03 time=11:20:14 tz="+0200"`.
 *
 * @returns undefined when day and time make no instant
 */
export const joinedTime = (date: unknown, time: unknown, zone: unknown, receivedMs: number): number | undefined => {
  if (typeof date !== 'string' || !isClock(time) || date.length > 40) return undefined;
  const offset = typeof zone === 'string' && /^[+-]\d{2}:?\d{2}$/.test(zone) ? zone : '';
  const own = clockAt(time, 0);
  return parseTime(`${date} ${own!.end === time.length ? time + offset : time}`, receivedMs);
};
