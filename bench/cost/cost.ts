/**
 * What the effects of ingestion cost: write units, PUTs and dollars, counted by stores that only count, and the processor time of
 * the archive beside the decode bound. Run: `npm run bench:cost [-- --check]`.
 */
import { openData } from '../data.ts';
import { figureTable, report, table, type Figure } from '../report.ts';
import { measureArchive, type ArchiveCost, type Way } from './archive-cpu.ts';
import { countEffects, type Effects } from './count-effects.ts';
import type { TableBill } from './counting-dynamo.ts';
import { publicStream, simulatedStream, type BatchStream, type Cut } from './streams.ts';

const data = openData('bench:cost');

const eventsPerDay = 20_000_000;
const hundredsOfMillions = 100_000_000;

/** The settings of a deployment that keeps its costs low: a batch waits for five minutes, or until it is full. */
const patient: Cut = { windowSeconds: 300, shards: 1 };
const prompt: Cut = { windowSeconds: 60, shards: 1 };
const redacted = { kind: 'redacted', ownObjectEvents: 10_000, gzipLevel: 6 } as const;

interface Row {
  readonly name: string;
  readonly effects: Effects;
}

const rows: Row[] = [];
const count = async (name: string, stream: BatchStream, from: number): Promise<Effects> => {
  console.log(`Counting ${name} ...`);
  const effects = await countEffects(stream, redacted, from);
  rows.push({ name, effects });
  return effects;
};

const simulated = simulatedStream(eventsPerDay, 200_000, patient);
const half = Math.floor(simulated.batches.length / 2);
await count(
  'simulator, 20 M a day, 300 s, first quarter of an hour',
  { ...simulated, batches: simulated.batches.slice(0, half) },
  0,
);
const steady = await count('simulator, 20 M a day, 300 s, later', simulated, half);
const promptStream = simulatedStream(eventsPerDay, 120_000, prompt);
await count('simulator, 20 M a day, 60 s, later', promptStream, promptStream.batches.length >> 1);
const busyStream = simulatedStream(hundredsOfMillions, 200_000, prompt);
await count('simulator, 100 M a day, 60 s, later', busyStream, busyStream.batches.length >> 1);
const pub = publicStream(data, 500, prompt);
const twice = {
  ...pub,
  batches: [...pub.batches, ...pub.batches.map((batch) => ({ ...batch, shard: `${batch.shard}-again` }))],
};
const mixed = await count('public mix, 500 a second, 60 s, templates learnt', twice, pub.batches.length);

const stray = publicStream(data, 500, prompt, true);
await count('the same with the lines that hold times of other years', stray, 0);

console.log('Measuring the archive ...');
const archives: readonly (readonly [string, ArchiveCost])[] = [
  ['simulator', await measureArchive({ ...simulated, batches: simulated.batches.slice(0, 2) })],
  ['public mix', await measureArchive({ ...pub, batches: pub.batches.slice(0, 3) })],
];

const perThousand = ({ events }: Effects, value: number): number => (value / events) * 1_000;
type Unit = Exclude<keyof TableBill, 'requests'>;
const sumOf = ({ tables }: Effects, ...units: readonly Unit[]): number =>
  Object.values(tables).reduce((sum, bill) => sum + units.reduce((all, unit) => all + bill[unit], 0), 0);
const writesOf = (effects: Effects): number => sumOf(effects, 'writeUnits', 'indexWriteUnits');

/** A function has one processor at 1,769 MB, so a second of it is 1.769 GB seconds whatever the memory. */
const gbOfProcessor = 1.769;

/** Dollars a million events, us-east-1 list prices, storage for five months; ingestion of CloudWatch Logs and the stream apart. */
const dollars = (effects: Effects): Readonly<Record<string, number>> => {
  const million = 1e6 / effects.events;
  return {
    writes: 0.625e-6 * writesOf(effects) * million,
    reads: 0.125e-6 * sumOf(effects, 'readUnits') * million,
    time: 1.667e-5 * gbOfProcessor * (effects.cpuMs / 1_000) * million,
    puts: 5e-6 * effects.puts * million,
    storage: 0.12e-9 * effects.archiveBytes * million,
    invocations: 0.2e-6 * effects.invocations * million,
  };
};
const totalOf = (effects: Effects): number => Object.values(dollars(effects)).reduce((sum, part) => sum + part, 0);

const worst = (way: Way): number => Math.max(...archives.map(([, { overBound }]) => overBound[way]));

const figures: readonly Figure[] = [
  {
    id: 'archive-payload',
    measure: 'filing records as they came, over the decode bound',
    peer: '3.9',
    goal: 0.05,
    reached: worst('payload'),
    digits: 3,
    isCeiling: true,
  },
  {
    id: 'write-units-simulator',
    measure: 'DynamoDB write units for 1,000 events, simulator, 300 s',
    peer: '1,000',
    goal: 2,
    reached: perThousand(steady, writesOf(steady)),
    digits: 2,
    isCeiling: true,
  },
  {
    id: 'write-units-public',
    measure: 'the same, public mix, 60 s',
    peer: '1,000',
    goal: 2,
    reached: perThousand(mixed, writesOf(mixed)),
    digits: 2,
    isCeiling: true,
  },
  {
    id: 'puts-simulator',
    measure: 'S3 PUTs for 1,000 events, simulator, 300 s',
    peer: '-',
    goal: 0.1,
    reached: perThousand(steady, steady.puts),
    digits: 3,
    isCeiling: true,
  },
  {
    id: 'puts-public',
    measure: 'the same, public mix, 60 s',
    peer: '-',
    goal: 0.1,
    reached: perThousand(mixed, mixed.puts),
    digits: 3,
    isCeiling: true,
  },
];

const effectRow = ({ name, effects }: Row): readonly (string | number)[] => {
  const unit = (tableName: string): string =>
    perThousand(effects, effects.tables[tableName]?.writeUnits ?? 0).toFixed(2);
  return [
    name,
    effects.events,
    Math.round(effects.events / effects.invocations),
    unit('counts'),
    unit('ledger'),
    unit('templates'),
    unit('findings'),
    perThousand(effects, sumOf(effects, 'indexWriteUnits')).toFixed(2),
    perThousand(effects, sumOf(effects, 'readUnits')).toFixed(2),
    perThousand(effects, effects.puts).toFixed(3),
    (effects.archiveBytes / effects.events).toFixed(0),
  ];
};

const dollarRow = ({ name, effects }: Row): readonly (string | number)[] => [
  name,
  ...Object.values(dollars(effects)).map((part) => `$${part.toFixed(4)}`),
  `$${totalOf(effects).toFixed(4)}`,
];

const page = `
# Cost

Written by \`npm run bench:cost\` with Node ${process.version}; floors in \`bench/floors.json\`. Counts do not depend on the machine; times do.

${figureTable(figures)}

For 1,000 events, through the adapters of AWS into stores that only count, redacted archive, one shard. A batch ends with 10,000 records, 6 MB,
or its window. In the first quarter of an hour every template is new and written once; later only news are. A time in an event's
text is believed, and the event filed under its hour: a handful of the public lines hold a second time, of another year, each of which makes an
object of its own. They are left out but in the last row, which shows what such lines cost.

${table(
  [
    'stream',
    'events',
    'events a batch',
    'write units: counts',
    'ledger',
    'templates',
    'findings',
    'indexes of findings',
    'read units',
    'PUTs',
    'bytes kept an event',
  ],
  rows.map(effectRow),
)}

Dollars a million events, us-east-1 list prices: 0.625e-6 a write unit, 0.125e-6 a read unit, 1.667e-5 a GB second at one processor (1,769 MB), 5e-6 a
PUT, 0.12e-9 a byte for five months, 0.2e-6 an invocation. The stream, and the ingestion of CloudWatch Logs, are apart.

${table(['stream', 'writes', 'reads', 'time', 'PUTs', 'storage', 'invocations', 'together'], rows.map(dollarRow))}

Filing alone, over the time of the decode bound (base64, \`gunzipSync\`, \`toString\`, \`JSON.parse\`) for the same records; medians of 9 interleaved rounds.

${table(
  ['archive policy', ...archives.flatMap(([name]) => [`${name}: over the bound`, 'bytes an event'])],
  (Object.keys(archives[0]?.[1].overBound ?? {}) as Way[]).map((way) => [
    way,
    ...archives.flatMap(([, { overBound, bytes, events }]) => [
      overBound[way].toFixed(3),
      (bytes[way] / events).toFixed(0),
    ]),
  ]),
)}
`;

report('cost', figures, page);
