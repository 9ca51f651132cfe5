import { gzipSync } from 'node:zlib';
import { describe, expect, it, jest } from '@jest/globals';
import { ownRules } from '@bellwether/detections';
import { knownLines } from '@bellwether/known-lines';
import { eventLine, mixedDataset, readEventLine, readLakePath, type ArchivedEvent } from '@bellwether/lake';
import { compileRules, gunzip, defaultRedactionPolicy } from '@bellwether/log-model';
import {
  archivedDeliveries,
  deployedArchive,
  type ArchivePolicy,
  type ReplayCall,
  declaredOf,
} from '@bellwether/pipeline';
import {
  gzipJson,
  memoryPorts,
  ownPrefix,
  plantedDeliveries,
  portsWithFaults,
  randomFaults,
  lastingEffects,
  steadyDeliveries,
  unobserved,
  type MemoryPorts,
} from '@bellwether/testkit';
import { isReplay } from '../src/stream-handler.ts';
import { ingestReplays } from '../src/ingest-replays.ts';
import { replayHandler } from '../src/replay-handler.ts';
import { recordsOf, runStream } from './run-stream.ts';

// A machine that is busy with other work must not fail a run.
jest.setTimeout(120_000);

const records = recordsOf([...steadyDeliveries(3), ...plantedDeliveries(6)]);

const optionsOf = (archived: ArchivePolicy['kind'], parallelisationFactor: number) => ({
  rules: compileRules(ownRules),
  policy: { alertMinSeverity: 'WARNING' as const },
  ownLogGroupPrefixes: [ownPrefix],
  redaction: defaultRedactionPolicy,
  declaredDatasets: declaredOf('111122223333:/cloudtrail/management=cloudtrail,111122223333:/vpc/flow-logs=vpc-flow'),
  fastPath: knownLines(7),
  archive: deployedArchive(archived),
  parallelisationFactor,
});

/** Calls for all that an archive of raw records contains. */
const callsOfPayloads = (ports: MemoryPorts, lake?: string): readonly ReplayCall[] =>
  [...ports.archive.objects].flatMap(([path, bytes]) => {
    const object = readLakePath(path);
    return ((object && archivedDeliveries(object, bytes)) ?? []).map(({ batch }) => ({
      replay: {
        shard: batch.shard,
        ...(lake === undefined ? {} : { lake }),
        records: batch.records
          .map(({ data, ...position }) => ({ ...position, data: Buffer.from(data).toString('base64') }))
          .toSorted((a, b) => (a.sequence < b.sequence ? -1 : 1)),
      },
    }));
  });

const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** Calls for all that an archive of understood events contains, one for each shard or ordering key, in its order. */
const callsOfEvents = (ports: MemoryPorts, lake?: string): readonly ReplayCall[] => {
  const shards = new Map<string, Map<string, ArchivedEvent>>();
  for (const [path, bytes] of ports.archive.objects) {
    const object = readLakePath(path);
    const unzipped = gunzip(bytes, 1e8);
    if (object?.records === undefined || !unzipped.ok) continue;
    for (const line of new TextDecoder().decode(unzipped.bytes).trimEnd().split('\n')) {
      const event = readEventLine(line, object.dataset);
      if (event === undefined) throw new Error('The archive holds what is no event.');
      const shard = event.shard ?? object.records.shard;
      shards.set(shard, (shards.get(shard) ?? new Map<string, ArchivedEvent>()).set(event.event.id, event));
    }
  }
  return Array.from(shards, ([shard, events]) => {
    const lines = [...events.values()]
      .toSorted((a, b) => compareText(a.sequence, b.sequence))
      .map(({ shard: _shard, ...event }) => eventLine(event, mixedDataset));
    const encoded = gzipSync(lines.join('')).toString('base64');
    return { replay: { shard, ...(lake === undefined ? {} : { lake }), events: encoded } };
  });
};

describe.each([
  ['payload', 1, callsOfPayloads],
  ['payload', 3, callsOfPayloads],
  ['redacted', 1, callsOfEvents],
  ['redacted', 3, callsOfEvents],
] as const)('replaying an archive (%s) that %i readers a shard wrote', (archived, factor, callsOf) => {
  const written = runStream(records, { archived, parallelizationFactor: factor, batchSize: 4 });

  it('changes nothing of what was counted, found and kept', async () => {
    const { ports } = await written;
    const before = lastingEffects(ports);
    const objects = [...ports.archive.objects.keys()];
    const ingest = ingestReplays(ports, optionsOf(archived, factor), 'lake');
    for (const call of callsOf(ports, 'lake')) await ingest(call);
    expect(lastingEffects(ports)).toEqual(before);
    expect([...ports.archive.objects.keys()]).toEqual(objects);
  });

  /** What a replay makes of a deployment; told and learnt is apart, as it depends on what was there before. */
  const madeOf = (ports: MemoryPorts) => {
    const { events, counts, findings, workflows } = lastingEffects(ports);
    return { events, counts, workflows, findings: findings.map(({ id, count }) => [id, count]) };
  };

  it('makes the same of an empty deployment, whatever its readers, twice over', async () => {
    const { ports } = await written;
    const fresh = memoryPorts();
    const ingest = ingestReplays(fresh, optionsOf(archived, 1), 'own');
    for (let time = 1; time <= 2; time += 1) {
      for (const call of callsOf(ports, 'other')) await ingest(call);
      expect(madeOf(fresh)).toEqual(madeOf(ports));
    }
  });

  it.each([1, 2, 3, 4, 5])('makes the same when it breaks off and is begun again (seed %i)', async (seed) => {
    const { ports } = await written;
    const fresh = memoryPorts();
    const schedule = randomFaults({ seed, before: 0.05, after: 0.05, limit: 8 });
    const ingest = ingestReplays(portsWithFaults(fresh, schedule), optionsOf(archived, 1), 'own');
    const calls = callsOf(ports, 'other');
    for (let next = 0; next < calls.length;) {
      // Whoever sees it fail begins from the first again.
      next = await ingest(calls[next]!).then(
        () => next + 1,
        () => 0,
      );
    }
    expect(schedule.given.length).toBeGreaterThan(0);
    expect(madeOf(fresh)).toEqual(madeOf(ports));
  });
});

describe('the handler of replays', () => {
  const ports = memoryPorts();
  const handler = replayHandler({
    ...unobserved,
    ports,
    ingest: optionsOf('redacted', 1),
    ownLake: 'own',
    refresh: async () => undefined,
  });
  const envelope = { messageType: 'DATA_MESSAGE', owner: '1', logGroup: '/a', logStream: 's', subscriptionFilters: [] };
  const logEvents = [{ id: 'a', timestamp: 1_768_478_400_000, message: 'INFO served' }];
  const recordOf = (data: Uint8Array) => ({ sequence: '7', arrivalMs: 1, data: Buffer.from(data).toString('base64') });

  it('answers what became of the records', async () => {
    const given = [
      recordOf(gzipJson({ ...envelope, logEvents })),
      { ...recordOf(Buffer.from([0x1f, 0x8b, 8, 1])), sequence: '8' },
    ];
    expect(await handler({ replay: { shard: 'logs-1', records: given } })).toEqual({ events: 1, unreadable: 1 });
    expect(ports.quarantine.records.size).toBe(1);
  });

  it.each<[string, unknown]>([
    ['a shard that would leave its place', { shard: '../x', records: [] }],
    ['a record without a sequence', { shard: 's', records: [{ arrivalMs: 1, data: '' }] }],
    ['events that are none', { shard: 's', events: gzipSync('{"id":1}').toString('base64') }],
    ['events that are not compressed', { shard: 's', events: 'e30=' }],
    ['neither records nor events', { shard: 's' }],
  ])('refuses %s', async (_, replay) => {
    await expect(handler({ replay })).rejects.toMatchObject({ name: 'TaskInputError' });
  });

  it('is asked for by no event of a stream', () => {
    expect([{ Records: [] }, null, 'replay', { replay: {} }].map(isReplay)).toEqual([false, false, false, true]);
  });
});
