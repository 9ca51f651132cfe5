const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** The next whole second: services with second resolution never write before it happened. Epoch milliseconds. */
export const ceilSecond = (atMs: number): number => Math.ceil(atMs / 1_000) * 1_000;

/** `2026-03-10T12:00:01.234Z` */
export const isoMillis = (atMs: number): string => new Date(atMs).toISOString();

/** `2026-03-10T12:00:01Z` */
export const isoSeconds = (atMs: number): string => `${isoMillis(atMs).slice(0, 19)}Z`;

/** `2026-03-10T12:00:01.234567Z`; `micros` are the three digits after the milliseconds, 0 to 999. */
export const isoMicros = (atMs: number, micros: number): string =>
  `${isoMillis(atMs).slice(0, 23)}${String(micros).padStart(3, '0')}Z`;

/** `2026-03-10 12:00:01,234`, as log4j and Python's logging write it, here always UTC. */
export const commaTime = (atMs: number): string => {
  const text = isoMillis(atMs);
  return `${text.slice(0, 10)} ${text.slice(11, 19)},${text.slice(20, 23)}`;
};

/** `Mar  9 12:00:01`, RFC 3164: no year, the day padded with a blank. */
export const syslogTime = (atMs: number): string => {
  const date = new Date(atMs);
  const day = String(date.getUTCDate()).padStart(2, ' ');
  return `${months[date.getUTCMonth()]} ${day} ${date.toISOString().slice(11, 19)}`;
};

/** `0310 12:00:01.234567`, klog: month and day, no year. */
export const klogTime = (atMs: number, micros: number): string => {
  const text = isoMicros(atMs, micros);
  return `${text.slice(5, 7)}${text.slice(8, 10)} ${text.slice(11, 26)}`;
};

/** `Mar 10, 2026, 1:00:00 PM`, as STS prints when credentials expire. */
export const stsTime = (atMs: number): string => {
  const date = new Date(atMs);
  const hour = date.getUTCHours();
  const clock = `${hour % 12 === 0 ? 12 : hour % 12}:${date.toISOString().slice(14, 19)} ${hour < 12 ? 'AM' : 'PM'}`;
  return `${months[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}, ${clock}`;
};

/** `10/Mar/2026:12:00:01 +0000`, the common log format. */
export const accessLogTime = (atMs: number): string => {
  const date = new Date(atMs);
  return `${two(date.getUTCDate())}/${months[date.getUTCMonth()]}/${date.getUTCFullYear()}:${date.toISOString().slice(11, 19)} +0000`;
};
