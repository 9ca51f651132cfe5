/**
 * What grows, and how: an organisation simulated through the real core and the real keys of the tables, and the deployment that a
 * volume needs. Run: `npm run bench:scale [-- --check]`; without `--check` it also writes the tables of docs/scale.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { figureTable, report, table, type Figure } from '../report.ts';
import { capacityTables, fanOutTable } from './capacity-tables.ts';
import { readMeasured } from './capacity.ts';
import { simulateStorm, storms, type FanOut } from './fan-out.ts';
import type { KeyLoad } from './partitioned-dynamo.ts';
import { simulateOrganisation, windowSeconds, type WindowLoad } from './simulate-organisation.ts';

/** Units a second that one partition of DynamoDB takes, whatever the table. */
const maxWriteUnits = 1_000;
const maxReadUnits = 3_000;

const accountsPerShard = 10;
const shardCounts = [10, 100, 1_000] as const;

interface Simulated {
  readonly shards: number;
  /** The window in which everything is new, and one in which it is known. */
  readonly first: WindowLoad;
  readonly later: WindowLoad;
}

const simulate = async (shards: number): Promise<Simulated> => {
  console.log(`Simulating ${shards} shards of ${accountsPerShard} accounts ...`);
  const [first, later] = await simulateOrganisation({ shards, accountsPerShard }, 2);
  if (first === undefined || later === undefined) throw new Error('The simulation gave no windows.');
  return { shards, first, later };
};

const runs: Simulated[] = [];
for (const shards of shardCounts) runs.push(await simulate(shards));
const [smallest] = runs;
const largest = runs.at(-1);
if (smallest === undefined || largest === undefined) throw new Error('Nothing was simulated.');

console.log('Letting storms of findings through the dispatcher ...');
const fanOuts: FanOut[] = [];
for (const storm of storms) fanOuts.push(await simulateStorm(storm));

const total = ({ keys }: WindowLoad, unit: 'writeUnits' | 'readUnits' | 'requests'): number =>
  keys.reduce((sum, load) => sum + load[unit], 0);

/** The most loaded key, and its units a second over the window. */
const hottest = ({ keys }: WindowLoad, unit: 'writeUnits' | 'readUnits'): KeyLoad & { readonly aSecond: number } => {
  const [load] = keys.toSorted((left, right) => right[unit] - left[unit]);
  if (load === undefined) throw new Error('No key was asked for.');
  return { ...load, aSecond: load[unit] / windowSeconds };
};

/** How much faster than the organisation the work grows: 1 is in step with it. */
const growth = (of: (run: Simulated) => number): number =>
  of(largest) / of(smallest) / (largest.shards / smallest.shards);

const lostEvents = ({ first, later }: Simulated): number => Math.abs(first.events + later.events - later.eventsCounted);

const figures: readonly Figure[] = [
  {
    id: 'scale-hot-write',
    measure: 'hottest key, write units a second, 10,000 accounts, 1,000 shards, the first window',
    peer: `limit ${maxWriteUnits}`,
    goal: maxWriteUnits / 2,
    reached: hottest(largest.first, 'writeUnits').aSecond,
    digits: 1,
    isCeiling: true,
  },
  {
    id: 'scale-hot-read',
    measure: 'hottest key, read units a second, the same',
    peer: `limit ${maxReadUnits}`,
    goal: maxReadUnits / 2,
    reached: hottest(largest.first, 'readUnits').aSecond,
    digits: 1,
    isCeiling: true,
  },
  {
    id: 'scale-growth-writes',
    measure: 'write units at 100 times the organisation, over 100 times the units',
    peer: '-',
    goal: 1.1,
    reached: growth(({ later }) => total(later, 'writeUnits')),
    digits: 3,
    isCeiling: true,
  },
  {
    id: 'scale-growth-requests',
    measure: 'requests, the same',
    peer: '-',
    goal: 1.1,
    reached: growth(({ later }) => total(later, 'requests')),
    digits: 3,
    isCeiling: true,
  },
  {
    id: 'scale-events-lost',
    measure: 'events that were read and are in no counter',
    peer: '-',
    goal: 0,
    reached: runs.reduce((sum, run) => sum + lostEvents(run), 0),
    digits: 0,
    isCeiling: true,
  },
  {
    id: 'scale-hot-group',
    measure: 'hottest alert group, write units a second, 10,000 findings a minute in it',
    peer: `limit ${maxWriteUnits}`,
    goal: maxWriteUnits / 2,
    reached: Math.max(...fanOuts.map(({ hottestGroup }) => hottestGroup)),
    digits: 1,
    isCeiling: true,
  },
  {
    id: 'scale-messages',
    measure: 'messages over alert groups, the worst storm',
    peer: '-',
    goal: 1,
    reached: Math.max(...fanOuts.map(({ messages, groups }) => messages / groups)),
    digits: 2,
    isCeiling: true,
  },
];

const loadRow = ({ shards, first, later }: Simulated): readonly (string | number)[] => {
  const write = hottest(first, 'writeUnits');
  const read = hottest(first, 'readUnits');
  return [
    shards,
    shards * accountsPerShard,
    later.events,
    ((total(later, 'writeUnits') / later.events) * 1_000).toFixed(1),
    ((total(later, 'readUnits') / later.events) * 1_000).toFixed(1),
    later.puts,
    first.findings,
    `${write.aSecond.toFixed(1)} (\`${write.key}\`)`,
    `${read.aSecond.toFixed(1)} (\`${read.key}\`)`,
  ];
};

const tables = `
${figureTable(figures)}

### One window of a minute

${table(
  [
    'shards',
    'accounts',
    'events a minute',
    'write units / 1,000 events',
    'read units / 1,000 events',
    'PUTs',
    'findings',
    'hottest key, write units a second',
    'hottest key, read units a second',
  ],
  runs.map(loadRow),
)}

${capacityTables(readMeasured())}

${fanOutTable(fanOuts)}
`;

const firstMarker = '<!-- generated by npm run bench:scale; do not edit below -->';
const lastMarker = '<!-- end of the generated part -->';

const writeDocument = (): void => {
  const path = join(import.meta.dirname, '..', '..', 'docs', 'scale.md');
  const page = readFileSync(path, 'utf8');
  const [start, end] = [page.indexOf(firstMarker), page.indexOf(lastMarker)];
  if (start < 0 || end < start) throw new Error('docs/scale.md has no place for the tables.');
  writeFileSync(path, `${page.slice(0, start)}${firstMarker}\n${tables}\n${page.slice(end)}`);
};

if (!process.argv.includes('--check')) writeDocument();
report(
  'scale',
  figures,
  `# Scale\n\nWritten by \`npm run bench:scale\`; floors in \`bench/floors.json\`; in words in \`docs/scale.md\`.\n\n${tables}`,
);
