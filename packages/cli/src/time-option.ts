import { InvalidArgumentError, Option } from 'commander';

const unitMs: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
};

/**
 * A time as people write it, epoch milliseconds UTC; undefined for any other text.
 *
 * @param nowMs  what `2h` lies before, epoch milliseconds UTC
 * @example parseTime('2026-11-20T07:00Z', nowMs); parseTime('2026-11-20', nowMs); parseTime('90m', nowMs)
 */
export const parseTime = (text: string, nowMs: number): number | undefined => {
  const [, number, unit] = /^(\d{1,6})([smhdw])$/.exec(text) ?? [];
  if (number !== undefined && unit !== undefined) return nowMs - Number(number) * (unitMs[unit] ?? 0);
  // A date alone, or a time with its zone: a time without one would be that of the machine.
  if (!/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}[\d:.]{0,12}(?:Z|[+-]\d{2}:\d{2})?)?$/.test(text)) return undefined;
  const timeMs = Date.parse(/T.*(?:Z|[+-]\d{2}:\d{2})$/.test(text) || !text.includes('T') ? text : `${text}Z`);
  return Number.isNaN(timeMs) ? undefined : timeMs;
};

/** An option that takes a time. Without a zone it is UTC. */
export const timeOption = (flags: string, description: string): Option =>
  new Option(flags, `${description}: 2026-11-20T07:00Z, 2026-11-20, or 2h for two hours ago`).argParser((text) => {
    const timeMs = parseTime(text, Date.now());
    if (timeMs === undefined)
      throw new InvalidArgumentError('It takes a time such as 2026-11-20T07:00Z, 2026-11-20 or 2h.');
    return timeMs;
  });
