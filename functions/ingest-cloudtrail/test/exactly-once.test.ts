import { describe, expect, it, jest } from '@jest/globals';
import { gunzipSync } from 'node:zlib';
import { ownRules } from '@bellwether/detections';
import { queueHandler } from '@bellwether/lambda-kit';
import { knownTrailRecords } from '@bellwether/known-lines';
import { compileRules, defaultRedactionPolicy } from '@bellwether/log-model';
import type { ObjectVersion } from '@bellwether/ports';
import { defaultObjectLimits, isConserved, declaredOf } from '@bellwether/pipeline';
import {
  cloudTrailFile,
  effectsByObject,
  everyFault,
  faultyProcesses,
  type FaultSchedule,
  type MemoryPorts,
  memoryPorts,
  notingFaults,
  plannedFaults,
  plantedRules,
  runQueue,
  schedulesFor,
  lastingEffects,
  unobserved,
} from '@bellwether/testkit';
import { type CloudTrailResult, ingestCloudTrail } from '../src/ingest-cloudtrail.ts';
import { createdNotice, createdRecord } from './notices.ts';
import { eventId, fewFiles, file, records, trail, wholeFile } from './trail-files.ts';

// A machine that is busy with other work must not fail a run.
jest.setTimeout(120_000);

const rules = compileRules(ownRules);
interface RunOptions {
  readonly seed?: number;
  readonly batchSize?: number;
  readonly maxReceives?: number;
  readonly ports?: MemoryPorts;
}

const run = async (
  messages: (ports: MemoryPorts) => readonly string[],
  schedule: FaultSchedule,
  options: RunOptions,
) => {
  const ports = options.ports ?? memoryPorts();
  const results: CloudTrailResult[] = [];
  const { objects, archive, quarantine, counts, countedIds, findings, templates, alerts, remediation, clock } = ports;
  const stores = { objects, archive, quarantine, counts, countedIds, findings, templates, alerts, remediation, clock };
  const report = await runQueue(messages(ports), {
    maxReceives: 200,
    ...options,
    boot: faultyProcesses(stores, schedule, (faulty) => {
      const ingest = ingestCloudTrail(faulty, {
        fastPath: knownTrailRecords,
        rules,
        policy: { alertMinSeverity: 'WARNING' },
        archive: { kind: 'redacted' },
        redaction: defaultRedactionPolicy,
        declaredDatasets: declaredOf('s3:trail=cloudtrail'),
        // Small batches, so that files of a test have many.
        limits: { ...defaultObjectLimits, batchRecords: 5 },
      });
      return queueHandler({ ...unobserved, run: async (message) => void results.push(await ingest(message)) });
    }),
  });
  return { ports, results, ...report };
};

const sum = (results: readonly CloudTrailResult[], pick: (result: CloudTrailResult) => number): number =>
  results.reduce((total, result) => total + pick(result), 0);

const noted = notingFaults();
const faultless = await run(trail, noted, {});
const expected = effectsByObject(faultless.ports);
const settled = lastingEffects(faultless.ports);
const settledOfFew = lastingEffects((await run(fewFiles, plannedFaults({}), {})).ports);

/** Records before the cut that could be read; how many is for zlib to say. */
const beforeTheCut = faultless.results[7]?.accounting.classified ?? 0;

describe('ingesting a trail', () => {
  it('accounts for every record of every file, and gives no message back', () => {
    expect(faultless.results.every(({ accounting }) => isConserved(accounting))).toBe(true);
    expect(sum(faultless.results, ({ accounting }) => accounting.classified)).toBe(
      23 + 3 + 14 + 1 + 4 + beforeTheCut + 1,
    );
    expect(sum(faultless.results, ({ accounting }) => accounting.dropped.duplicate ?? 0)).toBe(2);
    expect(sum(faultless.results, ({ accounting }) => accounting.dropped.not_events ?? 0)).toBe(4);
    expect(sum(faultless.results, ({ objectsVanished }) => objectsVanished)).toBe(1);
    expect(faultless.receives).toBe(trail(memoryPorts()).length);
  });

  it('reads what stands before a cut, keeps the file whole and acknowledges it', () => {
    expect(beforeTheCut).toBeGreaterThan(0);
    expect(faultless.results[7]?.accounting).toEqual({
      received: beforeTheCut + 1,
      classified: beforeTheCut,
      unreadable: { truncated_gzip: 1 },
      dropped: {},
    });
    const kept = [...faultless.ports.quarantine.records.values()];
    expect(kept.map(({ reason }) => reason).sort()).toEqual(['bad_json', 'bad_json', 'truncated_gzip']);
    const cut = kept.find(({ reason }) => reason === 'truncated_gzip');
    expect(Buffer.from(cut?.bytes ?? []).equals(wholeFile.subarray(0, wholeFile.length - 30))).toBe(true);
    expect(cut?.origin).toBe(`trail/${file('cut')}`);
  });

  it('raises the planted findings once and tells each once', () => {
    expect(expected.findings.map((finding) => finding.rule).sort()).toEqual(plantedRules);
    expect(faultless.ports.alerts.sent).toHaveLength(2);
  });

  it('reads an insight as one', () => {
    const lines = [...faultless.ports.archive.objects.values()].flatMap((bytes) =>
      gunzipSync(bytes).toString().split('\n'),
    );
    const event = lines.find((text) => text.includes(eventId(7000))) ?? '{}';
    expect(JSON.parse(event)).toMatchObject({ message: 'ApiCallRateInsight Start for ec2.amazonaws.com RunInstances' });
  });

  it('has the same effects whatever the size of the batches of the queue', async () => {
    for (const batchSize of [1, 3]) {
      const other = await run(trail, plannedFaults({}), { batchSize });
      expect([batchSize, effectsByObject(other.ports)]).toEqual([batchSize, expected]);
    }
  });

  it.each(everyFault(noted.calls))('has the same effects when $name', async ({ call, fault }) => {
    const schedule = plannedFaults({ [call]: [fault, 'none', fault] });
    const faulty = await run(fewFiles, schedule, {});
    expect(schedule.given.length).toBeGreaterThan(0);
    expect(faulty.dead).toEqual([]);
    expect(lastingEffects(faulty.ports)).toEqual(settledOfFew);
  });

  it('has the same effects when reading breaks off in the middle of a file', async () => {
    const ports = memoryPorts();
    ports.objects.breakAfter(0, 700, 3, 1e9, 5);
    const broken = await run(trail, plannedFaults({}), { ports });
    expect(broken.receives).toBeGreaterThan(faultless.receives);
    expect(lastingEffects(ports)).toEqual(settled);
  });

  it.each(schedulesFor(0.3))(
    'has the same effects when messages are mixed and come more than once, under $name',
    async ({ seed, batchSize, faults }) => {
      const faulty = await run(fewFiles, faults(), { seed, batchSize: Math.min(batchSize, 10) });
      expect(faulty.dead).toEqual([]);
      expect(lastingEffects(faulty.ports)).toEqual(settledOfFew);
    },
  );

  it('lets one file that always fails hold up no other, and gives that one up', async () => {
    const schedule: FaultSchedule = { given: [], next: () => 'none' };
    const ports = memoryPorts();
    const stubborn = {
      ...ports.objects,
      open: async (bucket: string, key: string, version?: ObjectVersion) => {
        if (key === file('plain')) throw new Error('AccessDenied');
        return ports.objects.open(bucket, key, version);
      },
    };
    const other = await run(trail, schedule, { ports: { ...ports, objects: stubborn }, maxReceives: 3 });
    expect(other.dead).toEqual([createdNotice('trail', file('plain'))]);
    expect(lastingEffects(ports).events).toEqual(settled.events.filter((id) => Number(id.slice(-12)) >= 23));
  });

  it('reads the other files of a message when one of them fails, and that one when the message comes again', async () => {
    const schedule = plannedFaults({ 'objects.open': ['before'] });
    const both = (ports: MemoryPorts): readonly string[] => {
      ports.objects.put('trail', file('a'), cloudTrailFile(records(0, 3)));
      ports.objects.put('trail', file('b'), cloudTrailFile(records(10, 3)));
      return [JSON.stringify({ Records: ['a', 'b'].map((name) => createdRecord('trail', file(name))) })];
    };
    const faulty = await run(both, schedule, {});
    expect(faulty.receives).toBe(2);
    expect(lastingEffects(faulty.ports)).toEqual(lastingEffects((await run(both, plannedFaults({}), {})).ports));
  });
});
