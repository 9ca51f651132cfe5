import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { cloudWatchEnvelope, controlEnvelope, gzipJson, logLine, sampleTimeMs, sequenceOf } from '@bellwether/testkit';
import { isConserved, readBatch, type ShardRecord } from '@bellwether/pipeline';

const recordOf = (data: Uint8Array, ordinal = 1): ShardRecord => ({
  sequence: sequenceOf(ordinal),
  arrivalMs: sampleTimeMs,
  data,
});

const read = (...datas: readonly Uint8Array[]) =>
  readBatch(
    { shard: 'logs-shardId-000000000000', records: datas.map((data, index) => recordOf(data, index + 1)) },
    { ownLogGroupPrefixes: ['/bellwether/', ''] },
  );

const envelope = (...logEvents: readonly string[]): Uint8Array => gzipJson(cloudWatchEnvelope({ logEvents }));
const poison = Buffer.from([0x1f, 0x8b, 0x08, 0xff, 0x00, 0x01]);
const sumOf = (counts: object): number => (Object.values(counts) as number[]).reduce((sum, count) => sum + count, 0);

describe('reading a batch', () => {
  it('gives each record its provenance: where it came from, its sequence, when it arrived, and an id', () => {
    const { records } = read(envelope(logLine.plain(1), logLine.plain(2)), Buffer.from(logLine.error(3)));
    expect(records.map(({ position }) => [position.sequence, position.origin.logGroup, position.fallbackId])).toEqual([
      [sequenceOf(1), '/app/web', '1'.padStart(56, '3')],
      [sequenceOf(1), '/app/web', '2'.padStart(56, '3')],
      [sequenceOf(2), '', `logs-shardId-000000000000/${sequenceOf(2)}/0`],
    ]);
  });

  it.each<[string, readonly Uint8Array[], object]>([
    ['lines that can be read', [envelope(logLine.plain(), logLine.json())], { received: 2, classified: 2 }],
    [
      'a stack trace, one line of it a record',
      [Buffer.from(`${logLine.error()}\n\tat a.B.c(B.java:1)\n\tat a.B.d(B.java:2)`)],
      { received: 3, classified: 1, dropped: { continuation: 2 } },
    ],
    ['control messages', [gzipJson(controlEnvelope())], { received: 1, dropped: { control_message: 1 } }],
    [
      'our own logs, line by line',
      [gzipJson(cloudWatchEnvelope({ logGroup: '/bellwether/ingest', logEvents: ['a', 'b', 'c'] }))],
      { received: 3, dropped: { own_logs: 3 } },
    ],
    ['an envelope as plain JSON', [Buffer.from(JSON.stringify(cloudWatchEnvelope()))], { received: 1, classified: 1 }],
    ['text, gzip-compressed, with line ends of both kinds', [gzipSync('a\nb\r\nc\n')], { received: 3, classified: 3 }],
    ['a JSON record', [Buffer.from('{"level":"info","msg":"up"}')], { received: 1, classified: 1 }],
    [
      'records without anything in them',
      [Buffer.alloc(0), Buffer.from(' \n\n')],
      { received: 2, unreadable: { empty: 2 } },
    ],
    ['what cannot be opened', [poison], { received: 1, classified: 0 }],
    ['nothing', [], { received: 0, classified: 0 }],
    [
      'a record that its envelope holds twice',
      [
        gzipJson(
          cloudWatchEnvelope({
            logEvents: [1, 1, 2].map((n) => ({ id: `e${n}`, timestamp: sampleTimeMs, message: logLine.plain(n) })),
          }),
        ),
      ],
      { received: 3, classified: 2, dropped: { duplicate: 1 } },
    ],
  ])('counts %s', (_, datas, expected) => {
    expect(read(...datas).accounting).toMatchObject(expected);
  });

  it('keeps what cannot be opened whole, under a path made of where it stood', () => {
    const { quarantined } = read(Buffer.from('fine'), poison);
    expect(quarantined).toHaveLength(1);
    expect(quarantined[0]).toMatchObject({
      path: `quarantine/shard=logs-shardId-000000000000/${sequenceOf(2)}`,
      reason: 'truncated_gzip',
      bytes: poison,
    });
  });

  it('keeps a line that cannot be read whole, beside the lines that can', () => {
    const { quarantined, accounting } = read(envelope(logLine.plain(), '{"cut":', logLine.plain(2)));
    expect(accounting).toMatchObject({ received: 3, classified: 2, unreadable: { bad_json: 1 } });
    expect(quarantined.map(({ path, bytes }) => [path.split('/').at(-1), Buffer.from(bytes).toString()])).toEqual([
      [`${sequenceOf(1)}-1`, '{"cut":'],
    ]);
  });

  const anyLine = fc.oneof(
    fc.constantFrom(
      logLine.plain(1),
      logLine.json(2),
      logLine.vpcFlow(3),
      logLine.error(4),
      '\tat a.B.c(B.java:1)',
      '{"cut":',
      '#Fields: date time',
    ),
    fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.replace(/[\r\n]/g, ' ')),
  );
  const anyRecord: fc.Arbitrary<{ readonly data: Uint8Array; readonly lines: number }> = fc.oneof(
    fc.array(anyLine, { minLength: 1, maxLength: 8 }).map((lines) => ({
      data: envelope(...lines.map((line) => `x${line}`)),
      lines: lines.length,
    })),
    fc.array(anyLine, { minLength: 1, maxLength: 8 }).map((lines) => ({
      data: gzipSync(`first\n${lines.join('\n')}\nlast`),
      lines: lines.length + 2,
    })),
    fc.constantFrom({ data: poison, lines: 1 }, { data: gzipJson(controlEnvelope()), lines: 1 }),
    fc.constant({ data: gzipJson(cloudWatchEnvelope({ logGroup: '/bellwether/x', logEvents: ['a', 'b'] })), lines: 2 }),
  );

  it('loses nothing: every line of any batch is a record, in quarantine, or left out with a reason', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 6 }), (batch) => {
        const { records, quarantined, accounting } = read(...batch.map(({ data }) => data));
        expect(accounting.received).toBe(batch.reduce((sum, { lines }) => sum + lines, 0));
        expect(isConserved(accounting)).toBe(true);
        expect(records).toHaveLength(accounting.classified);
        expect(quarantined).toHaveLength(sumOf(accounting.unreadable));
        expect(new Set(quarantined.map(({ path }) => path)).size).toBe(quarantined.length);
      }),
      { numRuns: 80 },
    );
  });

  it('reads each record by itself: the same however records are put into batches', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 6 }), fc.nat({ max: 6 }), (batch, cut) => {
        const all = batch.map(({ data }, index) => recordOf(data, index));
        const options = { ownLogGroupPrefixes: ['/bellwether/'] };
        const idsOf = (records: readonly ShardRecord[]): readonly string[] =>
          readBatch({ shard: 's', records }, options).records.map(
            ({ position }) => `${position.sequence} ${position.fallbackId}`,
          );
        expect([...idsOf(all.slice(0, cut)), ...idsOf(all.slice(cut))]).toEqual(idsOf(all));
      }),
      { numRuns: 40 },
    );
  });
});
