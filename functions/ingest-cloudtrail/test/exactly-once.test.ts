import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gunzipSync } from 'node:zlib';
import { ownRules } from '@bellwether/detections';
import { queueHandler } from '@bellwether/lambda-kit';
import { compileRules } from '@bellwether/log-model';
import { defaultObjectLimits, isConserved } from '@bellwether/pipeline';
import {
  type Fault,
  type FaultSchedule,
  type Life,
  type MemoryPorts,
  cloudTrailFile,
  memoryPorts,
  plannedFaults,
  portsWithFaults,
  randomFaults,
} from '@bellwether/testkit';
import { type CloudTrailResult, ingestCloudTrail } from '../src/ingest-cloudtrail.ts';
import { createdNotice, createdRecord } from './notices.ts';
import { runQueue } from './run-queue.ts';
import { eventId, file, records, trail, wholeFile } from './trail-files.ts';

const rules = compileRules(ownRules);
const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const metrics = { add: () => undefined, addSplit: () => undefined, publish: () => undefined };

/** What an onlooker sees whatever the order. The archive is seen as its view shows it: one event an id. */
const settledEffects = (ports: MemoryPorts) => ({
  events: [
    ...new Set(
      [...ports.archive.objects.values()]
        .flatMap((bytes) => gunzipSync(bytes).toString().trimEnd().split('\n'))
        .map((text) => (JSON.parse(text) as { id: string }).id),
    ),
  ].sort(),
  quarantined: [...ports.quarantine.records.values()].map(({ path, reason }) => `${path} ${reason}`).sort(),
  counts: ports.counts.all(),
  findings: ports.findings
    .all()
    .map(({ finding, toldAtMs }) => ({ id: finding.id, count: finding.count, told: toldAtMs !== undefined }))
    .sort((left, right) => (left.id < right.id ? -1 : 1)),
  workflows: [...ports.remediation.started.keys()].sort(),
  alerts: [...new Set(ports.alerts.told.map((alert) => alert.id))].sort(),
  templates: ports.templates
    .all()
    .map(({ id, scope }) => `${scope} ${id}`)
    .sort(),
});

/** And in one order: the objects' bytes and all of the findings. Evidence ids are samples, so they are left out. */
const effectsOf = (ports: MemoryPorts) => ({
  ...settledEffects(ports),
  objects: [...ports.archive.objects].map(([path, bytes]) => `${path} ${gunzipSync(bytes).toString()}`).sort(),
  findings: ports.findings
    .all()
    .map(({ finding, toldAtMs }) => ({ ...finding, evidence: [], told: toldAtMs !== undefined })),
});

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
  const report = await runQueue(messages(ports), {
    maxReceives: 200,
    ...options,
    boot: () => {
      const life: Life = { isDead: false };
      const { objects, archive, quarantine, counts, findings, templates, alerts, remediation, clock } = ports;
      const stores = { objects, archive, quarantine, counts, findings, templates, alerts, remediation, clock };
      const ingest = ingestCloudTrail(portsWithFaults(stores, schedule, life), {
        rules,
        policy: { alertMinSeverity: 'WARNING' },
        // Small batches, so that files of a test have many.
        limits: { ...defaultObjectLimits, batchRecords: 5 },
      });
      const handler = queueHandler({ log, metrics, run: async (message) => void results.push(await ingest(message)) });
      return { handler, isDead: () => life.isDead };
    },
  });
  return { ports, results, ...report };
};

const sum = (results: readonly CloudTrailResult[], pick: (result: CloudTrailResult) => number): number =>
  results.reduce((total, result) => total + pick(result), 0);

const faultless = await run(trail, plannedFaults({}), {});
const expected = effectsOf(faultless.ports);
const settled = settledEffects(faultless.ports);

/** Records before the cut that could be read; how many is for zlib to say. */
const beforeTheCut = faultless.results[7]?.tally.classified ?? 0;

describe('ingesting a trail', () => {
  it('accounts for every record of every file, and gives no message back', () => {
    expect(faultless.results.every(({ tally }) => isConserved(tally))).toBe(true);
    expect(sum(faultless.results, ({ tally }) => tally.classified)).toBe(23 + 3 + 14 + 1 + 4 + beforeTheCut + 1);
    expect(sum(faultless.results, ({ tally }) => tally.dropped.duplicate ?? 0)).toBe(2);
    expect(sum(faultless.results, ({ tally }) => tally.dropped.not_events ?? 0)).toBe(4);
    expect(sum(faultless.results, ({ objectsVanished }) => objectsVanished)).toBe(1);
    expect(faultless.receives).toBe(trail(memoryPorts()).length);
  });

  it('reads what stands before a cut, keeps the file whole and acknowledges it', () => {
    expect(beforeTheCut).toBeGreaterThan(0);
    expect(faultless.results[7]?.tally).toEqual({
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
    expect(expected.findings.map((finding) => finding.rule).sort()).toEqual([
      'cloudtrail-logging-disabled',
      'console-login-brute-force',
    ]);
    expect(faultless.ports.alerts.told).toHaveLength(2);
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
      expect([batchSize, effectsOf(other.ports)]).toEqual([batchSize, expected]);
    }
  });

  const effects = [
    'objects.open',
    'quarantine.keep',
    'archive.write',
    'templates.load',
    'counts.add',
    'counts.rows',
    'findings.raise',
    'remediation.start',
    'alerts.tell',
    'findings.markTold',
    'templates.save',
  ];
  const faults: readonly Fault[] = ['before', 'after', 'crash_before', 'crash_after'];
  it.each(effects.flatMap((effect) => faults.map((fault) => [effect, fault] as const)))(
    'has the same effects when %s fails (%s)',
    async (effect, fault) => {
      const schedule = plannedFaults({ [effect]: [fault, 'none', fault] });
      const faulty = await run(trail, schedule, {});
      expect(schedule.given.length).toBeGreaterThan(0);
      expect(faulty.dead).toEqual([]);
      expect(settledEffects(faulty.ports)).toEqual(settled);
    },
  );

  it('has the same effects when reading breaks off in the middle of a file', async () => {
    const ports = memoryPorts();
    ports.objects.breakAfter(0, 700, 3, 1e9, 5);
    const broken = await run(trail, plannedFaults({}), { ports });
    expect(broken.receives).toBeGreaterThan(faultless.receives);
    expect(settledEffects(ports)).toEqual(settled);
  });

  it('has the same effects when messages are mixed and come more than once, under any faults', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 2 ** 31 }),
        fc.integer({ min: 1, max: 10 }),
        async (seed, batchSize) => {
          const schedule = randomFaults({ seed, before: 0.03, after: 0.03, crash: 0.02, limit: 40 });
          const faulty = await run(trail, schedule, { seed, batchSize });
          expect(faulty.dead).toEqual([]);
          expect(settledEffects(faulty.ports)).toEqual(settled);
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);

  it('lets one file that always fails hold up no other, and gives that one up', async () => {
    const schedule: FaultSchedule = { given: [], next: () => 'none' };
    const ports = memoryPorts();
    const stubborn = {
      ...ports.objects,
      open: async (bucket: string, key: string, versionId?: string) => {
        if (key === file('plain')) throw new Error('AccessDenied');
        return ports.objects.open(bucket, key, versionId);
      },
    };
    const other = await run(trail, schedule, { ports: { ...ports, objects: stubborn }, maxReceives: 3 });
    expect(other.dead).toEqual([createdNotice('trail', file('plain'))]);
    expect(settledEffects(ports).events).toEqual(settled.events.filter((id) => Number(id.slice(-12)) >= 23));
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
    expect(settledEffects(faulty.ports)).toEqual(settledEffects((await run(both, plannedFaults({}), {})).ports));
  });
});
