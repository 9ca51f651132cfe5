import fc from 'fast-check';
import { generatedLine } from './any-line.ts';
import { lines } from './lines.ts';
import { mutatedLines } from './mutated-lines.ts';

const real = lines.map(({ text }) => text);

/** A real line with a piece cut out, doubled or replaced: what truncation and hostile clients make of it. */
export const mutated = fc
  .tuple(fc.constantFrom(...real), fc.nat(400), fc.nat(60), fc.string({ maxLength: 20 }))
  .map(
    ([line, at, length, text]) => `${line.slice(0, at % line.length)}${text}${line.slice((at % line.length) + length)}`,
  );

const awkwardKey = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  'level',
  'msg',
  'time',
  'user',
  'source',
  'eventVersion',
  'httpRequest',
  'winlog',
  'insightDetails',
);

/** JSON objects whose keys are what readers ask for, with values of any kind. */
export const awkwardObject = fc
  .dictionary(
    awkwardKey,
    fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.dictionary(awkwardKey, fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 })),
    { maxKeys: 6 },
  )
  .map((value) => JSON.stringify(value));

const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

export const extremes = [
  '',
  ' ',
  '\n',
  '{',
  '[',
  '<',
  '"',
  nested(5000),
  `[${'['.repeat(20_000)}`,
  '{"msg":{"__proto__":null},"level":{},"time":{"$date":{}}}',
  '\ud800',
  'x'.repeat(65_536),
  ' '.repeat(65_536),
  '"'.repeat(65_536),
  '['.repeat(65_536),
  'a=b '.repeat(16_384),
  'a.'.repeat(32_768),
  '1 '.repeat(32_768),
  `2023-06-01 10:00:00 ${'[x] '.repeat(16_000)}`,
  `type=A msg=audit(1685613600.072:1): ${"a='".repeat(20_000)}`,
  `{"a":NaN,"b":${'\\"'.repeat(131_072)}`,
  `{"a":NaN,"b":"${'\\"'.repeat(131_072)}`,
];

/** The first part of one real line and the last of another: a reader that was chosen by the one meets the other. */
const spliced = fc
  .tuple(fc.constantFrom(...real), fc.constantFrom(...real), fc.nat(400), fc.nat(400))
  .map(([one, other, at, from]) => one.slice(0, at % (one.length + 1)) + other.slice(from % other.length));

/** A real line with digits that break what reads them, or fields of the wrong type. */
const wrong = fc.tuple(fc.constantFrom(...real), fc.nat()).map(([line, at]) => {
  const all = [...mutatedLines(line)];
  return all[at % Math.max(1, all.length)] ?? line;
});

/** A piece of a real line, or one sign, many times over: what a pattern that looks back and forth takes long for. */
const repeated = fc
  .tuple(
    fc.constantFrom(...real),
    fc.oneof(
      fc.string({ minLength: 1, maxLength: 3 }),
      fc.constantFrom('[', '"', '\\"', 'a=', ' ', '1.', '<', '{"a":', '\u0000'),
    ),
    fc.nat(400),
    fc.oneof({ weight: 20, arbitrary: fc.integer({ min: 1, max: 200 }) }, fc.integer({ min: 5_000, max: 30_000 })),
  )
  .map(([line, piece, at, times]) => {
    const cut = at % (line.length + 1);
    return line.slice(0, cut) + piece.repeat(times) + line.slice(cut);
  });

/** What a hostile client or a broken program may write: no line of a log is as these are, and each is near to one. */
export const hostileInput: fc.Arbitrary<string> = fc.oneof(
  { weight: 1, arbitrary: fc.string() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 6, arbitrary: mutated },
  { weight: 4, arbitrary: spliced },
  { weight: 4, arbitrary: wrong },
  { weight: 3, arbitrary: repeated },
  { weight: 2, arbitrary: awkwardObject },
  { weight: 2, arbitrary: generatedLine },
);
