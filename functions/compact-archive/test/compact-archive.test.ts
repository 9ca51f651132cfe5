import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventLine, joinPayloads, partitionPath, readLakePath, type ArchivedEvent } from '@bellwether/lake';
import { readParquet } from '@bellwether/lake/parquet';
import type { Dataset } from '@bellwether/log-model';
import { createIngest } from '@bellwether/pipeline';
import { hourMs, minuteMs, compileRules, defaultRedactionPolicy } from '@bellwether/log-model';
import {
  cloudWatchEnvelope,
  gzipJson,
  memoryArchive,
  memoryPorts,
  memoryTemplates,
  plannedFaults,
  portsWithFaults,
  sampleTimeMs,
  sequenceOf,
  type MemoryArchive,
} from '@bellwether/testkit';
import { PortError, type Lake } from '@bellwether/ports';
import { compactArchive, defaultCompactLimits, keptPath, type CompactLimits } from '../src/compact-archive.ts';

const settleMs = 90 * minuteMs;
/** Finds something in one line of those below. */
const rules = compileRules([
  {
    id: 'refused',
    title: 'Refused',
    description: 'Something was refused.',
    severity: 'ERROR',
    score: 0.8,
    dataset: 'ec2',
    selections: { refused: { 'message|contains': 'refused' } },
    condition: 'refused',
    dedupeBy: ['host.name'],
  },
]);
/** When the sample hour, 12 to 13, has just become a closed one. */
const closedMs = sampleTimeMs + hourMs + settleMs;

const archived = (n: number, dataset: Dataset = 'eks', timestampMs = sampleTimeMs + n): ArchivedEvent => ({
  sequence: String(n),
  event: {
    id: `e${String(n).padStart(4, '0')}`,
    timestampMs,
    dataset,
    account: '111122223333',
    region: 'eu-west-1',
    logGroup: '/app',
    logStream: 'one',
    severity: 'INFO',
    category: 'general',
    message: `served ${n}`,
    attributes: { 'event.duration': n },
    templateId: 't',
  },
});

const writeLines = (
  lake: Lake,
  name: string,
  events: readonly ArchivedEvent[],
  pathDataset: string,
  timeMs = sampleTimeMs,
) =>
  lake.write(
    `${partitionPath('events', pathDataset, timeMs)}/${name}.ndjson.gz`,
    gzipSync(events.map((one) => eventLine(one, pathDataset)).join('')),
  );

const compact = (lake: Lake, limits: Partial<CompactLimits> = {}) =>
  compactArchive(
    { lake, templates: memoryTemplates() },
    {
      settleMs,
      ownLogGroupPrefix: '/aws/lambda/bellwether-',
      rules,
      redaction: defaultRedactionPolicy,
      limits: { ...defaultCompactLimits, ...limits },
    },
  );

const partsOf = async (lake: MemoryArchive): Promise<Record<string, readonly ArchivedEvent[]>> => {
  const parts: Record<string, readonly ArchivedEvent[]> = {};
  for (const [path, bytes] of lake.objects) {
    const { kind, dataset = '' } = readLakePath(path) ?? {};
    if (kind === 'events-parquet')
      parts[path.slice(0, path.lastIndexOf('/'))] = (await readParquet(bytes, dataset)).map(({ shard, ...one }) => {
        expect(shard).toMatch(/^(s|logs-0)$/);
        return one;
      });
  }
  return parts;
};

const pathsUnder = (lake: MemoryArchive, prefix: string): readonly string[] =>
  [...lake.objects.keys()].filter((path) => path.startsWith(prefix));

const eks = partitionPath('events-parquet', 'eks', sampleTimeMs);
const rds = partitionPath('events-parquet', 'rds', sampleTimeMs);

describe('compacting closed hours', () => {
  it('makes one part a dataset and hour, sorted by time, each event once, and removes the lines', async () => {
    const lake = memoryArchive();
    await writeLines(lake, 's-1-3', [archived(3), archived(1)], 'eks');
    await writeLines(lake, 's-2-4', [archived(2), archived(3)], 'eks');
    await writeLines(lake, 's-5-6', [archived(5, 'rds'), archived(6)], 'mixed');
    const done = await compact(lake)({ scheduledAtMs: closedMs });
    expect(done).toEqual({ events: 5, objects: 3, damaged: [], isComplete: true, behindMs: 0 });
    expect(await partsOf(lake)).toEqual({
      [eks]: [archived(1), archived(2), archived(3), archived(6)],
      [rds]: [archived(5, 'rds')],
    });
    expect(pathsUnder(lake, 'events/')).toEqual([]);
  });

  it('leaves an hour that is still open', async () => {
    const lake = memoryArchive();
    await writeLines(lake, 's-1-1', [archived(1)], 'eks');
    expect(await compact(lake)({ scheduledAtMs: closedMs - 1 })).toMatchObject({ events: 0, objects: 0 });
    expect(pathsUnder(lake, 'events/')).toHaveLength(1);
  });

  it('merges what comes late into the part of its hour', async () => {
    const lake = memoryArchive();
    await writeLines(lake, 's-1-1', [archived(1), archived(3)], 'eks');
    await compact(lake)({ scheduledAtMs: closedMs });
    await writeLines(lake, 's-2-2', [archived(2), archived(3)], 'eks');
    await compact(lake)({ scheduledAtMs: closedMs + hourMs });
    expect(await partsOf(lake)).toEqual({ [eks]: [archived(1), archived(2), archived(3)] });
    expect(pathsUnder(lake, 'events-parquet/')).toHaveLength(1);
  });

  it('changes nothing when there is nothing new', async () => {
    const lake = memoryArchive();
    await writeLines(lake, 's-1-1', [archived(1)], 'eks');
    await compact(lake)({ scheduledAtMs: closedMs });
    const before = [...lake.objects];
    expect(await compact(lake)({ scheduledAtMs: closedMs + hourMs })).toMatchObject({ events: 0, objects: 0 });
    expect([...lake.objects]).toEqual(before);
  });

  it('goes on in the next run where one run would be too long', async () => {
    const lake = memoryArchive();
    for (const n of [1, 2, 3]) await writeLines(lake, `s-${n}-${n}`, [archived(n)], 'eks');
    const run = compact(lake, { maxGroupBytes: 1, maxGroups: 2 });
    expect(await run({ scheduledAtMs: closedMs })).toMatchObject({ objects: 2, isComplete: false });
    expect(await run({ scheduledAtMs: closedMs })).toMatchObject({ objects: 1, isComplete: true });
    expect(await partsOf(lake)).toEqual({ [eks]: [archived(1), archived(2), archived(3)] });
  });

  it('leaves a damaged object where it is, and says so', async () => {
    const lake = memoryArchive();
    const path = `${partitionPath('events', 'eks', sampleTimeMs)}/s-9-9.ndjson.gz`;
    await lake.write(path, gzipSync(eventLine(archived(9), 'eks')).subarray(0, 40));
    await writeLines(lake, 's-1-1', [archived(1)], 'eks');
    expect(await compact(lake)({ scheduledAtMs: closedMs })).toMatchObject({ events: 1, damaged: [path] });
    expect(pathsUnder(lake, 'events/')).toEqual([path]);
  });

  it('removes nothing when a part does not come back as it was written', async () => {
    const lake = memoryArchive();
    await writeLines(lake, 's-1-1', [archived(1)], 'eks');
    const broken: Lake = { ...lake, read: async (path) => (path.endsWith('.parquet') ? 'not_found' : lake.read(path)) };
    await expect(compact(broken)({ scheduledAtMs: closedMs })).rejects.toThrow('0 rows where 1 were written');
    expect(pathsUnder(lake, 'events/')).toHaveLength(1);
  });

  it('comes to the same wherever it breaks off and is run again', async () => {
    const anyEvents = fc.array(fc.record({ n: fc.nat({ max: 30 }), dataset: fc.constantFrom<Dataset>('eks', 'rds') }), {
      minLength: 1,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyEvents, { minLength: 1, maxLength: 4 }),
        fc.nat({ max: 12 }),
        async (batches, failAt) => {
          const lake = memoryArchive();
          for (const [index, batch] of batches.entries()) {
            const events = batch.map(({ n, dataset }) => archived(n + (dataset === 'rds' ? 100 : 0), dataset));
            await writeLines(lake, `s-${index}-${index}`, events, 'mixed');
          }
          const expected = new Set(
            batches.flat().map(({ n, dataset }) => archived(n + (dataset === 'rds' ? 100 : 0)).event.id),
          );
          let calls = 0;
          const mayFail = async <Result>(call: () => Promise<Result>): Promise<Result> => {
            if (calls++ === failAt) throw new PortError('lake', 'any', true);
            return call();
          };
          const failing: Lake = {
            ...lake,
            write: (path, bytes) => mayFail(() => lake.write(path, bytes)),
            remove: (paths) => mayFail(() => lake.remove(paths)),
          };
          await compact(failing)({ scheduledAtMs: closedMs }).catch((error: unknown) =>
            expect(error).toBeInstanceOf(PortError),
          );
          await compact(lake)({ scheduledAtMs: closedMs });
          const parts = await partsOf(lake);
          const ids = Object.values(parts).flatMap((events) => events.map(({ event }) => event.id));
          expect(ids.sort()).toEqual([...expected].sort());
          expect(pathsUnder(lake, 'events/')).toEqual([]);
          expect(pathsUnder(lake, 'events-parquet/')).toHaveLength(Object.keys(parts).length);
        },
      ),
      { numRuns: 25 },
    );
  });
});

const line = (id: string, minute: number, message: string) => ({
  id,
  timestamp: sampleTimeMs + minute * minuteMs,
  message,
});

const records = [
  {
    logGroup: '/app/web',
    logEvents: [line('a', 1, 'INFO served'), line('b', 2, 'user ana@example.com password=hunter2')],
  },
  { logGroup: '/app/shop', logEvents: [line('c', 3, 'ERROR refused'), line('d', 61, 'INFO later')] },
].map((envelope, n) => ({
  sequence: sequenceOf(n),
  arrivalMs: sampleTimeMs,
  data: gzipJson(cloudWatchEnvelope(envelope)),
}));

/** What ingestion archives of the records, by policy. */
const ingested = async (kind: 'redacted' | 'payload'): Promise<MemoryArchive> => {
  const ports = memoryPorts();
  const parts = { rules, policy: { alertMinSeverity: 'WARNING' as const } };
  await createIngest(ports, {
    ...parts,
    ownLogGroupPrefixes: [],
    readsByOrderingKey: false,
    redaction: defaultRedactionPolicy,
    archive: { kind },
  })({
    shard: 'logs-0',
    records,
  });
  return ports.archive;
};

const withoutTemplate = ({ event, ...archived }: ArchivedEvent): unknown => {
  const { templateId: _, ...rest } = event;
  return { ...archived, rest };
};

describe('compacting raw records', () => {
  it('makes the events that ingestion would have archived, secrets taken out, each in its own hour', async () => {
    const [lines, payloads] = [await ingested('redacted'), await ingested('payload')];
    const late = { scheduledAtMs: closedMs + hourMs };
    await compact(lines)(late);
    await compact(payloads)(late);
    const [expected, made] = [await partsOf(lines), await partsOf(payloads)];
    expect(Object.keys(made).sort()).toEqual(Object.keys(expected).sort());
    for (const [partition, events] of Object.entries(made))
      expect(events.map(withoutTemplate)).toEqual(expected[partition]?.map(withoutTemplate));
    expect(JSON.stringify(Object.values(made))).not.toContain('hunter2');
    expect(Object.values(made).flat()).toHaveLength(4);
    const hits = Object.values(made).flatMap((events) => events.flatMap((event) => event.hits ?? []));
    expect(hits).toEqual([{ rule: 'refused', dedupeKey: '-', resources: {}, reasons: ['message is refused.'] }]);
  });

  it('keeps the records out of the way of the next run', async () => {
    const lake = await ingested('payload');
    const paths = pathsUnder(lake, 'payloads/');
    const before = paths.map((path) => lake.objects.get(path));
    await compact(lake)({ scheduledAtMs: closedMs });
    expect(pathsUnder(lake, 'payloads/')).toEqual([]);
    expect(paths.map((path) => lake.objects.get(keptPath(path)))).toEqual(before);
  });

  it('leaves an object that is not whole', async () => {
    const lake = memoryArchive();
    const path = `${partitionPath('payloads', 'mixed', sampleTimeMs)}/s-1-1.ndjson.gz`;
    const whole = joinPayloads([{ sequence: '1', arrivalMs: 1, bytes: gzipSync('{}') }]);
    await lake.write(path, whole.subarray(0, whole.length - 1));
    expect(await compact(lake)({ scheduledAtMs: closedMs })).toMatchObject({ objects: 0, damaged: [path] });
  });

  it('fails, to be run again, when the templates cannot be read', async () => {
    const lake = await ingested('payload');
    const { templates } = portsWithFaults({ ...memoryPorts() }, plannedFaults({ 'templates.load': ['before'] }));
    const run = compactArchive(
      { lake, templates },
      { settleMs, ownLogGroupPrefix: '', rules, redaction: defaultRedactionPolicy, limits: defaultCompactLimits },
    );
    await expect(run({ scheduledAtMs: closedMs })).rejects.toThrow('templates.load failed');
    expect(pathsUnder(lake, 'payloads/').length).toBeGreaterThan(0);
  });
});
