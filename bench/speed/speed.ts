/**
 * How fast Bellwether is beside the bound and the peers. Run: `npm run bench:speed [-- --check]`.
 *
 * What ships is bundled and minified, so that is what is measured: each measurement runs in a process of its own.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { openData } from '../data.ts';
import { figureTable, report, table, type Figure } from '../report.ts';
import type { Measurements } from './measure.ts';

/** Lines a second that Drain3 with its example masks mined on a machine of this kind, one configuration. */
const drain3PerSecond = 35_000;

openData('bench:speed');
const work = mkdtempSync(join(tmpdir(), 'bellwether-speed-'));
const bundle = join(work, 'measure.mjs');
await build({
  entryPoints: [join(import.meta.dirname, 'measure.ts')],
  outfile: bundle,
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'error',
});

const measure = <Name extends keyof Measurements>(name: Name): Measurements[Name] => {
  console.log(`Measuring ${name} ...`);
  return JSON.parse(execFileSync(process.execPath, [bundle, name], { encoding: 'utf8' })) as Measurements[Name];
};
const mining = measure('mining');
const cloudwatch = measure('cloudwatch');
const cloudtrail = measure('cloudtrail');
const rules = measure('rules');
const memory = measure('memory');
rmSync(work, { recursive: true, force: true });

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const half = memory.tookMs.length / 2;
const megabytes = (bytes: number): number => bytes / 1024 / 1024;
/** Collections make resident memory go up and down, so the peaks of both halves are compared. */
const peakOf = (tenths: readonly number[]): number => Math.max(...tenths);

const figures: readonly Figure[] = [
  {
    id: 'mining-cold',
    measure: 'mining, nothing learnt yet: lines/s over Drain3 with masks',
    peer: '26 (Rust)',
    goal: 30,
    reached: mining.coldPerSecond / drain3PerSecond,
    digits: 0,
    unit: 'x',
  },
  {
    id: 'mining-warm',
    measure: 'mining, templates learnt: lines/s over Drain3 with masks',
    peer: '26 (Rust)',
    goal: 60,
    reached: mining.warmPerSecond / drain3PerSecond,
    digits: 0,
    unit: 'x',
  },
  {
    id: 'core-cloudwatch',
    measure: 'whole core over the decode bound, CloudWatch payloads',
    peer: '.12',
    goal: 0.7,
    reached: cloudwatch.corePerSecond / cloudwatch.boundPerSecond,
    digits: 2,
  },
  {
    id: 'core-cloudtrail',
    measure: 'whole core over the decode bound, CloudTrail files',
    peer: '.05',
    goal: 0.8,
    reached: cloudtrail.corePerSecond / cloudtrail.boundPerSecond,
    digits: 2,
  },
  {
    id: 'rules-dispatch',
    measure: 'events/s through 500 rules of Sigma over those through 50, CloudTrail records',
    peer: '-',
    goal: 0.5,
    reached: rules.manyPerSecond / rules.fewPerSecond,
    digits: 2,
  },
  {
    id: 'memory-peak',
    measure: 'resident memory after 10 M lines of 10,000 templates',
    peer: '-',
    goal: 200,
    reached: megabytes(peakOf(memory.residentBytes)),
    digits: 0,
    unit: ' MB',
    isCeiling: true,
  },
  {
    id: 'memory-growth',
    measure: 'the same, second 5 M lines over the first',
    peer: '-',
    goal: 1.1,
    reached: peakOf(memory.residentBytes.slice(half)) / peakOf(memory.residentBytes.slice(0, half)),
    digits: 2,
    unit: 'x',
    isCeiling: true,
  },
  {
    id: 'time-doubled',
    measure: 'time at twice the input, 10 M lines over 5 M',
    peer: '4',
    goal: 2.2,
    reached: sum(memory.tookMs) / sum(memory.tookMs.slice(0, half)),
    digits: 2,
    unit: 'x',
    isCeiling: true,
  },
];

const perSecond = (value: number): string => `${Math.round(value / 1_000)} k`;

const page = `
# Speed

Written by \`npm run bench:speed\` on ${availableParallelism()} cores with Node ${process.version}; floors in \`bench/floors.json\`. Medians of 9 interleaved
rounds; the bound is measured beside the core in the same process. Ratios carry over to other machines, lines a second do not.

${figureTable(figures)}

The bound is the naive decode alone: base64 (CloudWatch), \`gunzipSync\`, \`toString\`, \`JSON.parse\`. The core takes the same bytes to
counters and to what is to be decided: read, classify, redact, mine, all rules, count.

${table(
  ['what', 'events', 'bound, events/s', 'core, events/s'],
  [
    [
      'CloudWatch payloads, 500 lines each',
      cloudwatch.events,
      perSecond(cloudwatch.boundPerSecond),
      perSecond(cloudwatch.corePerSecond),
    ],
    [
      'the same, an event made of every line, as the archive of redacted events needs it',
      cloudwatch.events,
      perSecond(cloudwatch.boundPerSecond),
      perSecond(cloudwatch.eventsPerSecond),
    ],
    [
      'CloudTrail files, 1,000 records each',
      cloudtrail.events,
      perSecond(cloudtrail.boundPerSecond),
      perSecond(cloudtrail.corePerSecond),
    ],
    [
      'the same, every event made, as the archive of redacted events needs it',
      cloudtrail.events,
      perSecond(cloudtrail.boundPerSecond),
      perSecond(cloudtrail.eventsPerSecond),
    ],
  ],
)}

The CloudWatch rounds repeat the same lines, so their kinds are learnt: ${(cloudwatch.fastPathScore * 100).toFixed(1)} % of them were counted without being made into
events. Of lines the core had not seen before, after as many others of the same systems, it takes ${cloudwatch.unseenOverBound.toFixed(2)} of the bound.

Of the CloudTrail records ${(cloudtrail.fastPathScore * 100).toFixed(1)} % were of a known kind and counted without being made.

Drain3 with its example masks mined ${perSecond(drain3PerSecond)} lines/s on a machine of this kind. Cold: each of ${mining.coldLines} real lines once, by a miner that
knows nothing. Warm: ${mining.warmLines} lines, the same repeated, by the miner that has learnt them.

${table(
  ['mining', 'lines', 'lines/s'],
  [
    ['cold', mining.coldLines, perSecond(mining.coldPerSecond)],
    ['warm', mining.warmLines, perSecond(mining.warmPerSecond)],
  ],
)}

Memory of the whole process while ${memory.lines} generated lines of ${memory.templates} templates pass, after each tenth:
${memory.residentBytes.map((bytes) => Math.round(megabytes(bytes))).join(', ')} MB.
`;

report('speed', figures, page);
