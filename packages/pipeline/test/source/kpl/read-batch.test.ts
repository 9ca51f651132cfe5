import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cloudWatchEnvelope, controlEnvelope, gzipJson, sampleTimeMs } from '@bellwether/testkit';
import { isConserved, readBatch, type ReadBatch } from '../../../src/index.ts';
import { encodeAggregate } from './encode-aggregate.ts';

const read = (...data: readonly Uint8Array[]): ReadBatch =>
  readBatch(
    {
      shard: 'shard',
      records: data.map((bytes, index) => ({ sequence: `000${index}`, arrivalMs: sampleTimeMs, data: bytes })),
    },
    { ownLogGroupPrefixes: ['/own/'] },
  );

const envelope = (id: string, message: string, logGroup = '/app/web'): Uint8Array =>
  gzipJson(cloudWatchEnvelope({ logGroup, logEvents: [{ id, timestamp: sampleTimeMs, message }] }));

const messagesOf = (batch: ReadBatch): readonly string[] => batch.records.map(({ record }) => record.message);

describe('a batch with aggregated records', () => {
  const poison = Buffer.from([0x1f, 0x8b, 0x08, 0xff, 0x00, 0x01]);
  const mixed = encodeAggregate([
    envelope('a', 'INFO first'),
    gzipJson(controlEnvelope()),
    envelope('b', 'INFO ours', '/own/app'),
    poison,
    Buffer.from('INFO third\nINFO fourth'),
    envelope('c', 'INFO fifth'),
  ]);

  it('reads each user record as if it stood alone, in order', () => {
    const batch = read(mixed);
    expect(messagesOf(batch)).toEqual(['first', 'third', 'fourth', 'fifth']);
    expect(batch.records.map(({ position }) => position.sequence)).toEqual(['0000', '0000', '0000', '0000']);
    expect(batch.accounting).toEqual({
      received: 7,
      classified: 4,
      unreadable: { truncated_gzip: 1 },
      dropped: { control_message: 1, own_logs: 1 },
    });
    expect(isConserved(batch.accounting)).toBe(true);
  });

  it('quarantines one broken user record alone, under a name of its own', () => {
    const [record, ...others] = read(mixed).quarantined;
    expect(others).toEqual([]);
    expect(record).toMatchObject({ path: 'quarantine/shard=shard/0000-u3', reason: 'truncated_gzip' });
    expect(Buffer.from(record?.bytes ?? [])).toEqual(poison);
  });

  it('quarantines a damaged aggregate whole and reads on behind it', () => {
    const damaged = Buffer.from(encodeAggregate([Buffer.from('INFO lost')]));
    damaged[damaged.length - 1] = damaged[damaged.length - 1]! ^ 1;
    const batch = read(damaged, Buffer.from('INFO next'));
    expect(messagesOf(batch)).toEqual(['next']);
    expect(batch.quarantined).toHaveLength(1);
    expect(batch.quarantined[0]).toMatchObject({
      path: 'quarantine/shard=shard/0000',
      reason: 'bad_shape',
      sentence: 'The record looks like kpl-aggregate but its field checksum is missing or of another type.',
      bytes: damaged,
    });
    expect(isConserved(batch.accounting)).toBe(true);
  });

  it('gives every line an id of its own, the same in every reading', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom('INFO a', 'WARN b', 'plain'), { minLength: 1, maxLength: 4 }), {
          minLength: 1,
          maxLength: 6,
        }),
        (groups) => {
          const data = encodeAggregate(groups.map((lines) => Buffer.from(lines.join('\n'))));
          const apart = read(...groups.map((lines) => Buffer.from(lines.join('\n'))));
          const together = read(data);
          const ids = together.records.map(({ position }) => position.fallbackId);
          expect(messagesOf(together)).toEqual(messagesOf(apart));
          expect(new Set(ids).size).toBe(ids.length);
          expect(read(data)).toEqual(together);
        },
      ),
    );
  });
});
