import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventLine, joinPayloads, mixedDataset, partitionPath } from '@bellwether/lake';
import { makeEvent, sampleTimeMs } from '@bellwether/testkit';
import { gatherArchive } from '../../src/replay/gather-archive.ts';
import type { ReplayItem } from '../../src/replay/replay-item.ts';
import type { ReplaySource } from '../../src/replay/replay-source.ts';

const range = { fromMs: sampleTimeMs - 3_600_000, toMs: sampleTimeMs + 10 * 3_600_000 };

const sequenceOf = (n: number): string => String(n).padStart(6, '0');

/** A lake in memory; an object of bytes `undefined` goes away after it was listed. */
const sourceOf = (objects: ReadonlyMap<string, Uint8Array | undefined>): ReplaySource => ({
  lake: {
    list: async function* (prefix: string) {
      for (const [path, bytes] of objects)
        if (path.startsWith(prefix)) yield { path, sizeBytes: bytes?.length ?? 0, modifiedMs: 0 };
    },
    read: async (path: string) => objects.get(path) ?? 'not_found',
  },
  quarantine: { list: async function* () {} },
});

const pathIn = (kind: 'payloads' | 'events', hour: number, shard: string, first: number, last: number): string =>
  `${partitionPath(kind, mixedDataset, sampleTimeMs + hour * 3_600_000)}/${shard}-${sequenceOf(first)}-${sequenceOf(last)}.ndjson.gz`;

const linesOf = (hour: number, sequences: readonly number[]): Uint8Array => {
  const timestampMs = sampleTimeMs + hour * 3_600_000;
  const lines = sequences.map((n) =>
    eventLine({ sequence: sequenceOf(n), event: makeEvent({ id: `event-${n}`, timestampMs }) }, mixedDataset),
  );
  return gzipSync(lines.join(''));
};

const payloadsOf = (sequences: readonly number[]): Uint8Array =>
  joinPayloads(
    sequences.map((n) => ({ sequence: sequenceOf(n), arrivalMs: sampleTimeMs, bytes: gzipSync(`record ${n}`) })),
  );

const gathered = async (objects: ReadonlyMap<string, Uint8Array | undefined>): Promise<readonly ReplayItem[]> => {
  const items: ReplayItem[] = [];
  for await (const item of gatherArchive(sourceOf(objects), range)) items.push(item);
  return items;
};

/** Sequences in the order in which they are sent, by shard. */
const sentOf = (items: readonly ReplayItem[]): Readonly<Record<string, readonly number[]>> => {
  const sent: Record<string, number[]> = {};
  for (const item of items) {
    if (item.kind === 'delivery')
      (sent[item.delivery.batch.shard] ??= []).push(...item.delivery.batch.records.map((one) => Number(one.sequence)));
    if (item.kind === 'events') (sent[item.shard] ??= []).push(...item.events.map((one) => Number(one.sequence)));
  }
  return sent;
};

const upTo = (count: number, from = 0): readonly number[] => Array.from({ length: count }, (_, n) => from + n);

describe('a range of the archive in which only some records are kept as received', () => {
  it('sends the events of all hours that have none', async () => {
    const objects = new Map([
      [pathIn('events', 0, 'logs-0', 0, 999), linesOf(0, upTo(1_000))],
      [pathIn('payloads', 1, 'logs-0', 1_000, 1_099), payloadsOf(upTo(100, 1_000))],
    ]);
    expect(sentOf(await gathered(objects))).toEqual({ 'logs-0': upTo(1_100) });
  });

  it('sends what compaction made of a record once, as received', async () => {
    const objects = new Map([
      [pathIn('payloads', 0, 'logs-0', 0, 9), payloadsOf(upTo(10))],
      [pathIn('events', 0, 'logs-0', 0, 12), linesOf(0, upTo(13))],
      [pathIn('events', 0, 'trail-1', 0, 2), linesOf(0, upTo(3))],
    ]);
    expect(sentOf(await gathered(objects))).toEqual({ 'logs-0': upTo(13), 'trail-1': upTo(3) });
  });

  it('sends every record of a shard once and in its order, however records and events are mixed', async () => {
    const kept = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(kept, fc.integer({ min: 1, max: 12 }), async (isKept, perBatch) => {
        const objects = new Map<string, Uint8Array>();
        const of = (wanted: boolean): readonly number[] => upTo(isKept.length).filter((n) => isKept[n] === wanted);
        const records = of(true);
        for (let from = 0; from < records.length; from += perBatch) {
          const batch = records.slice(from, from + perBatch);
          objects.set(pathIn('payloads', 0, 'logs-0', batch[0]!, batch.at(-1)), payloadsOf(batch));
        }
        for (const hour of [0, 1, 2]) {
          const events = of(false).filter((n) => (n * 7) % 3 === hour);
          if (events.length > 0) objects.set(pathIn('events', hour, 'logs-0', 0, 99), linesOf(hour, events));
        }
        const items = await gathered(objects);
        const sent = sentOf(items)['logs-0'];
        if (records.length > 0) expect(sent).toEqual(upTo(isKept.length));
        else expect([...(sent ?? [])].sort((a, b) => a - b)).toEqual(upTo(isKept.length));
      }),
    );
  });

  it('names what went away while it was read', async () => {
    const path = pathIn('payloads', 0, 'logs-0', 0, 9);
    const objects = new Map([[path, undefined]]);
    expect(await gathered(objects)).toEqual([
      { kind: 'refused', path, reason: expect.stringContaining('was removed') as unknown },
    ]);
  });
});
