import fc from 'fast-check';

const word = fc.constantFrom(
  'user',
  'opened',
  'closed',
  'session',
  'failed',
  'block',
  'size',
  'for',
  'from',
  'cache',
  'node',
  'Started',
  'jk2_init',
  'eth0',
);
const value = fc.oneof(
  fc.nat(99_999).map(String),
  fc.ipV4(),
  fc.uuid(),
  fc.constantFrom(
    'true',
    '/var/log/app.log',
    'a.b.c',
    '0x1f',
    '10.0.0.1:80',
    '5.2 KB',
    '12:30:01',
    'blk_123',
    'b@c.io',
    '-',
    "isn't",
    '<num>',
    '<*>',
    '...',
    '1, 2, 3',
    '::1',
    '<1 sec',
    '/x',
    '12:30:01-abc',
  ),
);
const glue = fc.constantFrom(
  ' ',
  ' ',
  ' ',
  ', ',
  '=',
  ': ',
  ' (',
  ') ',
  ' "',
  '" ',
  ':',
  ' [',
  '] ',
  '  ',
  '',
  '-',
  '::',
  '{',
  '}',
  '|',
  ';',
  "'",
);

/** Messages that look like a log's: words, values and delimiters in any order. */
export const messages: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.oneof({ weight: 3, arbitrary: word }, { weight: 2, arbitrary: value }), glue), {
    minLength: 1,
    maxLength: 9,
  })
  .map((parts) => parts.map(([text, after]) => text + after).join(''));

/** Any text at all, mostly no log. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 80 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  messages,
);
