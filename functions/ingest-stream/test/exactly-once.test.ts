import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gunzipSync } from 'node:zlib';
import { compileRules } from '@bellwether/log-model';
import { ownRules } from '@bellwether/detections';
import { kinesisHandler } from '@bellwether/lambda-kit';
import { addTallies, emptyTally, isConserved, type RememberPorts, type Tally } from '@bellwether/pipeline';
import {
  type Fault,
  type FaultSchedule,
  type Life,
  cloudTrailRecord,
  cloudWatchEnvelope,
  controlEnvelope,
  gzipJson,
  type MemoryPorts,
  memoryPorts,
  plannedFaults,
  portsWithFaults,
  type PutRecord,
  randomFaults,
  sampleTimeMs,
  streamRunner,
} from '@bellwether/testkit';
import { ingestStream } from '../src/ingest-stream.ts';

const rules = compileRules(ownRules);
const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const metrics = { add: () => undefined, addSplit: () => undefined, publish: () => undefined };

const line = (id: string, timestampMs: number, message: string) => ({ id, timestamp: timestampMs, message });

const failedLogin = (n: number): string =>
  JSON.stringify(
    cloudTrailRecord({
      eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      eventTime: new Date(sampleTimeMs + n * 1000).toISOString(),
      eventSource: 'signin.amazonaws.com',
      eventName: 'ConsoleLogin',
      eventType: 'AwsConsoleSignIn',
      errorMessage: 'Failed authentication',
      responseElements: { ConsoleLogin: 'Failure' },
      additionalEventData: { MFAUsed: 'No' },
    }),
  );

/** Records of every kind, spread over two shards: logs of two services, a brute-force login, a stopped trail, poison, control, our own. */
const manyRecords = (): readonly PutRecord[] => {
  const records: PutRecord[] = [{ data: gzipJson(controlEnvelope()), partitionKey: 'control' }];
  for (let n = 0; n < 24; n += 1) {
    const timeMs = sampleTimeMs + n * 60_000;
    records.push({
      partitionKey: `web-${n % 3}`,
      data: gzipJson(
        cloudWatchEnvelope({
          logGroup: n % 2 === 0 ? '/app/web' : '/app/shop',
          logEvents: [
            line(`a${n}`, timeMs, `INFO request ${n} served in ${n * 3} ms`),
            line(`b${n}`, timeMs + 1, `ERROR connection to 10.0.0.${n} refused`),
            line(
              `c${n}`,
              timeMs + 2,
              n < 22 ? 'WARN queue is filling' : 'ERROR java.lang.IllegalStateException: ledger is closed',
            ),
          ],
        }),
      ),
    });
  }
  records.push({ partitionKey: 'poison', data: Buffer.from([0x1f, 0x8b, 0x08, 0xff, 0x00, 0x01]) });
  const logins = Array.from({ length: 14 }, (_, n) => line(`login${n}`, sampleTimeMs + n * 1000, failedLogin(n)));
  for (const half of [logins.slice(0, 7), logins.slice(7)]) {
    records.push({
      partitionKey: 'trail',
      data: gzipJson(cloudWatchEnvelope({ logGroup: '/cloudtrail/management', logStream: 'trail', logEvents: half })),
    });
  }
  const stopped = JSON.stringify(cloudTrailRecord({ eventID: '00000000-0000-4000-8000-00000000ffff' }));
  records.push({
    partitionKey: 'trail',
    data: gzipJson(
      cloudWatchEnvelope({
        logGroup: '/cloudtrail/management',
        logStream: 'trail',
        logEvents: [line('stop', sampleTimeMs, stopped)],
      }),
    ),
  });
  records.push({
    partitionKey: 'own',
    data: gzipJson(
      cloudWatchEnvelope({ logGroup: '/aws/lambda/bellwether-ingest-stream', logEvents: ['INFO our own line'] }),
    ),
  });
  return records;
};

/** What an onlooker can see afterwards. Evidence ids are samples from the first batch that showed the matter, so they are left out. The archive is seen as its view shows it: one event an id. */
const effectsOf = (ports: MemoryPorts) => ({
  events: [
    ...new Map(
      [...ports.archive.objects.values()]
        .flatMap((bytes) => gunzipSync(bytes).toString().trimEnd().split('\n'))
        .map((text) => [(JSON.parse(text) as { id: string }).id, text] as const),
    ).values(),
  ].sort(),
  quarantined: [...ports.quarantine.records.keys()].sort(),
  counts: ports.counts.all(),
  findings: ports.findings
    .all()
    .map(({ finding, toldAtMs }) => ({ ...finding, evidence: [], told: toldAtMs !== undefined })),
  workflows: [...ports.remediation.started.keys()].sort(),
  alerts: [...new Set(ports.alerts.told.map((alert) => alert.id))].sort(),
  templates: ports.templates
    .all()
    .map(({ id, scope }) => `${scope} ${id}`)
    .sort(),
});

interface Run {
  readonly ports: MemoryPorts;
  readonly tally: Tally;
  readonly givenUp: number;
}

/** Streams the records through the handler, cut into batches of `batchSize`, while `schedule` makes calls fail. */
const stream = async (records: readonly PutRecord[], batchSize: number, schedule: FaultSchedule): Promise<Run> => {
  const ports = memoryPorts();
  let tally = emptyTally;
  const runner = streamRunner({
    batchSize,
    maximumRetryAttempts: 200,
    boot: () => {
      const life: Life = { isDead: false };
      const { archive, quarantine, counts, findings, templates, alerts, remediation, clock } = ports;
      const faulty: RememberPorts = portsWithFaults(
        { archive, quarantine, counts, findings, templates, alerts, remediation, clock },
        schedule,
        life,
      );
      const ingest = ingestStream(faulty, {
        rules,
        policy: { alertMinSeverity: 'WARNING' },
        ownLogGroupPrefix: '/aws/lambda/bellwether-',
      });
      const handler = kinesisHandler({
        log,
        metrics,
        run: async (batch) => {
          const result = await ingest(batch);
          tally = addTallies(tally, result.tally);
        },
      });
      return { handler, isDead: () => life.isDead };
    },
  });
  for (const record of records) runner.put(record);
  const report = await runner.run();
  return { ports, tally, givenUp: report.discarded.length };
};

const faultless = await stream(manyRecords(), 100, plannedFaults({}));
const expected = effectsOf(faultless.ports);

describe('ingesting a stream', () => {
  it('accounts for every record', () => {
    expect(isConserved(faultless.tally)).toBe(true);
    expect(faultless.tally).toEqual({
      received: 24 * 3 + 14 + 1 + 1 + 1 + 1,
      classified: 24 * 3 + 14 + 1,
      unreadable: { truncated_gzip: 1 },
      dropped: { control_message: 1, own_logs: 1 },
    });
  });

  it('raises the planted findings once and tells each once', () => {
    expect(expected.findings.map((finding) => finding.rule).sort()).toEqual([
      'cloudtrail-logging-disabled',
      'console-login-brute-force',
    ]);
    expect(faultless.ports.alerts.told).toHaveLength(2);
    expect(expected.workflows).toEqual(expected.findings.map((finding) => finding.id).sort());
  });

  it('keeps poison whole in quarantine', () => {
    const [record] = [...faultless.ports.quarantine.records.values()];
    expect(record?.bytes).toEqual(Buffer.from([0x1f, 0x8b, 0x08, 0xff, 0x00, 0x01]));
  });

  it('has the same effects however the stream is cut into batches', async () => {
    for (const batchSize of [1, 2, 3, 7, 13]) {
      const run = await stream(manyRecords(), batchSize, plannedFaults({}));
      expect([batchSize, effectsOf(run.ports)]).toEqual([batchSize, expected]);
    }
  });

  const effects = [
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
      const run = await stream(manyRecords(), 9, schedule);
      expect(schedule.given.length).toBeGreaterThan(0);
      expect(run.givenUp).toBe(0);
      expect(effectsOf(run.ports)).toEqual(expected);
    },
  );

  it('has the same effects under any schedule of faults and cuts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 2 ** 31 }),
        fc.integer({ min: 1, max: 30 }),
        async (seed, batchSize) => {
          const schedule = randomFaults({ seed, before: 0.06, after: 0.06, crash: 0.04, limit: 40 });
          const run = await stream(manyRecords(), batchSize, schedule);
          expect(run.givenUp).toBe(0);
          expect(effectsOf(run.ports)).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });
});
