import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ownRules } from '@bellwether/detections';
import { knownTrailRecords } from '@bellwether/known-lines';
import { hourMs, compileRules, defaultRedactionPolicy } from '@bellwether/log-model';
import {
  createObjectIngest,
  defaultObjectLimits,
  isConserved,
  type ArchivePolicy,
  declaredOf,
} from '@bellwether/pipeline';
import {
  cloudTrailRecord,
  gzipJson,
  memoryPorts,
  type Life,
  type MemoryPorts,
  plannedFaults,
  portsWithFaults,
  randomFaults,
  sampleTimeMs,
} from '@bellwether/testkit';

const rules = compileRules(ownRules);

const timeText = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

const session = (name: string) => ({
  type: 'AssumedRole',
  principalId: `AROAEXAMPLEPRINCIPAL1:${name}`,
  arn: `arn:aws:sts::111122223333:assumed-role/worker/${name}`,
  accountId: '111122223333',
  accessKeyId: 'ASIAEXAMPLEKEY000001',
  sessionContext: { sessionIssuer: { type: 'Role', userName: 'worker' } },
});

const tagRole = { eventSource: 'iam.amazonaws.com', eventName: 'TagRole', readOnly: false };

/** Calls of an ordinary day, calls that rules look for, failures, and what a trail's file should not hold. */
const calls: readonly Readonly<Record<string, unknown>>[] = [
  { eventSource: 'ec2.amazonaws.com', eventName: 'DescribeInstances', readOnly: true },
  { eventSource: 'ec2.amazonaws.com', eventName: 'DescribeInstances', userIdentity: session('a'), readOnly: true },
  {
    eventSource: 'kms.amazonaws.com',
    eventName: 'Decrypt',
    userIdentity: session('b'),
    recipientAccountId: '444455556666',
  },
  { eventSource: 's3.amazonaws.com', eventName: 'GetObject', errorCode: 'NoSuchKey', errorMessage: 'größe "x"' },
  { eventSource: 's3.amazonaws.com', eventName: 'ListBuckets', errorCode: 'AccessDenied', errorMessage: 'no' },
  tagRole,
  { ...tagRole, requestParameters: { omitted: true } },
  { eventSource: 's3.amazonaws.com', eventName: 'ListBuckets', errorMessage: 'odd' },
  { eventSource: 'secretsmanager.amazonaws.com', eventName: 'GetSecretValue' },
  {
    eventSource: 'iam.amazonaws.com',
    eventName: 'ListUsers',
    userIdentity: { type: 'Root', accountId: '111122223333' },
  },
  { eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging' },
  { eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Failure' } },
  { eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances', userIdentity: { type: 'AWSService', invokedBy: 'x' } },
  { eventSource: 'sts.amazonaws.com', eventName: 'AssumeRole', errorCode: 'password=hunter2secret' },
  { eventSource: 'x.amazonaws.com', eventName: 'New', errorCode: 'InternalFailure' },
  { eventSource: 'x.amazonaws.com', eventName: 'CallTo198.51.100.7', errorCode: 'NoRouteTo203.0.113.9' },
  { eventTime: '2026-01-15T12:00:00.123Z', eventName: 'Fraction' },
  { recipientAccountId: undefined, eventName: 'NoAccount' },
  { eventID: undefined, eventName: 'NoId' },
  { eventName: undefined },
  { insightDetails: { state: 'Start', insightType: 'ApiCallRateInsight' }, eventName: undefined },
];
const strangers: readonly unknown[] = [
  { log: 'ERROR in a container', stream: 'stderr', time: '2026-01-15T12:00:00Z' },
  { level: 'error', msg: 'payment 17 failed' },
  { message: 'at the margin' },
];

const call = fc.record({
  // Mostly ordinary calls, so that some kinds become known.
  kind: fc.oneof({ weight: 5, arbitrary: fc.nat(5) }, { weight: 2, arbitrary: fc.nat(calls.length - 1) }),
  id: fc.oneof({ weight: 9, arbitrary: fc.nat(2 ** 31) }, { weight: 1, arbitrary: fc.constant(7) }),
  afterMs: fc.nat(3 * hourMs),
});
const file = fc.record({
  calls: fc.array(call, { maxLength: 40 }),
  stranger: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.nat(2) }),
  strangerAt: fc.nat(40),
  indent: fc.constantFrom(0, 0, 0, 1),
});
type FileSketch = typeof file extends fc.Arbitrary<infer Sketch> ? Sketch : never;

const bytesOf = ({ calls: made, stranger, strangerAt, indent }: FileSketch): Buffer => {
  const records: unknown[] = made.map(({ kind, id, afterMs }) =>
    cloudTrailRecord({
      eventTime: timeText(sampleTimeMs + afterMs),
      eventID: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
      ...calls[kind],
    }),
  );
  if (stranger !== undefined) records.splice(strangerAt, 0, strangers[stranger]);
  const document = { Records: records };
  return indent === 0 ? gzipJson(document) : Buffer.from(JSON.stringify(document, null, indent));
};

const objectOf = (index: number) => ({
  bucket: 'trail',
  key: `AWSLogs/${index}.json.gz`,
  etag: 'e',
  noticedMs: sampleTimeMs + 48 * hourMs,
});

/** All that lasts but the archive, which keeps no event that was only counted. */
const effectsOf = (ports: MemoryPorts) => ({
  counts: ports.counts.all(),
  templates: [...ports.templates.all()].sort((left, right) => (left.scope + left.id < right.scope + right.id ? -1 : 1)),
  findings: ports.findings.all(),
  quarantined: [...ports.quarantine.records.values()],
  workflows: [...ports.remediation.started.keys()].sort(),
  alerts: ports.alerts.sent,
});

const ingestAll = async (
  files: readonly Buffer[],
  archive: ArchivePolicy,
  {
    batchRecords = 9,
    partBytes = 700,
    ports = memoryPorts(),
    redaction = defaultRedactionPolicy,
    compiled = rules,
  } = {},
) => {
  const stores = { ...ports, objects: { ...ports.objects } };
  const ingest = createObjectIngest(
    stores,
    {
      rules: compiled,
      archive,
      redaction,
      policy: { alertMinSeverity: 'WARNING' },
      limits: { ...defaultObjectLimits, batchRecords },
      declaredDatasets: declaredOf('s3:trail=cloudtrail'),
    },
    knownTrailRecords,
  );
  const accountings = [];
  for (const [index, bytes] of files.entries()) {
    const { bucket, key } = objectOf(index);
    ports.objects.put(bucket, key, bytes);
    stores.objects.open = async () => parts(bytes, partBytes);
    const result = await ingest(objectOf(index));
    if (result !== 'vanished') accountings.push(result.accounting);
  }
  return { ports, accountings };
};

async function* parts(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('counting records of known kinds', () => {
  const cuts = fc.record({
    batchRecords: fc.integer({ min: 1, max: 50 }),
    partBytes: fc.integer({ min: 1, max: 9_000 }),
  });

  it('has the effects of reading every record in full, whatever the files hold and however they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 4 }), cuts, async (sketches, cut) => {
        const files = sketches.map(bytesOf);
        const full = await ingestAll(files, { kind: 'redacted' }, cut);
        const counted = await ingestAll(files, { kind: 'payload' }, cut);
        expect(counted.accountings).toEqual(full.accountings);
        expect(counted.accountings.every(isConserved)).toBe(true);
        expect(effectsOf(counted.ports)).toEqual(effectsOf(full.ports));
      }),
      { numRuns: 25, endOnFailure: true },
    );
  }, 60_000);

  it('has them too where addresses are taken out', async () => {
    const redaction = { ...defaultRedactionPolicy, ip: true };
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 3 }), async (sketches) => {
        const files = sketches.map(bytesOf);
        const full = await ingestAll(files, { kind: 'redacted' }, { redaction });
        const counted = await ingestAll(files, { kind: 'payload' }, { redaction });
        expect(effectsOf(counted.ports)).toEqual(effectsOf(full.ports));
        expect(JSON.stringify(effectsOf(counted.ports).templates)).not.toMatch(/198\.51|203\.0/);
      }),
      { numRuns: 10 },
    );
  }, 60_000);

  it('has them for a rule that reads a field by its common name', async () => {
    const named = compileRules([
      {
        id: 'common-name',
        title: 'A call named as other sources name theirs',
        description: 'None.',
        severity: 'ERROR',
        score: 0.8,
        dataset: 'cloudtrail',
        selections: { call: { 'event.provider': 'kms.amazonaws.com', 'user.id|contains': ':b' } },
        condition: 'call',
        dedupeBy: ['user.id'],
        resources: { address: 'source.ip' },
      },
    ]);
    const calls = Array.from({ length: 12 }, (_, n) => ({ kind: 2, id: n, afterMs: n * 60_000 }));
    const files = [bytesOf({ calls, stranger: undefined, strangerAt: 0, indent: 0 })];
    const full = await ingestAll(files, { kind: 'redacted' }, { compiled: named });
    const counted = await ingestAll(files, { kind: 'payload' }, { compiled: named });
    expect(full.ports.findings.all().map(({ finding }) => finding.rule)).toContain('common-name');
    expect(effectsOf(counted.ports)).toEqual(effectsOf(full.ports));
  });

  it('reads failures in full as long as they may be new, and sees the new ones', async () => {
    const at = (minutes: number, changes: Readonly<Record<string, unknown>>, id: number) =>
      cloudTrailRecord({
        eventTime: timeText(sampleTimeMs + minutes * 60_000),
        eventID: `${id}`,
        eventSource: 'x',
        ...changes,
      });
    const failure = { eventName: 'Fail', errorCode: 'InternalFailure' };
    const known = Array.from({ length: 40 }, (_, n) => at(n * 3, { eventName: 'Known' }, n));
    const fresh = Array.from({ length: 40 }, (_, n) => at(1_500 + n, failure, 100 + n));
    const files = [known, fresh, fresh.map((record, n) => ({ ...record, eventID: `again ${n}` }))].map((Records) =>
      gzipJson({ Records }),
    );
    const full = await ingestAll(files, { kind: 'redacted' });
    const counted = await ingestAll(files, { kind: 'payload' });
    expect(full.ports.findings.all().map(({ finding }) => finding.rule)).toEqual(['template-new']);
    expect(effectsOf(counted.ports)).toEqual(effectsOf(full.ports));
  });

  it('leaves the files themselves as the archive', async () => {
    const files = [bytesOf({ calls: [{ kind: 0, id: 1, afterMs: 0 }], stranger: undefined, strangerAt: 0, indent: 0 })];
    const { ports } = await ingestAll(files, { kind: 'payload' });
    expect(ports.archive.objects.size).toBe(0);
  });

  it('counts each record once when effects fail and files come again', async () => {
    const sketches = fc.sample(file, { numRuns: 6, seed: 11 });
    const files = sketches.map((sketch) => bytesOf({ ...sketch, stranger: undefined }));
    const clean = await ingestAll(files, { kind: 'payload' });
    for (let seed = 1; seed <= 8; seed += 1) {
      const ports = memoryPorts();
      const life: Life = { isDead: false };
      const schedule =
        seed === 1
          ? plannedFaults({ 'counts.add': ['after', 'none', 'before'] })
          : randomFaults({ seed, before: 0.1, after: 0.1, crash: 0, limit: 20 });
      const { objects, archive, quarantine, counts, countedIds, findings, templates, alerts, remediation, clock } =
        ports;
      const stores = {
        objects,
        archive,
        quarantine,
        counts,
        countedIds,
        findings,
        templates,
        alerts,
        remediation,
        clock,
      };
      const ingest = createObjectIngest(
        portsWithFaults(stores, schedule, life),
        {
          rules,
          archive: { kind: 'payload' },
          redaction: defaultRedactionPolicy,
          declaredDatasets: declaredOf('s3:trail=cloudtrail'),
          policy: { alertMinSeverity: 'WARNING' },
          limits: { ...defaultObjectLimits, batchRecords: 9 },
        },
        knownTrailRecords,
      );
      for (const [index, bytes] of files.entries()) {
        objects.put('trail', objectOf(index).key, bytes);
        for (let tries = 0, isDone = false; !isDone; tries += 1) {
          if (tries > 60) throw new Error('The file never came through.');
          // Given once more than needed now and then.
          isDone = await ingest(objectOf(index)).then(
            () => (index + seed) % 3 !== 0 || tries > 0,
            () => false,
          );
        }
      }
      expect([seed, ports.counts.all()]).toEqual([seed, clean.ports.counts.all()]);
      expect(ports.findings.all().map(({ finding }) => [finding.id, finding.count])).toEqual(
        clean.ports.findings.all().map(({ finding }) => [finding.id, finding.count]),
      );
    }
  });
});
