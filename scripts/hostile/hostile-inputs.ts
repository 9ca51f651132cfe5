/**
 * Hostile inputs through every reader, and through the whole ingestion (framing, reading, trusting, redacting, understanding, mining,
 * counting), live and from a file: `npm run hostile -- --count 100000 --seed 20261130`. Nothing may throw, no input may be lost from the
 * accounting, and none may take more processor time than the bound. Prints the seed and the slowest input of each step; a failure names its number, and
 * `--count 1 --seed N --from NUMBER` repeats it alone. Ends with 1 when anything failed. The seed is the date (UTC) when none is given.
 */
import { parseArgs } from 'node:util';
import { readers } from '../../packages/log-readers/src/registry.ts';
import { inputsFrom, inputsPerBlock } from './draw-inputs.ts';
import { ingestLive, ingestFile } from './ingest-inputs.ts';
import { readByAll } from './read-input.ts';
import { Slowest } from './slowest.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: new Date().toISOString().slice(0, 10).replaceAll('-', '') },
    /** Number of the first input, from 0. */
    from: { type: 'string', default: '0' },
    /** Milliseconds of processor time that one input may take in one reader, or in the ingestion. */
    bound: { type: 'string', default: '250' },
  },
});
const [count, seed, from, boundMs] = [values.count, values.seed, values.from, values.bound].map(Number) as [
  number,
  number,
  number,
  number,
];
if (![count, seed, from, boundMs].every((value) => Number.isSafeInteger(value) && value >= 0) || count === 0)
  throw new RangeError('--count, --seed, --from and --bound are whole numbers; --count is 1 or more.');

let failed = 0;
const fail = (sentence: string): void => {
  failed += 1;
  console.log(sentence);
};

const slowest = { readers: new Slowest(), live: new Slowest(), file: new Slowest() };
console.log(
  `${count} hostile inputs from number ${from} with the seed ${seed}; ${readers.length} readers; ${boundMs} ms each`,
);
for (let first = from; first < from + count; first += inputsPerBlock) {
  const inputs = inputsFrom(seed, first, Math.min(inputsPerBlock, from + count - first));
  for (const [index, text] of inputs.entries()) {
    const { ms, reader, problem } = readByAll(text, boundMs);
    slowest.readers.note(ms, `number ${first + index}, all readers together, ${text.length} characters`);
    if (problem !== undefined) fail(`number ${first + index}: ${reader}: ${problem}`);
  }
  for (const [name, ingest] of [
    ['live', ingestLive],
    ['file', ingestFile],
  ] as const)
    for (const { number, ms, problem } of await ingest(inputs, first, boundMs)) {
      slowest[name].note(ms, `number ${number}`);
      if (problem !== undefined) fail(`number ${number}: ingestion (${name}): ${problem}`);
    }
  if ((first - from) % 10_000 === 0 && first > from) console.log(`${first - from} inputs, ${failed} failed`);
}
for (const [name, one] of Object.entries(slowest)) console.log(`slowest, ${name}: ${one.text}`);
console.log(`${count} inputs through ${readers.length} readers and ingestion, ${failed} failed (seed ${seed})`);
process.exitCode = failed > 0 ? 1 : 0;
