/**
 * What takes too long for every change: the readers under a hundred thousand hostile inputs each and ingestion under as many, every property ten times as often,
 * twenty thousand orders and cuts of events at six-hour borders, five thousand random fault schedules through the ways in and through the
 * whole system, and mutation testing. `npm run nightly`; closes with `N passed, N failed`.
 *
 * The seed is the date (UTC), so that each night tries something new. `BELLWETHER_SEED=20261129 npm run nightly` repeats a night.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runStep } from './run-step.ts';

const repository = resolve(import.meta.dirname, '..', '..');
const seed = process.env['BELLWETHER_SEED'] ?? new Date().toISOString().slice(0, 10).replaceAll('-', '');

/** Tests that draw inputs with fast-check, but those that the other steps run. */
const propertyTests = ['packages', 'functions']
  .flatMap((group) => readdirSync(join(repository, group)).map((name) => join(group, name, 'test')))
  .flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => file.endsWith('.test.ts') && !file.includes('fuzz') && !file.endsWith('commit/continuity.test.ts'))
  .filter((file) => /from 'fast-check'/.test(readFileSync(join(repository, file), 'utf8')));

const steps = [
  {
    name: 'hostile input, 100,000 a reader',
    args: ['packages/log-readers/test/fuzz'],
    env: { BELLWETHER_FUZZ_RUNS: '100000' },
  },
  {
    name: `properties of ${propertyTests.length} files, 1,000 runs where they do not say`,
    args: ['--testTimeout', '1800000', ...propertyTests],
    env: { BELLWETHER_PROPERTY_RUNS: '1000' },
  },
  {
    name: 'orders and cuts at six-hour borders, 20,000',
    args: ['packages/pipeline/test/commit/continuity', '--testTimeout', '1800000'],
    env: { BELLWETHER_BORDER_CUTS: '6667' },
  },
  {
    name: 'fault schedules, 5,000',
    args: ['functions/ingest-', 'packages/alerts/test/faults', 'scripts/schedules', '-t', 'schedule', '-w', '1'],
    env: { EXACTLY_ONCE_SCHEDULES: '5000' },
  },
];

console.log(`The seed of this night is ${seed}.`);
let passed = 0;
let failed = 0;
for (const { name, args, env } of steps) {
  const step = await runStep(name, 'npm', ['run', '-s', 'unit', '--', '--silent', ...args], {
    isShownOnlyOnFailure: false,
    env: { ...env, BELLWETHER_SEED: seed },
  });
  console.log(step.line);
  if (step.failed > 0) {
    const settings = Object.entries({ BELLWETHER_SEED: seed, ...env }).map(([key, value]) => `${key}=${value}`);
    console.log(`Repeat one test: ${settings.join(' ')} npm run unit -- <file> -t '<name>'`);
  }
  passed += step.passed;
  failed += step.failed;
}
const hostile = await runStep(
  'hostile input through every reader and ingestion, 100,000',
  'npm',
  ['run', '-s', 'hostile', '--', '--seed', seed],
  {
    isShownOnlyOnFailure: false,
  },
);
console.log(hostile.line);
passed += hostile.passed;
failed += hostile.failed;
const mutation = await runStep('mutation testing', 'npm', ['run', '-s', 'check:mutation', '--', '--check'], {
  isShownOnlyOnFailure: false,
});
console.log(mutation.line);
passed += mutation.passed;
failed += mutation.failed;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
