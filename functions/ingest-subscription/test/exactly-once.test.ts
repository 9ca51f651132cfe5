import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gunzipSync } from 'node:zlib';
import { ownRules } from '@bellwether/detections';
import { subscriptionHandler } from '@bellwether/lambda-kit';
import { compileRules } from '@bellwether/log-model';
import { addTallies, emptyTally, isConserved, type Tally } from '@bellwether/pipeline';
import {
  type Fault,
  type FaultSchedule,
  type Life,
  type MemoryPorts,
  cloudTrailRecord,
  cloudWatchEnvelope,
  controlEnvelope,
  memoryPorts,
  plannedFaults,
  portsWithFaults,
  randomFaults,
  sampleTimeMs,
  subscriptionEvent,
} from '@bellwether/testkit';
import { ingestSubscription } from '../src/ingest-subscription.ts';
import { invokeAsynchronously } from './invoke-asynchronously.ts';

const rules = compileRules(ownRules);
const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const metrics = { add: () => undefined, addSplit: () => undefined, publish: () => undefined };

const line = (id: string, timestampMs: number, message: string) => ({ id, timestamp: timestampMs, message });

const failedLogin = (n: number) =>
  line(
    `login${n}`,
    sampleTimeMs + n * 1000,
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
    ),
  );

const trail = (logEvents: readonly ReturnType<typeof line>[]) =>
  subscriptionEvent(cloudWatchEnvelope({ logGroup: '/cloudtrail/management', logStream: 'trail', logEvents }));

const poison = Buffer.from([0x1f, 0x8b, 0x08, 0xff, 0x00, 0x01]);

/** Deliveries of every kind: logs of two services, a brute-force login in two of them, a stopped trail, poison, control, our own. */
const deliveries = (): readonly unknown[] => {
  const events: unknown[] = [subscriptionEvent(controlEnvelope())];
  for (let n = 0; n < 16; n += 1) {
    const timeMs = sampleTimeMs + n * 60_000;
    const logEvents = [
      line(`a${n}`, timeMs, `INFO request ${n} served in ${n * 3} ms`),
      line(`b${n}`, timeMs + 1, `ERROR connection to 10.0.0.${n} refused`),
      line(`c${n}`, timeMs + 2, 'WARN queue is filling'),
    ];
    const logGroup = n % 2 === 0 ? '/app/web' : '/app/shop';
    events.push(subscriptionEvent(cloudWatchEnvelope({ logGroup, logStream: `task-${n % 3}`, logEvents })));
  }
  const logins = Array.from({ length: 14 }, (_, n) => failedLogin(n));
  events.push({ awslogs: { data: poison.toString('base64') } }, trail(logins.slice(0, 7)), trail(logins.slice(7)));
  const stopped = cloudTrailRecord({ eventID: '00000000-0000-4000-8000-00000000ffff' });
  events.push(trail([line('stop', sampleTimeMs, JSON.stringify(stopped))]));
  const own = { logGroup: '/aws/lambda/bellwether-ingest-subscription', logEvents: ['INFO our own line'] };
  return [...events, subscriptionEvent(cloudWatchEnvelope(own))];
};

/** What an onlooker sees whatever the order. The archive is seen as its view shows it: one event an id. */
const settledEffects = (ports: MemoryPorts) => ({
  events: [
    ...new Set(
      [...ports.archive.objects.values()]
        .flatMap((bytes) => gunzipSync(bytes).toString().trimEnd().split('\n'))
        .map((text) => (JSON.parse(text) as { id: string }).id),
    ),
  ].sort(),
  quarantined: [...ports.quarantine.records.keys()].sort(),
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

const run = async (
  events: readonly unknown[],
  schedule: FaultSchedule,
  more: { attempts?: number; seed?: number },
  ports = memoryPorts(),
) => {
  let tally: Tally = emptyTally;
  const report = await invokeAsynchronously(events, {
    ...more,
    boot: () => {
      const life: Life = { isDead: false };
      const { archive, quarantine, counts, findings, templates, alerts, remediation, clock } = ports;
      const stores = { archive, quarantine, counts, findings, templates, alerts, remediation, clock };
      const ingest = ingestSubscription(portsWithFaults(stores, schedule, life), {
        rules,
        policy: { alertMinSeverity: 'WARNING' },
        ownLogGroupPrefix: '/aws/lambda/bellwether-',
      });
      const handler = subscriptionHandler({
        log,
        metrics,
        run: async (delivery) => {
          tally = addTallies(tally, (await ingest(delivery)).tally);
        },
      });
      return { handler, isDead: () => life.isDead };
    },
  });
  return { ports, tally, ...report };
};

const faultless = await run(deliveries(), plannedFaults({}), {});
const expected = effectsOf(faultless.ports);
const settled = settledEffects(faultless.ports);

describe('ingesting a subscription', () => {
  it('accounts for every record', () => {
    expect(isConserved(faultless.tally)).toBe(true);
    expect(faultless.tally).toEqual({
      received: 16 * 3 + 14 + 1 + 1 + 1 + 1,
      classified: 16 * 3 + 14 + 1,
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
  });

  it('keeps poison whole in quarantine and does not ask for it again', () => {
    expect([...faultless.ports.quarantine.records.values()].map(({ bytes }) => Buffer.from(bytes))).toEqual([poison]);
    expect(faultless.givenUp).toEqual([]);
    expect(faultless.invocations).toBe(deliveries().length);
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
    'has the same effects when %s fails twice (%s) and Lambda gives the event again',
    async (effect, fault) => {
      const schedule = plannedFaults({ [effect]: [fault, fault] });
      const faulty = await run(deliveries(), schedule, {});
      expect(schedule.given.length).toBeGreaterThan(0);
      expect(faulty.givenUp).toEqual([]);
      expect(effectsOf(faulty.ports)).toEqual(expected);
    },
  );

  it('has the same effects when deliveries overtake each other and come more than once, under any faults', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2 ** 31 }), async (seed) => {
        const schedule = randomFaults({ seed, before: 0.05, after: 0.05, crash: 0.04, limit: 40 });
        const faulty = await run(deliveries(), schedule, { attempts: 200, seed });
        expect(faulty.givenUp).toEqual([]);
        expect(settledEffects(faulty.ports)).toEqual(settled);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('hands the event on, whole, when it failed as often as Lambda tries, and it can be given later', async () => {
    const schedule = plannedFaults({ 'archive.write': ['before', 'before', 'before'] });
    const faulty = await run(deliveries(), schedule, {});
    expect(faulty.givenUp).toHaveLength(1);
    expect(settledEffects(faulty.ports)).not.toEqual(settled);
    await run(faulty.givenUp, plannedFaults({}), {}, faulty.ports);
    expect(settledEffects(faulty.ports)).toEqual(settled);
  });
});
