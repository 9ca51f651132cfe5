/**
 * Reads real log files through the built command, where they are at hand: every one must be read in whole.
 * BELLWETHER_BENCH_DATA names their folder, default ../shared/bench.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const data = resolve(process.env['BELLWETHER_BENCH_DATA'] ?? '../shared/bench');
if (!existsSync(data)) {
  console.log(
    `real-logs tier skipped: there is no folder ${process.env['BELLWETHER_BENCH_DATA'] ?? '../shared/bench'} (BELLWETHER_BENCH_DATA names it)`,
  );
  process.exit(0);
}

interface FileResult {
  readonly name: string;
  readonly outcome: string;
  readonly problems: readonly string[];
  readonly received: number;
  readonly classified: number;
  readonly unreadable: Readonly<Record<string, number>>;
  readonly dropped: Readonly<Record<string, number>>;
}

const below = (folder: string, isWanted: (name: string) => boolean): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter(isWanted)
        .map((name) => join(folder, name))
    : [];

const files = [
  ...below(join(data, '01-log-parsing'), (name) => name.endsWith('.log')),
  ...below(join(data, '05-parse-fixtures/aws_samples'), (name) => name.endsWith('.log')),
  ...below(join(data, '04-cloudtrail'), (name) => name === 'invictus_stream.jsonl.gz'),
];
const work = mkdtempSync(join(tmpdir(), 'bellwether-real-logs-'));
const args = [
  'analyze',
  ...files,
  '--quiet',
  '--format',
  'json',
  '--state',
  join(work, 'state'),
  '--report',
  join(work, 'report.html'),
];
const run = spawnSync(process.execPath, [resolve('packages/cli/bin/bellwether.mjs'), ...args], {
  encoding: 'utf8',
  maxBuffer: 1 << 28,
});
rmSync(work, { recursive: true, force: true });
if (run.status !== 0) console.log(run.stderr.slice(-2_000));
const results = run.stdout === '' ? [] : (JSON.parse(run.stdout) as { files: readonly FileResult[] }).files;

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);
let failed = results.length === files.length ? 0 : 1;
for (const { name, outcome, problems, received, classified, unreadable, dropped } of results) {
  const isConserved = received === classified + sum(unreadable) + sum(dropped);
  if (outcome === 'ok' && isConserved && classified > 0) continue;
  failed += 1;
  console.log(`FAILED ${name}: ${outcome}, ${received} received, ${classified} classified. ${problems.join(' ')}`);
}
console.log(`${results.reduce((total, file) => total + file.classified, 0)} records of ${results.length} files read`);
console.log(`${results.length - Math.min(failed, results.length)} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
