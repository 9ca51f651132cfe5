/**
 * Many random schedules of the whole system in one run, outside of jest, where each takes half the time:
 * `npm run schedules -- --count 5000 --seed 20261130 --processes 2`. Prints each seed that differs, and closes with
 * `N schedules, N differed`; ends with 1 when any did. The seed is the date (UTC) when none is given.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { schedulesOf } from '@bellwether/testkit';
import { lostInCounts, namesOf, seenFromOutside } from './onlooker.ts';
import { runSystem } from './run-system.ts';
import { shardLayouts } from './shard-layouts.ts';
import { plantedFindings } from './system-input.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '5000' },
    seed: { type: 'string', default: new Date().toISOString().slice(0, 10).replaceAll('-', '') },
    processes: { type: 'string', default: '1' },
    /** Which of the processes this is; the one that starts them when absent. */
    share: { type: 'string' },
  },
});
const [count, seed, processes] = [Number(values.count), Number(values.seed), Number(values.processes)];
if (![count, seed, processes].every((value) => Number.isSafeInteger(value) && value > 0))
  throw new RangeError('--count, --seed and --processes are whole numbers, 1 or more.');

/** How often the run says how far it is, in schedules. */
const saysEvery = 100;

const archives = ['redacted', 'payload'] as const;
const plans = shardLayouts.flatMap((layout) => archives.map((archived) => ({ layout, archived })));

/** What differs from a run in which nothing goes wrong; undefined when nothing does. */
const differenceOf = async (row: ReturnType<typeof schedulesOf>[number], expected: readonly unknown[]) => {
  const index = row.seed % plans.length;
  const { world } = await runSystem({ ...plans[index]!, disturbed: row });
  const seen = await seenFromOutside(world);
  const wanted = expected[index] as typeof seen;
  const parts = Object.keys(seen).filter(
    (part) => !isDeepStrictEqual(seen[part as keyof typeof seen], wanted[part as keyof typeof seen]),
  );
  const found = isDeepStrictEqual(namesOf(world), plantedFindings) ? [] : ['names of findings'];
  const all = [...parts, ...found, ...lostInCounts(world)];
  return all.length === 0
    ? undefined
    : `${plans[index]!.layout.name}, archive ${plans[index]!.archived}: ${all.join('; ')}`;
};

const runShare = async (share: number): Promise<number> => {
  const expected: unknown[] = [];
  for (const plan of plans) expected.push(await seenFromOutside((await runSystem(plan)).world));
  let [done, differed] = [0, 0];
  for (const [index, row] of schedulesOf(count, seed).entries()) {
    if (index % processes !== share) continue;
    // A run that does not come to its end, or that throws, differs.
    const difference = await differenceOf(row, expected).catch((error: unknown) => String(error));
    done += 1;
    if (difference !== undefined) differed += 1;
    if (difference !== undefined) console.log(`${row.name}; ${difference}`);
    if (done % saysEvery === 0) console.log(`${done} of process ${share}, ${differed} differed`);
  }
  console.log(`process ${share}: ${done} schedules, ${differed} differed`);
  return differed;
};

/** Starts the processes, passes on what they print, and adds it up. */
const runAll = async (): Promise<number> => {
  const own = fileURLToPath(import.meta.url);
  const given = ['--count', values.count, '--seed', values.seed, '--processes', values.processes];
  let [done, differed] = [0, 0];
  await Promise.all(
    Array.from({ length: processes }, async (_, share) => {
      const args = [...process.execArgv, own, ...given, '--share', String(share)];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        process.stdout.write(chunk);
      });
      const code = await new Promise((resolve) => child.on('close', resolve));
      const [, ofDone = '0', ofDiffered = '0'] = /process \d+: (\d+) schedules, (\d+) differed/.exec(text) ?? [];
      done += Number(ofDone);
      differed += Number(ofDiffered);
      if (code !== 0 && ofDiffered === '0') differed += 1;
    }),
  );
  console.log(`${done} schedules, ${differed} differed (seed ${seed})`);
  return done === count ? differed : differed + 1;
};

console.log(`${count} schedules with the seed ${seed}`);
process.exitCode = (await (values.share === undefined ? runAll() : runShare(Number(values.share)))) > 0 ? 1 : 0;
