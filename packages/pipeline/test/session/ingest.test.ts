import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileRules, type DetectionRule, defaultRedactionPolicy } from '@bellwether/log-model';
import {
  cloudTrailRecord,
  cloudWatchEnvelope,
  gzipJson,
  type MemoryPorts,
  memoryPorts,
  plannedFaults,
  portsWithFaults,
  sampleTimeMs,
  sequenceOf,
} from '@bellwether/testkit';
import { createIngest, declaredOf, type CommitPorts, type ShardRecord } from '@bellwether/pipeline';

const rules: readonly DetectionRule[] = [
  {
    id: 'login-failed-often',
    title: 'Many sign-ins failed',
    description: 'Someone guesses a password.',
    severity: 'ERROR',
    score: 0.8,
    dataset: 'cloudtrail',
    selections: { failed: { 'event.action': 'ConsoleLogin' } },
    condition: 'failed',
    threshold: { count: 5, groupBy: ['source.ip'] },
    dedupeBy: ['source.ip'],
    resources: {},
    references: [],
  },
];

const ingestOf = (ports: CommitPorts) =>
  createIngest(ports, {
    rules: compileRules(rules),
    policy: { alertMinSeverity: 'WARNING' },
    archive: { kind: 'redacted' },
    redaction: defaultRedactionPolicy,
    declaredDatasets: declaredOf('111122223333:/cloudtrail=cloudtrail'),
    ownLogGroupPrefixes: [],
    readsByOrderingKey: false,
  });

const login = (n: number, minute: number): string =>
  JSON.stringify(
    cloudTrailRecord({
      eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      eventTime: new Date(sampleTimeMs + minute * 60_000).toISOString(),
      eventSource: 'signin.amazonaws.com',
      eventName: 'ConsoleLogin',
      responseElements: { ConsoleLogin: 'Failure' },
    }),
  );

/** Records of one shard: sign-ins that fail, and an application that writes beside them. */
const records: readonly ShardRecord[] = Array.from({ length: 14 }, (_, n) => ({
  sequence: sequenceOf(n),
  arrivalMs: sampleTimeMs + n * 60_000,
  data: gzipJson(
    n % 2 === 0
      ? cloudWatchEnvelope({
          logGroup: '/cloudtrail',
          logEvents: [{ id: `l${n}`, timestamp: sampleTimeMs + n * 60_000, message: login(n, n) }],
        })
      : cloudWatchEnvelope({
          logEvents: [0, 1].map((k) => ({
            id: `a${n}-${k}`,
            timestamp: sampleTimeMs + n * 60_000,
            message: `ERROR checkout ${n} failed`,
          })),
        }),
  ),
}));

/** What lasts, without what the cut of the batches may change: the paths of archive objects, and how far after a stored count is. */
const lasting = (ports: MemoryPorts): unknown => ({
  counts: ports.counts.all(),
  findings: ports.findings.all().map(({ finding: { evidence: _, context: _context, ...finding } }) => finding),
  told: ports.alerts.sent.map(({ id }) => id),
  templates: ports.templates.all().map(({ id, text }) => ({ id, text })),
  events: [...ports.archive.objects.values()]
    .flatMap((bytes) => gunzipSync(bytes).toString().trimEnd().split('\n'))
    .map((line) => JSON.parse(line) as { id: string })
    .sort((left, right) => (left.id < right.id ? -1 : 1)),
});

const ingestAll = async (ends: readonly number[]): Promise<MemoryPorts> => {
  const ports = memoryPorts();
  const ingest = ingestOf(ports);
  let from = 0;
  for (const end of [...ends, records.length]) {
    if (end > from) await ingest({ shard: 'logs-0', records: records.slice(from, end) });
    from = Math.max(from, end);
  }
  return ports;
};

const byNumber = (left: number, right: number): number => left - right;

describe('ingesting the batches of a shard', () => {
  it('archives, counts, finds and tells', async () => {
    const ports = await ingestAll([]);
    expect(ports.findings.all()).toMatchObject([
      { finding: { rule: 'login-failed-often', kind: 'threshold', count: 7 } },
    ]);
    expect(ports.alerts.sent).toHaveLength(1);
    expect([...ports.archive.objects.keys()].sort()).toEqual([
      `events/dataset=cloudtrail/date=2026-01-15/hour=12/logs-0-${sequenceOf(0)}-${sequenceOf(13)}.ndjson.gz`,
      `events/dataset=ec2/date=2026-01-15/hour=12/logs-0-${sequenceOf(0)}-${sequenceOf(13)}.ndjson.gz`,
    ]);
  });

  it('comes to the same in whatever batches the records come', async () => {
    const whole = lasting(await ingestAll([]));
    const cuts = fc.array(fc.integer({ min: 1, max: records.length - 1 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(cuts, async (ends) => {
        expect(lasting(await ingestAll([...ends].sort(byNumber)))).toEqual(whole);
      }),
      { numRuns: 25 },
    );
  });

  it('counts, tells and archives nothing more when a batch is given again, even by another process', async () => {
    const ports = await ingestAll([7]);
    const { templates: _, ...before } = lasting(ports) as Record<string, unknown>;
    await ingestOf(ports)({ shard: 'logs-0', records: records.slice(0, 7) });
    await ingestOf(ports)({ shard: 'logs-0', records: records.slice(7) });
    expect(lasting(ports)).toMatchObject(before);
  });

  it.each(['archive.write', 'counts.add', 'findings.raise', 'alerts.notify', 'templates.save'])(
    'comes to the same when %s fails and the batch is given again',
    async (call) => {
      const whole = lasting(await ingestAll([]));
      const memory = memoryPorts();
      const ingest = ingestOf(portsWithFaults(memory, plannedFaults({ [call]: ['before'] })));
      const batch = { shard: 'logs-0', records };
      await expect(ingest(batch)).rejects.toThrow(`${call} failed`);
      await ingest(batch);
      expect(lasting(memory)).toEqual(whole);
    },
  );

  it('discards what it learnt when a batch fails: a template counts what was committed, however often the batch is given', async () => {
    const memory = memoryPorts();
    const faults = plannedFaults({ 'archive.write': ['before', 'before', 'before'] });
    const ingest = ingestOf(portsWithFaults(memory, faults));
    const message = 'INFO cart emptied';
    const logEvents = Array.from({ length: 80 }, (_, n) => ({
      id: `${n}`.padStart(4, '0'),
      timestamp: sampleTimeMs,
      message,
    }));
    const data = gzipJson(cloudWatchEnvelope({ logEvents }));
    const batch = { shard: 'logs-0', records: [{ sequence: sequenceOf(1), arrivalMs: sampleTimeMs, data }] };
    for (let time = 1; time <= 3; time += 1) await expect(ingest(batch)).rejects.toThrow('archive.write failed');
    await ingest(batch);
    expect(memory.templates.all().map(({ text, count, firstSeenMs }) => ({ text, count, firstSeenMs }))).toEqual([
      { text: 'cart emptied', count: 80, firstSeenMs: sampleTimeMs },
    ]);
  });

  it('takes an empty batch for what it is', async () => {
    const ports = memoryPorts();
    expect(await ingestOf(ports)({ shard: 'logs-0', records: [] })).toMatchObject({
      accounting: { received: 0 },
      findings: [],
      alertsSent: 0,
    });
    expect(ports.archive.objects.size).toBe(0);
  });
});
