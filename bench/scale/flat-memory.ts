/**
 * Whether a process that reads for long stays as large as it was: ten million events, then 5,000 log groups and more, through the whole
 * ingestion of a stream with stores that keep nothing. Run: `node --expose-gc --max-old-space-size=512 --import tsx
 * bench/scale/flat-memory.ts`; it prints the heap after a collection and writes bench/results/memory.md. `--events 1000000` is quicker.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { ownRules } from '@bellwether/detections';
import { knownLines } from '@bellwether/known-lines';
import { compileRules, defaultRedactionPolicy } from '@bellwether/log-model';
import { createIngest, withoutRepeats, type Ingest, type ShardRecord } from '@bellwether/pipeline';
import type { LedgerEntry } from '@bellwether/ports';
import { cloudWatchEnvelope, memoryPorts, sampleTimeMs } from '@bellwether/testkit';
import { table } from '../report.ts';
import { templateOf } from '../speed/memory.ts';

const eventsPerEnvelope = 500;
const envelopesPerBatch = 20;
const eventsPerBatch = eventsPerEnvelope * envelopesPerBatch;
/** Log groups that the ten million events come from. */
const busyGroups = 2;
/** One line in so many is like none before it. */
const newLineEvery = 100;

const { values } = parseArgs({
  options: { events: { type: 'string', default: '10000000' }, groups: { type: 'string', default: '10000' } },
});
const [eventCount, groupCount] = [Number(values.events), Number(values.groups)];

/** The newest batch of each shard, which is all that the next one asks for. */
const lastBatches = () => {
  const last = new Map<string, LedgerEntry>();
  return {
    after: async (shard: string, sequence: string) => {
      const entry = last.get(shard);
      return entry === undefined || entry.lastSequence === sequence ? [] : [entry];
    },
    note: async (shard: string, entry: LedgerEntry) => void last.set(shard, entry),
  };
};

const openIngest = (): Ingest => {
  const stores = {
    archive: { write: async () => undefined },
    counts: {
      add: async () => ({ eventsLeftOut: 0, namesFolded: 0 }),
      row: async (scope: string, windowStartMs: number) => ({ scope, windowStartMs, fields: {} }),
      rows: async () => [],
      scopes: async () => [],
    },
    templates: { load: async () => [], save: async () => undefined, forget: async () => undefined },
  };
  const ingest = createIngest(
    { ...memoryPorts(), ...stores },
    {
      rules: compileRules(ownRules),
      policy: { alertMinSeverity: 'WARNING' },
      archive: { kind: 'payload' },
      redaction: defaultRedactionPolicy,
      ownLogGroupPrefixes: ['/aws/lambda/bellwether-'],
      readsByOrderingKey: false,
    },
    knownLines(0),
  );
  return withoutRepeats(lastBatches(), ingest, false);
};

const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va'.split(' ');
const wordOf = (n: number): string => [16, 12, 8, 4, 0].map((shift) => syllables[(n >> shift) & 15] ?? '').join('');

const lineOf = (n: number): string => {
  if (n % newLineEvery === 0) return `INFO ${templateOf(n / newLineEvery)(n)}`;
  if (n % 500 === 1)
    return `WARN retry ${n} of payment for user${n}@example.com from 10.0.${n % 256}.${(n >> 8) % 256}`;
  return `INFO GET /orders/${n % 977} served in ${n % 3_000} ms for tenant ${wordOf(n % 40)}`;
};

let sequence = 0;

const recordOf = (logGroup: string, firstLine: number, lines: number): ShardRecord => {
  sequence += 1;
  const atMs = sampleTimeMs + Math.floor(firstLine / 115); // Ten million events in about a day.
  const envelope = cloudWatchEnvelope({
    owner: '100000000000',
    logGroup,
    logStream: `task-${firstLine % 7}`,
    logEvents: Array.from({ length: lines }, (_, n) => ({
      id: String(sequence * 1_000 + n).padStart(56, '3'),
      timestamp: atMs + n,
      message: lineOf(firstLine + n),
    })),
  });
  const data = gzipSync(JSON.stringify(envelope), { level: 1 });
  return { sequence: String(sequence).padStart(56, '4'), arrivalMs: atMs + 1_000, data };
};

interface Mark {
  readonly label: string;
  readonly heapBytes: number;
  readonly residentBytes: number;
}

const collect = (globalThis as { gc?: () => void }).gc;
if (collect === undefined) throw new Error('Run it with node --expose-gc.');
const measured = (label: string): Mark => {
  collect();
  collect();
  const { heapUsed, rss } = process.memoryUsage();
  console.log(`${label}: ${(heapUsed / 1e6).toFixed(1)} MB of heap, ${(rss / 1e6).toFixed(0)} MB resident`);
  return { label, heapBytes: heapUsed, residentBytes: rss };
};

const ingest = openIngest();
let received = 0;
const take = async (shard: string, records: readonly ShardRecord[]): Promise<void> => {
  received += (await ingest({ shard, records })).accounting.classified;
};

const byEvents: Mark[] = [];
for (let line = 0; line < eventCount; line += eventsPerBatch) {
  const records = Array.from({ length: envelopesPerBatch }, (_, n) =>
    recordOf(`/app/${n % busyGroups}`, line + n * eventsPerEnvelope, eventsPerEnvelope),
  );
  await take(`logs-shardId-${(line / eventsPerBatch) % 8}`, records);
  const done = line + eventsPerBatch;
  if (done % (eventCount / 10) === 0) byEvents.push(measured(`${done} events`));
}

const byGroups: Mark[] = [];
for (let group = 0; group < groupCount; group += 20) {
  const records = Array.from({ length: 20 }, (_, n) => recordOf(`/many/${group + n}`, (group + n) * 40, 40));
  await take(`logs-shardId-${(group / 20) % 8}`, records);
  const done = group + 20;
  if (done % (groupCount / 10) === 0) byGroups.push(measured(`${done} log groups`));
}

const expected = eventCount + groupCount * 40;
if (received !== expected) throw new Error(`Received ${received} of ${expected} events.`);
const rows = [...byEvents, ...byGroups].map(({ label, heapBytes, residentBytes }): readonly (string | number)[] => [
  label,
  (heapBytes / 1e6).toFixed(1),
  (residentBytes / 1e6).toFixed(0),
]);
writeFileSync(
  join(import.meta.dirname, '..', 'results', 'memory.md'),
  `# Memory of one process\n\nWritten by \`npm run bench:memory\`: ${eventCount} events of ${busyGroups} log groups, of which one in ${newLineEvery} is like none before, then 40 events of each of ${groupCount} log groups; with a heap limited to 512 MB.\n\n${table(['after', 'heap after a collection, MB', 'resident, MB'], rows)}\n\nThe heap ends up bounded by caches: 50,000 templates known to be stored (forgotten all at once, then learnt again), 65,536 trusted kinds of lines and 131,072 known lines, of which those go first whose template was evicted, 1,000 log sources. Not all were full at the end of this run.\n`,
);
