import fc from 'fast-check';
import type { ReadRecord } from '@bellwether/log-events';

const word = fc.constantFrom('ledger', 'w7', 'order-77', 'x9f', 'Acme', 'lost', 'db1', 'zeta', 'k8s', 'UPDATE', 'TLS');
const level = fc.constantFrom('INFO', 'WARN', 'ERROR', 'error', 'Debug', 'FATAL', 'warning', 'notice');
const number = fc.integer({ min: 2, max: 99_999 }).map(String);
const part = fc.oneof(
  { weight: 3, arbitrary: word },
  { weight: 2, arbitrary: level },
  { weight: 1, arbitrary: number },
);
const bracketed = fc
  .tuple(fc.constantFrom('[]', '()', '<>', '{}', '""', '[pid ]', '[]:'), fc.array(part, { minLength: 1, maxLength: 3 }))
  .map(([signs, words]) => {
    const inner = words.join(words.length === 2 ? '/' : ' ');
    return signs.length === 2 ? `${signs[0]!}${inner}${signs[1]!}` : signs === '[]:' ? `[${inner}]:` : `[pid ${inner}]`;
  });
const pair = fc.tuple(word, part).map(([key, value]) => `${key}=${value}`);
const coloned = part.map((text) => `${text}:`);
const time = fc.constantFrom(
  '2024-05-03 11:20:14.551',
  '2024-05-03T11:20:14Z',
  '2024-05-03T11:20:14.551+0000',
  'May  3 11:20:14',
  '[2024-05-03 11:20:14]',
  '11:20:14',
  '2024/05/03 11:20:14',
  '',
);
const sign = fc.constantFrom(' ', ' ', ' ', '  ', ' | ', '|', ';', ' - ', ' :: ', '\t', ',', '#', ' -> ');

/** A line of any layout: a time among names, levels, numbers, brackets and pairs, parted by one sign. */
const anyLine = fc
  .tuple(
    fc.array(fc.oneof(part, part, bracketed, pair, coloned), { maxLength: 2 }),
    time,
    fc.array(fc.oneof(part, part, bracketed, pair, coloned), { minLength: 1, maxLength: 7 }),
    sign,
  )
  .map(([before, at, after, by]) => [...before, ...(at === '' ? [] : [at]), ...after].join(by));

const scalar = fc.oneof(
  part,
  fc.integer({ min: 1000, max: 9_999_999 }),
  fc.boolean(),
  word.map((text) => ({ in: text })),
  word.map((text) => [text, 7]),
);
const anyObject = fc
  .dictionary(
    fc.constantFrom(
      'level',
      'msg',
      'message',
      'tenant',
      'logger',
      'host',
      'thread',
      'app',
      'user',
      'err',
      'status',
      'pid',
      'log',
      'body',
      'job',
    ),
    scalar,
    { minKeys: 1, maxKeys: 8 },
  )
  .map((value) => JSON.stringify(value));
const wrapped = fc
  .tuple(fc.oneof(anyLine, anyObject), fc.nat(5))
  .map(
    ([line, kind]) =>
      [
        JSON.stringify({ log: `${line}\n`, stream: 'stdout', tag: 'keptone' }),
        JSON.stringify({ '@timestamp': '2024-05-03T11:20:14Z', message: line, fields: { team: 'keptone' } }),
        `2024-05-03T11:20:14.551123456Z stdout F ${line}`,
        `web-1  | ${line}`,
        `May  3 11:20:14 web app[12]: ${line}`,
        `<134>1 2024-05-03T11:20:14.551Z web app 12 - [id a="keptone"] ${line}`,
      ][kind]!,
  );

/** Lines of layouts nobody knows, JSON of any keys, and both in what wraps lines. */
export const generatedLine = fc.oneof(
  { weight: 4, arbitrary: anyLine },
  { weight: 2, arbitrary: anyObject },
  { weight: 2, arbitrary: wrapped },
);

/** Words of a text, in lower case; escapes of JSON are not letters. */
const tokensOf = (text: string): readonly string[] =>
  Array.from(text.replace(/\\[nrt]/g, ' ').matchAll(/[\p{L}\p{N}]+/gu), ([token]) => token.toLowerCase());

/** Texts of times, whose instant is in the record, and of priorities, which are its level and facility. */
const times =
  /\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}|\d{4}[-/]\d\d[-/]\d\d[T ]?(?:\d\d:\d\d:\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?|(?:[A-Z][a-z]{2} +\d+ +|\d\d\/[A-Z][a-z]{2}\/\d{4}[: ])?\d\d:\d\d:\d\d(?:[.,]\d+)?|<\d{1,3}>1?|\b1[5-7]\d{8}(?:\d{3}|\d{6})?(?:\.\d+)?\b|^[IWEF]\d{4,8} /g;
/** Signs of a container runtime, and keys that have fields of their own. */
const signs = / std(?:out|err) [FP] |\b(?:time|ts|level|lvl|msg|severity)=/g;

/** The values of a JSON text, also of JSON within it; its keys are names that fields have others for. */
const valuesOf = (text: string): string => {
  if (!/^\s*\{/.test(text)) return text;
  try {
    const values = (value: unknown): readonly unknown[] =>
      typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(values)
        : [typeof value === 'string' ? valuesOf(value) : value];
    return values(JSON.parse(text)).join(' ');
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
};

/** The words of a line that stand nowhere in its record. */
export const lostFrom = (text: string, { message, level, attributes }: ReadRecord): readonly string[] => {
  const kept = JSON.stringify([message, level, attributes]).toLowerCase();
  const told = text.indexOf('{"');
  const values = told > 0 ? text.slice(0, told) + valuesOf(text.slice(told)) : valuesOf(text);
  return tokensOf(values.replace(times, ' ').replace(signs, ' ')).filter((token) => !kept.includes(token));
};
