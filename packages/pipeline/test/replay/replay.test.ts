import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import {
  hourMs,
  compileRules,
  decodeEnvelope,
  type DetectionRule,
  defaultRedactionPolicy,
} from '@bellwether/log-model';
import {
  archivedAt,
  archivedDeliveries,
  createIngest,
  deliveryBatch,
  failedDeliveries,
  mayHold,
  quarantinedDelivery,
  replayKeyPrefix,
  replayShard,
  withReplays,
  type Ingest,
  type ShardBatch,
} from '@bellwether/pipeline';
import type { QuarantinedRecord } from '@bellwether/ports';
import {
  cloudWatchEnvelope,
  gzipJson,
  memoryPorts,
  sampleTimeMs,
  sequenceOf,
  type MemoryPorts,
} from '@bellwether/testkit';
import { encodeAggregate } from '../source/kpl/encode-aggregate.ts';

const rules: readonly DetectionRule[] = [];

const line = (id: string, minute: number, message: string) => ({
  id,
  timestamp: sampleTimeMs + minute * 60_000,
  message,
});

const envelope = (n: number) =>
  cloudWatchEnvelope({
    logGroup: '/app/web',
    logEvents: [line(`a${n}`, n, `INFO served ${n}`), line(`b${n}`, n, 'ERROR refused')],
  });

const records = Array.from({ length: 6 }, (_, n) => ({
  sequence: sequenceOf(n),
  arrivalMs: sampleTimeMs + n * 60_000,
  data: gzipJson(envelope(n)),
}));

const ingestOf = (ports: MemoryPorts, archive: 'redacted' | 'payload' = 'redacted'): Ingest => {
  const parts = { rules: compileRules(rules), policy: { alertMinSeverity: 'WARNING' as const } };
  const ingest = createIngest(ports, {
    ...parts,
    ownLogGroupPrefixes: [],
    readsByOrderingKey: false,
    redaction: defaultRedactionPolicy,
    archive: { kind: archive },
  });
  return withReplays(ingest, ingest);
};

/** What the counters contain, summed over shards, and the findings: what a replay must not change twice. */
const totals = (ports: MemoryPorts) => ({ counts: ports.counts.all(), findings: ports.findings.all() });

const ingestedWhole = async (): Promise<MemoryPorts> => {
  const ports = memoryPorts();
  await ingestOf(ports)({ shard: 'logs-shardId-0', records });
  return ports;
};

/** As Lambda writes a batch that it gave up on into a bucket. */
const failureObject = (given: ShardBatch['records']): string =>
  JSON.stringify({
    requestContext: { requestId: 'r', condition: 'RetryAttemptsExhausted', approximateInvokeCount: 6 },
    responseContext: { statusCode: 200, functionError: null },
    version: '1.0',
    KinesisBatchInfo: { shardId: 'shardId-0', streamArn: 'arn:aws:kinesis:eu-west-1:111122223333:stream/logs' },
    payload: JSON.stringify({
      Records: given.map(({ sequence, arrivalMs, data }) => ({
        eventID: `shardId-0:${sequence}`,
        eventSourceARN: 'arn:aws:kinesis:eu-west-1:111122223333:stream/logs',
        kinesis: {
          sequenceNumber: sequence,
          partitionKey: 'p',
          data: Buffer.from(data).toString('base64'),
          approximateArrivalTimestamp: arrivalMs / 1_000,
        },
      })),
    }),
  });

describe('replaying what Lambda gave up on', () => {
  it('comes to what it would have come to, though the shard has gone on, and a second time to the same', async () => {
    const ports = memoryPorts();
    const ingest = ingestOf(ports);
    await ingest({ shard: 'logs-shardId-0', records: records.slice(0, 2) });
    await ingest({ shard: 'logs-shardId-0', records: records.slice(4) });
    const deliveries = failedDeliveries('aws/lambda/x', failureObject(records.slice(2, 4)), { isCounted: false }) ?? [];
    const expected = totals(await ingestedWhole());
    for (const time of [1, 2]) {
      for (const { batch } of deliveries) await ingest(batch);
      expect([time, totals(ports)]).toEqual([time, expected]);
    }
  });

  it('adds nothing for a batch that failed behind its counts', async () => {
    const ports = await ingestedWhole();
    const before = totals(ports);
    const deliveries = failedDeliveries('aws/lambda/x', failureObject(records.slice(2, 4)), { isCounted: true }) ?? [];
    expect(deliveries.map(({ batch }) => batch.shard)).toEqual(['logs-shardId-0']);
    for (const { batch } of deliveries) await ingestOf(ports)(batch);
    expect(totals(ports)).toEqual(before);
  });

  it('counts a record once that two failures hold, since a batch is cut anew when it fails', () => {
    const shards = (given: ShardBatch['records']) =>
      failedDeliveries('x', failureObject(given), { isCounted: false })?.map(({ batch }) => batch.shard);
    expect(shards(records.slice(2, 4))).toEqual([
      ...(shards(records.slice(2, 3)) ?? []),
      ...(shards(records.slice(3, 4)) ?? []),
    ]);
  });

  it('reads a delivery that failed without a stream', () => {
    const data = gzipJson(envelope(1));
    const event = { awslogs: { data: Buffer.from(data).toString('base64') } };
    const text = JSON.stringify({ timestamp: '2026-01-15T12:00:00Z', requestPayload: event, responsePayload: {} });
    const [delivery] = failedDeliveries('aws/lambda/async/f', text, { isCounted: false }) ?? [];
    expect(delivery?.batch).toEqual(deliveryBatch(data, sampleTimeMs));
    expect(Buffer.compare(delivery?.batch.records[0]?.data ?? Buffer.alloc(0), data)).toBe(0);
  });

  it.each(['', 'no json', '{}', '[]', '{"payload":"{}"}', '{"timestamp":"x","requestPayload":{}}', '{"payload":7}'])(
    'takes %j for no failure',
    (text) => {
      expect(failedDeliveries('x', text, { isCounted: false })).toBeUndefined();
    },
  );
});

const kept = (changes: Partial<QuarantinedRecord>): QuarantinedRecord => ({
  path: 'quarantine/shard=logs-0/7-1',
  reason: 'bad_json',
  sentence: 'It is no JSON.',
  origin: 'logs-0 /app one',
  bytes: Buffer.from('a line'),
  ...changes,
});
const position = { shard: 'logs-0', sequence: '7', arrivalMs: sampleTimeMs };
const origin = { account: '111122223333', region: '', logGroup: '/app', logStream: 'one' };

const eventsOf = (data: Uint8Array | undefined) => {
  const read = decodeEnvelope(data ?? new Uint8Array());
  return read.kind === 'data' ? { ...read.origin, events: read.events } : read.kind;
};

describe('replaying what rests in quarantine', () => {
  it.each([
    ['its own id and time', { id: 'own', timestampMs: 5 }, { id: 'own', timestampMs: 5 }],
    ['the id it would have had, and its arrival', {}, { id: 'logs-0/7/1', timestampMs: sampleTimeMs }],
  ])('gives a line %s', (_, said, expected) => {
    const delivery = quarantinedDelivery(kept({ position: { ...position, line: { ordinal: 1, ...said, ...origin } } }));
    expect(eventsOf(delivery?.batch.records[0]?.data)).toEqual({
      account: '111122223333',
      logGroup: '/app',
      logStream: 'one',
      events: [{ ...expected, text: 'a line' }],
    });
  });

  it('gives a record whole, under a shard of its own', () => {
    const delivery = quarantinedDelivery(kept({ position }));
    expect(delivery?.batch).toEqual({
      shard: replayShard('quarantine/shard=logs-0/7-1'),
      records: [{ sequence: '1', arrivalMs: sampleTimeMs, data: Buffer.from('a line') }],
    });
  });

  it('gives of an envelope only the events that were not read', () => {
    const { logEvents } = envelope(1) as { readonly logEvents: readonly unknown[] };
    const mixed = { ...envelope(1), logEvents: [...logEvents, { id: 'bad', message: 7 }, { id: 'worse' }] };
    for (const bytes of [gzipJson(mixed), Buffer.from(JSON.stringify(mixed))]) {
      const data = quarantinedDelivery(kept({ position, bytes }))?.batch.records[0]?.data;
      expect((JSON.parse(Buffer.from(data ?? []).toString()) as { logEvents: unknown[] }).logEvents).toEqual(
        mixed.logEvents.slice(2),
      );
    }
  });

  it.each([
    ['what has no position', {}],
    ['what failed in a replay', { position: { ...position, shard: replayShard('x') } }],
  ])('leaves %s', (_, changes) => {
    expect(quarantinedDelivery(kept(changes))).toBeUndefined();
  });

  it('is reported where ingestion found it', async () => {
    const ports = memoryPorts();
    const poison = { sequence: '9', arrivalMs: sampleTimeMs, data: Buffer.from([0x1f, 0x8b, 8, 255, 0, 1]) };
    await ingestOf(ports)({ shard: 'logs-0', records: [poison] });
    const [record] = [...ports.quarantine.records.values()];
    expect(record?.position).toEqual({ shard: 'logs-0', sequence: '9', arrivalMs: sampleTimeMs });
  });
});

describe('replaying the archive', () => {
  it('gives raw records to empty counters, and adds nothing to those that have them', async () => {
    const first = memoryPorts();
    await ingestOf(first, 'payload')({ shard: 'logs-shardId-0', records });
    const deliveries = [...first.archive.objects].flatMap(([path, bytes]) => {
      const object = archivedAt(path);
      return (object && archivedDeliveries(object, bytes)) ?? [];
    });
    const fresh = memoryPorts();
    for (const { batch } of deliveries) await ingestOf(fresh)(batch);
    expect(totals(fresh)).toEqual(totals(first));
    const before = totals(first);
    for (const { batch } of deliveries) await ingestOf(first)(batch);
    expect(totals(first)).toEqual(before);
  });

  it('gives the lines of an aggregate the ids they had', async () => {
    const read = async (batch: ShardBatch) => {
      const ports = memoryPorts();
      await ingestOf(ports)(batch);
      return [...ports.archive.objects.values()].flatMap((bytes) => gunzipSync(bytes).toString().split('\n')).sort();
    };
    const lines = ['INFO one', 'INFO two', 'INFO three'].map((text) => Buffer.from(text));
    const aggregate = { sequence: sequenceOf(1), arrivalMs: sampleTimeMs, data: encodeAggregate(lines) };
    const ports = memoryPorts();
    const batch = { shard: 'logs-shardId-0', records: [aggregate] };
    await ingestOf(ports, 'payload')(batch);
    const [[path, bytes] = ['', new Uint8Array()]] = ports.archive.objects;
    const object = archivedAt(path);
    const [delivery] = (object && archivedDeliveries(object, bytes)) ?? [];
    expect(delivery?.batch.records).toHaveLength(3);
    expect(await read(delivery?.batch ?? batch)).toEqual(await read(batch));
  });

  it.each([
    ['events/dataset=eks/date=2026-01-15/hour=12/s-1-2.ndjson.gz', sampleTimeMs, true],
    ['events/dataset=eks/date=2026-01-15/hour=12/s-1-2.ndjson.gz', sampleTimeMs + hourMs, false],
    ['events/dataset=eks/date=2026-01-15/hour=12/s-1-2.ndjson.gz', sampleTimeMs - hourMs, false],
    ['payloads/dataset=mixed/date=2026-01-15/hour=12/s-1-2.ndjson.gz', sampleTimeMs + 23 * hourMs, true],
    ['payloads-kept/dataset=eks/date=2026-01-15/hour=12/s-1-2.ndjson.gz', sampleTimeMs + 25 * hourMs, false],
  ])('looks into %s for the hour of %d: %s', (path, fromMs, expected) => {
    const object = archivedAt(path);
    expect(object && mayHold(object, { fromMs, toMs: fromMs + hourMs, dataset: 'eks' })).toBe(expected);
  });

  it('gives nothing of a damaged object', () => {
    const object = archivedAt('payloads/dataset=eks/date=2026-01-15/hour=12/s-1-2.ndjson.gz');
    expect(object && archivedDeliveries(object, gzipSync('x'))).toBeUndefined();
  });
});

describe('a stream with replays among its records', () => {
  it('takes each by itself, once', async () => {
    const ports = memoryPorts();
    const replayed = records.map(({ data, arrivalMs, sequence }, n) => ({
      sequence: sequenceOf(100 + n),
      arrivalMs,
      data,
      partitionKey: replayKeyPrefix + replayShard(sequence),
    }));
    const batch = {
      shard: 'logs-shardId-0',
      records: [...replayed, { ...records[0], sequence: '3' } as (typeof records)[0]],
    };
    const result = await ingestOf(ports)(batch);
    expect(result.accounting.classified).toBe(14);
    const again = replayed.map((record, n) => ({ ...record, sequence: sequenceOf(200 + n) }));
    const before = totals(ports);
    await ingestOf(ports)({ shard: 'logs-shardId-0', records: again });
    expect(totals(ports)).toEqual(before);
  });

  it('leaves a key alone that names no replay', async () => {
    const ports = memoryPorts();
    const odd = records.map((record) => ({ ...record, partitionKey: `${replayKeyPrefix}../x` }));
    await ingestOf(ports)({ shard: 'logs-shardId-0', records: odd });
    expect(totals(ports)).toEqual(totals(await ingestedWhole()));
  });
});
