import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ownRules } from '@bellwether/detections';
import { compileRules, defaultRedactionPolicy } from '@bellwether/log-model';
import { createFileIngest, createIngest, declaredOf, openFile } from '@bellwether/pipeline';
import { cloudTrailRecord, cloudWatchEnvelope, gzipJson, memoryPorts, sampleTimeMs, sequenceOf, type MemoryPorts } from '@bellwether/testkit'; // prettier-ignore

const parts = {
  rules: compileRules(ownRules),
  policy: { alertMinSeverity: 'WARNING' },
  archive: { kind: 'redacted' },
  redaction: defaultRedactionPolicy,
  ownLogGroupPrefixes: [],
} as const;

const declared = '111122223333:/events/findings=guardduty,111122223333:/hub=application,111122223333:/trail=cloudtrail';

const guardDuty = (id: string, updates: number, changes: object = {}): string =>
  JSON.stringify({
    schemaVersion: '2.0',
    accountId: '111122223333',
    region: 'eu-west-1',
    id,
    type: 'Recon:EC2/PortProbe',
    severity: 2,
    updatedAt: new Date(sampleTimeMs + updates * 60_000).toISOString(),
    description: 'Probed.',
    resource: { resourceType: 'Instance' },
    service: { count: 1 + updates, action: { actionType: 'NETWORK_CONNECTION' } },
    ...changes,
  });

const hub = (id: string, updates: number): string =>
  JSON.stringify({
    SchemaVersion: '2018-10-08',
    Id: `arn:aws:securityhub:eu-west-1:111122223333:finding/${id}`,
    ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/securityhub',
    AwsAccountId: '111122223333',
    Title: 'A bucket is public',
    UpdatedAt: new Date(sampleTimeMs + updates * 60_000).toISOString(),
    Severity: { Label: 'HIGH' },
  });

interface Delivery {
  readonly logGroup: string;
  readonly messages: readonly string[];
}

/** Deliveries as records of a shard, each event under an id of CloudWatch of its own. */
const recordsOf = (deliveries: readonly Delivery[]) =>
  deliveries.map(({ logGroup, messages }, n) => ({
    sequence: sequenceOf(n),
    arrivalMs: sampleTimeMs + 3_600_000,
    data: gzipJson(
      cloudWatchEnvelope({
        logGroup,
        logStream: 'f3a1',
        logEvents: messages.map((message, k) => ({
          id: `${String(n).padStart(28, '3')}${String(k).padStart(28, '0')}`,
          timestamp: sampleTimeMs,
          message,
        })),
      }),
    ),
  }));

const eventsIn = (ports: MemoryPorts, scope: string): number =>
  ports.counts.all().reduce((sum, row) => sum + (row.scope === scope ? (row.fields['events'] ?? 0) : 0), 0);

const archivedLines = (ports: MemoryPorts): number =>
  [...ports.archive.objects.values()].flatMap((bytes) => gunzipSync(bytes).toString().trimEnd().split('\n')).length;

/** Ingests the deliveries of one shard in batches that end at the given records. */
const ingestStream = async (deliveries: readonly Delivery[], ends: readonly number[] = []) => {
  const ports = memoryPorts();
  const ingest = createIngest(ports, { ...parts, declaredDatasets: declaredOf(declared), readsByOrderingKey: false });
  const records = recordsOf(deliveries);
  let from = 0;
  for (const end of [...ends, records.length]) {
    // Each batch is given twice, as after a crash.
    for (let times = 0; times < 2 && end > from; times += 1)
      await ingest({ shard: 'logs-0', records: records.slice(from, end) });
    from = Math.max(from, end);
  }
  return ports;
};

describe('records with an id of their service', () => {
  it.each([
    { logGroup: '/events/findings', finding: guardDuty },
    { logGroup: '/hub', finding: hub },
  ])(
    'count five updates of one finding of $logGroup as five, each once however often it is delivered',
    async ({ logGroup, finding }) => {
      // prettier-ignore
      const updates = [0, 1, 2, 3, 4].map((n) => finding('f1', n));
      const ports = await ingestStream([
        { logGroup, messages: updates },
        { logGroup, messages: updates.toReversed() },
      ]);
      expect(eventsIn(ports, `111122223333:${logGroup}`)).toBe(5);
      // Both positions, and each batch was given twice under one path.
      expect(archivedLines(ports)).toBe(10);
    },
  );

  it('count anew in a group that nobody has declared: there an id is only claimed', async () => {
    const messages = [guardDuty('f1', 0)];
    const ports = await ingestStream([
      { logGroup: '/app/web', messages },
      { logGroup: '/app/web', messages },
      { logGroup: '/events/findings', messages },
    ]);
    expect(eventsIn(ports, '111122223333:/app/web')).toBe(2);
    expect(eventsIn(ports, '111122223333:/events/findings')).toBe(1);
  });

  it('count the same under every cut of the batches', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            logGroup: fc.constantFrom('/events/findings', '/app/web'),
            messages: fc.array(fc.integer({ min: 0, max: 5 }).map((n) => guardDuty(`f${n % 2}`, n)), { minLength: 1, maxLength: 4 }), // prettier-ignore
          }),
          { minLength: 1, maxLength: 6 },
        ),
        fc.array(fc.integer({ min: 0, max: 6 })),
        async (deliveries, ends) => {
          const whole = await ingestStream(deliveries);
          const cut = await ingestStream(
            deliveries,
            ends.toSorted((left, right) => left - right).filter((end) => end < deliveries.length),
          );
          expect(cut.counts.all()).toEqual(whole.counts.all());
          const ofGroup = deliveries.filter(({ logGroup }) => logGroup === '/events/findings');
          expect(eventsIn(cut, '111122223333:/events/findings')).toBe(
            new Set(ofGroup.flatMap(({ messages }) => messages)).size,
          );
        },
      ),
      { numRuns: 30 },
    ));

  it('find once in an account what two of its groups say, and count it in both', async () => {
    const messages = Array.from({ length: 12 }, (_, n) =>
      JSON.stringify(
        cloudTrailRecord({
          eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
          eventTime: new Date(sampleTimeMs + n * 1_000).toISOString(),
          eventSource: 'signin.amazonaws.com',
          eventName: 'ConsoleLogin',
          eventType: 'AwsConsoleSignIn',
          errorMessage: 'Failed authentication',
          responseElements: { ConsoleLogin: 'Failure' },
        }),
      ),
    );
    const trails = '111122223333:/trail=cloudtrail,111122223333:/trail2=cloudtrail';
    const ports = memoryPorts();
    const ingest = createIngest(ports, { ...parts, declaredDatasets: declaredOf(trails), readsByOrderingKey: false });
    const records = recordsOf(['/trail', '/trail2'].map((logGroup) => ({ logGroup, messages })));
    for (const record of records) await ingest({ shard: 'logs-0', records: [record] });
    expect(['/trail', '/trail2'].map((group) => eventsIn(ports, `111122223333:${group}`))).toEqual([12, 12]);
    const found = ports.findings.all().filter(({ finding }) => finding.rule === 'console-login-brute-force');
    expect(found.map(({ finding }) => finding.count)).toEqual([12]);
  });

  it('count once in two files of a laptop, and a file that goes on counts what is new', async () => {
    const ports = memoryPorts();
    const ingest = createFileIngest(ports, parts);
    const lineOf = (n: number): string =>
      JSON.stringify(
        cloudTrailRecord({
          eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
          eventTime: new Date(sampleTimeMs + n * 1_000).toISOString(),
        }),
      );
    const read = async (inputId: string, numbers: readonly number[], committedUnits = 0) => {
      const origin = { account: '', region: '', logGroup: inputId, logStream: inputId };
      async function* chunks() {
        yield { units: numbers.map((n) => ({ kind: 'text' as const, text: lineOf(n) })) };
      }
      const counted: number[] = [];
      const file = openFile({ inputId, origin: { ...origin, logGroup: 'trail' }, modifiedMs: sampleTimeMs, committedUnits }, 3); // prettier-ignore
      const { accounting } = await ingest(file, chunks(), async (_, commit) => {
        counted.push((await commit()).events.length);
      });
      return { accounting, counted: counted.reduce((sum, count) => sum + count, 0) };
    };
    expect(await read('a', [0, 1, 2, 3, 4, 0])).toMatchObject({ counted: 5 });
    expect(await read('b', [5, 4, 3, 6])).toEqual({
      counted: 2,
      accounting: { received: 4, classified: 2, unreadable: {}, dropped: { duplicate: 2 } },
    });
    expect(await read('b', [5, 4, 3, 6, 7, 5], 4)).toMatchObject({ counted: 1 });
    expect(ports.counts.all().reduce((sum, { fields }) => sum + (fields['events'] ?? 0), 0)).toBe(8);
  });
});
