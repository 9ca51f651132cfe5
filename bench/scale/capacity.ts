/** How large a deployment must be for a volume of logs, from what was measured. No figure here is a wish: each has its source. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What ingestion takes, as the committed cost table has it. */
export interface Measured {
  /** Processor seconds an event, stores included. */
  readonly secondsAnEvent: number;
  readonly writeUnitsAnEvent: number;
  readonly readUnitsAnEvent: number;
  readonly putsAnEvent: number;
  readonly bytesKeptAnEvent: number;
  readonly dollarsAMillion: number;
}

/** The busiest stream of the cost table: batches there are as full as they are at these volumes. */
const busiestStream = 'simulator, 100 M a day, 60 s, later';

/** Dollars a second of one processor: 1.769 GB at the list price of a GB second. */
const dollarsASecond = 1.667e-5 * 1.769;

type Cells = ReadonlyMap<string, number>;

/** Cells of a line of a table, without their spaces. */
const cellsOf = (line: string): readonly string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** The busiest stream's figures in the table that has a column of this name, by their columns' names. */
const rowOf = (page: string, column: string): Cells => {
  const tables = page.split('\n\n').filter((block) => block.startsWith('| stream |'));
  const lines = tables.map((table) => table.split('\n').map(cellsOf)).find(([head]) => head?.includes(column)) ?? [];
  const row = lines.find(([name]) => name === busiestStream);
  const figures = row?.map((cell, index): [string, number] => [
    lines[0]?.[index] ?? '',
    Number(cell.replaceAll(/[$,]/g, '')),
  ]);
  return new Map(figures);
};

/** Reads the committed cost table. @throws Error when it does not contain what is needed */
export const readMeasured = (): Measured => {
  const page = readFileSync(join(import.meta.dirname, '..', 'results', 'cost.md'), 'utf8');
  const [counted, paid] = [rowOf(page, 'ledger'), rowOf(page, 'together')];
  const figure = (row: Cells, column: string): number => {
    const value = row.get(column);
    if (value === undefined || Number.isNaN(value))
      throw new Error(`bench/results/cost.md has no ${column} of ${busiestStream}.`);
    return value;
  };
  const writes = ['write units: counts', 'ledger', 'templates', 'findings', 'indexes of findings'];
  return {
    secondsAnEvent: figure(paid, 'time') / 1e6 / dollarsASecond,
    writeUnitsAnEvent: writes.reduce((sum, column) => sum + figure(counted, column), 0) / 1_000,
    readUnitsAnEvent: figure(counted, 'read units') / 1_000,
    putsAnEvent: figure(counted, 'PUTs') / 1_000,
    bytesKeptAnEvent: figure(counted, 'bytes kept an event'),
    dollarsAMillion: figure(paid, 'together'),
  };
};

/** Bytes of an event as it is logged, and on the stream, where CloudWatch Logs puts it compressed. */
const bytesLogged = 300;
const bytesOnStream = 30;

/** What one shard takes, a second. */
const shardBytes = 1_000_000;

/** Share of its time that a reader may be busy: the rest catches up after an interruption. */
const busyShare = 0.5;

/** Readers of one shard at most. */
const maxReaders = 10;

export interface Capacity {
  readonly name: string;
  readonly eventsASecond: number;
  readonly shards: number;
  /** The parallelisation factor. */
  readonly readersAShard: number;
  /** Invocations at the same time. */
  readonly concurrency: number;
  readonly writeUnitsASecond: number;
  readonly readUnitsASecond: number;
  readonly putsASecond: number;
  /** Compressed gigabytes a day in the lake. */
  readonly lakeGbADay: number;
  readonly dollarsADay: number;
  /** What must be asked of AWS before: quotas that an account does not have from the start. */
  readonly quotas: readonly string[];
}

/** Default quotas of an account and region: shards of a provisioned stream, concurrent executions, units a second of a table. */
const defaults = { shards: 500, concurrency: 1_000, tableUnits: 40_000 };

/** The deployment that a volume needs. @param gigabytesADay  as logged, before compression */
export const capacityFor = (name: string, gigabytesADay: number, measured: Measured): Capacity => {
  const eventsASecond = (gigabytesADay * 1e9) / bytesLogged / 86_400;
  const shardsByBytes = Math.ceil((eventsASecond * bytesOnStream) / shardBytes / 0.7);
  const readers = Math.ceil((eventsASecond * measured.secondsAnEvent) / busyShare);
  // Shards are cheaper to read one reader each: order is kept a shard then, and counts stay few. More readers come where
  // the bytes fit in fewer shards than the quota has.
  const shards = Math.max(shardsByBytes, Math.min(readers, defaults.shards), Math.ceil(readers / maxReaders));
  const readersAShard = Math.min(maxReaders, Math.max(1, Math.ceil(readers / shards)));
  const writeUnitsASecond = eventsASecond * measured.writeUnitsAnEvent;
  const concurrency = shards * readersAShard;
  return {
    name,
    eventsASecond,
    shards,
    readersAShard,
    concurrency,
    writeUnitsASecond,
    readUnitsASecond: eventsASecond * measured.readUnitsAnEvent,
    putsASecond: eventsASecond * measured.putsAnEvent,
    lakeGbADay: (eventsASecond * 86_400 * measured.bytesKeptAnEvent) / 1e9,
    dollarsADay: (eventsASecond * 86_400 * measured.dollarsAMillion) / 1e6,
    quotas: [
      ...(shards > defaults.shards ? ['shards'] : []),
      ...(concurrency > defaults.concurrency ? ['concurrent executions'] : []),
      ...(writeUnitsASecond > defaults.tableUnits ? ['table write units'] : []),
    ],
  };
};

/** A minute at so many times the mean. */
export const burstFactor = 10;
const burstSeconds = 60;

export interface Burst {
  readonly events: number;
  /** What the deployment takes at most, over the mean. */
  readonly maxOverMean: number;
  /** Which bound that is. */
  readonly boundBy: 'bytes of the shards' | 'readers';
  /** Seconds that the last event of the minute waits to be read. */
  readonly maxWaitSecondsLength: number;
  /** Seconds after the minute until nothing waits any more. */
  readonly caughtUpSeconds: number;
  /** Shards, and readers of each, that would keep in step. */
  readonly shardsInStep: number;
  readonly readersInStep: number;
}

/**
 * What a minute at ten times the mean does to a deployment made for the mean. Nothing is lost: what the readers do not reach
 * waits in the stream, and what the stream does not take CloudWatch Logs tries again for a day.
 */
export const burstOf = ({ eventsASecond, shards, concurrency }: Capacity, { secondsAnEvent }: Measured): Burst => {
  const byBytes = (shards * shardBytes) / bytesOnStream / eventsASecond;
  const byReaders = concurrency / secondsAnEvent / eventsASecond;
  const maxOverMean = Math.min(byBytes, byReaders);
  const waiting = Math.max(0, burstFactor - maxOverMean) * burstSeconds;
  const shardsInStep = Math.max(shards, Math.ceil((burstFactor / byBytes) * shards));
  const readers = Math.ceil(burstFactor * eventsASecond * secondsAnEvent);
  return {
    events: eventsASecond * burstFactor * burstSeconds,
    maxOverMean,
    boundBy: byBytes < byReaders ? 'bytes of the shards' : 'readers',
    maxWaitSecondsLength: waiting / maxOverMean,
    caughtUpSeconds: waiting / (maxOverMean - 1),
    shardsInStep: Math.max(shardsInStep, Math.ceil(readers / maxReaders)),
    readersInStep: Math.min(maxReaders, Math.max(1, Math.ceil(readers / shardsInStep))),
  };
};

/** The volumes of the table, gigabytes a day as logged. */
export const volumes: readonly (readonly [name: string, gigabytesADay: number])[] = [
  ['1 GB', 1],
  ['10 GB', 10],
  ['100 GB', 100],
  ['1 TB', 1_000],
  ['10 TB', 10_000],
  ['100 TB', 100_000],
  ['1 PB', 1_000_000],
];
