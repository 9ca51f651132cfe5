import { dayMs } from '@bellwether/log-model';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, jest } from '@jest/globals';
import { isConserved } from '@bellwether/pipeline';
import {
  cloudWatchEnvelope,
  controlEnvelope,
  gzipJson,
  memoryPorts,
  memorySettings,
  orderedEffects,
  plannedFaults,
  plantedDeliveries,
  plantedAccounting,
  poison,
  randomFaults,
  sampleTimeMs,
  lastingEffects,
  type FaultSchedule,
  type MemoryPorts,
  type PutRecord,
} from '@bellwether/testkit';
import { recordsOf, runStream, type StreamRunOptions } from './run-stream.ts';

// A machine that is busy with other work must not fail a run.
jest.setTimeout(120_000);

const serviceCount = 8;
const records = recordsOf(plantedDeliveries(serviceCount));
const undisturbed = await runStream(records);
const expected = orderedEffects(undisturbed.ports);
const settled = lastingEffects(undisturbed.ports);

/** The port refuses `times` calls in a row, as a service does that is throttled or down for a while. */
const down = (only: readonly string[], times: number): FaultSchedule =>
  randomFaults({ seed: 1, before: 1, limit: times, only });

/** A second reading of the same stream into the same stores. */
const again =
  (options: StreamRunOptions) =>
  async (ports: MemoryPorts): Promise<void> => {
    await runStream(records, { ...options, ports });
  };

/** Settings under which fewer findings are told, from a source that answers or is down. */
const quieterSettings = (isUp: boolean) => {
  const source = memorySettings({ thresholds: { version: 2, thresholds: { alertMinSeverity: 'CRITICAL' } } });
  source.answers(isUp);
  return source;
};

interface Row {
  readonly name: string;
  /** How the records reach the stores; the stores start empty. */
  readonly run: (ports: MemoryPorts) => Promise<unknown>;
}

/** What a deployment must survive without a trace. Each row ends in the effects of one undisturbed reading. */
const rows: readonly Row[] = [
  { name: 'the counts table is throttled for 30 calls', run: again({ batchSize: 4, schedule: down(['counts'], 30) }) },
  { name: 'one partition takes no more for a while', run: again({ batchSize: 4, schedule: down(['counts.add'], 50) }) },
  { name: 'the findings table is down for 20 calls', run: again({ batchSize: 4, schedule: down(['findings'], 20) }) },
  { name: 'S3 asks to slow down for 30 calls', run: again({ schedule: down(['archive', 'quarantine'], 30) }) },
  { name: 'SNS refuses for 20 calls', run: again({ batchSize: 2, schedule: down(['alerts'], 20) }) },
  { name: 'Step Functions refuses for 20 calls', run: again({ batchSize: 2, schedule: down(['remediation'], 20) }) },
  { name: 'templates cannot be loaded at a cold start', run: again({ schedule: down(['templates.load'], 10) }) },
  {
    name: 'SSM is down at the cold start: the built-in settings hold',
    run: async (ports) => {
      const source = quieterSettings(false);
      await again({ batchSize: 4, source })(ports);
      expect(source.asked.length).toBeGreaterThan(0);
    },
  },
  {
    name: 'everything is read twice, cut otherwise the second time',
    run: async (ports) => {
      await again({ batchSize: 5 })(ports);
      await again({ batchSize: 3 })(ports);
    },
  },
  {
    name: 'a reading dies half way and another begins from the first record, overlapping it',
    run: async (ports) => {
      await runStream(records.slice(0, 7), { ports, batchSize: 3 });
      await again({ batchSize: 4 })(ports);
    },
  },
  {
    name: 'two invocations have the same shard in work at once',
    run: async (ports) => {
      await Promise.all([again({ batchSize: 4 })(ports), again({ batchSize: 4 })(ports)]);
    },
  },
  {
    name: 'three invocations have the same shard in work at once, cut otherwise, while answers are lost',
    run: async (ports) => {
      await Promise.all(
        [2, 3, 5].map((batchSize) =>
          again({ batchSize, schedule: randomFaults({ seed: batchSize, after: 0.1, limit: 10 }) })(ports),
        ),
      );
    },
  },
  {
    name: 'a whole batch is given up on and its failure record is sent in again later',
    run: async (ports) => {
      // The first reading gives up at once on everything: what the failure destination contains is all there is.
      const failing = randomFaults({ seed: 1, before: 1, limit: 10_000, only: ['counts.add'] });
      const { givenUp } = await runStream(records, { ports, schedule: failing, maximumRetryAttempts: 0 });
      expect(givenUp.length).toBeGreaterThan(0);
      await again({})(ports);
    },
  },
  {
    name: 'the clock of the function is wrong by ten years',
    run: async (ports) => {
      ports.clock.set(sampleTimeMs - 10 * 365 * 86_400_000);
      await again({ batchSize: 4 })(ports);
    },
  },
];

describe('a stream survives that', () => {
  it.each(rows)('$name', async ({ run }) => {
    const ports = memoryPorts();
    await run(ports);
    expect(orderedEffects(ports)).toEqual(expected);
  });

  it('and settings that can be read do change what notifies, so that the row of SSM means something', async () => {
    const { ports, accounting } = await runStream(records, { batchSize: 4, source: quieterSettings(true) });
    expect(accounting).toEqual(undisturbed.accounting);
    expect(orderedEffects(ports)).not.toEqual(expected);
  });
});

describe('a payload that CloudWatch Logs puts twice', () => {
  const plain = records.filter(({ data }) => !poison.equals(data));
  const repeated = plain.length - 1; // All but the control message, which has no events to repeat.

  /** Each record again, `distance` records behind its first. */
  const twice = (distance: number): readonly PutRecord[] =>
    plain
      .flatMap((record, n) => [record, ...(n >= distance ? [plain[n - distance] ?? record] : [])])
      .concat(plain.slice(plain.length - distance));

  it.each([0, 1, 5].flatMap((distance) => [1, 3, 100].map((batchSize) => [distance, batchSize] as const)))(
    'and %i records later again counts once, in batches of %i',
    async (distance, batchSize) => {
      const once = await runStream(plain);
      const { ports, accounting } = await runStream(
        distance === 0 ? plain.flatMap((one) => [one, one]) : twice(distance),
        {
          batchSize,
        },
      );
      expect(accounting.dropped.duplicate).toBe(repeated);
      expect({ ...lastingEffects(ports) }).toEqual(lastingEffects(once.ports));
    },
  );

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('counts once under faults, crashes and other cuts (seed %i)', async (seed) => {
    const ports = memoryPorts();
    const all = plain.flatMap((one) => [one, one]);
    for (const batchSize of [3, 4]) {
      const schedule = randomFaults({ seed, before: 0.05, after: 0.05, crash: 0.04, limit: 10 });
      await runStream(all, { ports, batchSize, schedule });
    }
    expect(lastingEffects(ports)).toEqual(lastingEffects((await runStream(plain)).ports));
  });

  it('is distinguished from lines that a producer sends twice on purpose', async () => {
    const beat = { partitionKey: 'p', data: gzipSync('heartbeat at 2026-01-15T12:00:00Z\n') };
    const { accounting } = await runStream([beat, beat, beat]);
    expect(accounting).toMatchObject({ received: 3, classified: 3 });
  });
});

describe('poison', () => {
  const clean = records.filter(({ data }) => !poison.equals(data));

  it.each([0, 1, 5, 9, clean.length])(
    'at position %i of a batch changes nothing but the quarantine',
    async (position) => {
      const mixed = [...clean.slice(0, position), { data: poison, partitionKey: 'poison' }, ...clean.slice(position)];
      const { ports, accounting } = await runStream(mixed);
      expect(accounting).toEqual(plantedAccounting(serviceCount));
      expect(ports.quarantine.records.size).toBe(1);
      // Sequence numbers move with the position, so what is named by them is left out.
      const { quarantined: _seen, ...rest } = lastingEffects(ports);
      const { quarantined: _expected, ...others } = settled;
      expect(rest).toEqual(others);
    },
  );
});

/** One record with lines of the given times and texts. */
const recordOf = (lines: readonly { readonly timestamp: number; readonly message: string }[]): PutRecord => ({
  partitionKey: 'edge',
  data: gzipJson(cloudWatchEnvelope({ logEvents: lines.map((line, n) => ({ id: `edge${n}`, ...line })) })),
});

describe('an unusual record', () => {
  it.each<[string, PutRecord, { readonly received: number; readonly classified: number }]>([
    ['no events', recordOf([]), { received: 0, classified: 0 }],
    ['a control message', { partitionKey: 'c', data: gzipJson(controlEnvelope()) }, { received: 1, classified: 0 }],
    ['no bytes', { partitionKey: 'c', data: new Uint8Array() }, { received: 1, classified: 0 }],
    [
      'events of 14 days ago, of in two hours, of 1970 and of the year 9999',
      recordOf(
        [sampleTimeMs - 14 * dayMs, sampleTimeMs + 7_200_000, 0, Date.UTC(9999, 11, 31)].map((timestamp, n) => ({
          timestamp,
          message: `ERROR late or early ${n}`,
        })),
      ),
      { received: 4, classified: 4 },
    ],
    [
      'an event of 1 MB',
      recordOf([{ timestamp: sampleTimeMs, message: `ERROR ${'x'.repeat(1_048_570)}` }]),
      { received: 1, classified: 1 },
    ],
    [
      '10,000 events',
      recordOf(
        Array.from({ length: 10_000 }, (_, n) => ({
          timestamp: sampleTimeMs + n,
          message: `INFO request ${n} served`,
        })),
      ),
      { received: 10_000, classified: 10_000 },
    ],
  ])(
    'with %s is accounted for, once, also when it is given again after every call that fails',
    async (_name, record, accounting) => {
      const whole = await runStream([record]);
      expect(isConserved(whole.accounting)).toBe(true);
      expect(whole.accounting).toMatchObject(accounting);
      const schedule = plannedFaults({
        'archive.write': ['after'],
        'counts.add': ['after'],
        'templates.save': ['after'],
      });
      const disturbed = await runStream([record], { schedule });
      expect(lastingEffects(disturbed.ports)).toEqual(lastingEffects(whole.ports));
    },
    60_000,
  );
});

describe('readers side by side on one shard', () => {
  it.each([2, 3, 10])('count the same with a parallelisation factor of %i', async (parallelizationFactor) => {
    for (const batchSize of [1, 100]) {
      const { ports, accounting } = await runStream(records, { parallelizationFactor, batchSize });
      expect(accounting).toEqual(plantedAccounting(serviceCount));
      expect(lastingEffects(ports)).toEqual(settled);
    }
  });

  it.each([1, 2, 3, 4, 5, 6])('count the same under faults and repetitions (seed %i)', async (seed) => {
    const ports = memoryPorts();
    for (const batchSize of [3, 5]) {
      const schedule = randomFaults({ seed, before: 0.05, after: 0.05, crash: 0.04, limit: 10 });
      await runStream(records, { ports, parallelizationFactor: 4, batchSize, schedule });
    }
    expect(lastingEffects(ports)).toEqual(settled);
  });
});
