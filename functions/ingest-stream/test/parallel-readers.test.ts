import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { dynamoLedger } from '@bellwether/aws-adapters';
import { emptyAccounting, noNotes, nothingRaised, withoutRepeats, type ShardRecord } from '@bellwether/pipeline';
import type { BatchLedger } from '@bellwether/ports';
import { cloudWatchEnvelope, memoryLedger } from '@bellwether/testkit';
import { fakeCounts } from '../../../packages/aws-adapters/test/fake-dynamo.ts';

const payloadOf = (name: string): Buffer =>
  gzipSync(JSON.stringify(cloudWatchEnvelope({ logEvents: [{ id: name, timestamp: 1, message: `line ${name}` }] })));

const recordAt = (sequence: number, name: string): ShardRecord => ({
  sequence: String(sequence).padStart(4, '0'),
  arrivalMs: 1,
  data: payloadOf(name),
  partitionKey: name,
});

/** An invocation that reads a shard beside others, or alone; `taken` are the sequences that it counts. */
const reader = (ledger: BatchLedger, readsByOrderingKey: boolean) => {
  const taken: number[] = [];
  const read = withoutRepeats(
    ledger,
    async ({ records }) => {
      taken.push(...records.map(({ sequence }) => Number(sequence)));
      const accounting = { ...emptyAccounting, received: records.length, classified: records.length };
      return { accounting, ...nothingRaised, ...noNotes };
    },
    readsByOrderingKey,
  );
  return { taken, read: (...records: ShardRecord[]) => read({ shard: 'logs-1', records }) };
};

const ledgers: readonly (readonly [string, () => BatchLedger])[] = [
  ['the memory', () => memoryLedger()],
  [
    'DynamoDB',
    () => {
      const table = fakeCounts();
      return dynamoLedger('counts', { retentionDays: 2 }, async () => table);
    },
  ],
];

describe.each(ledgers)('several invocations that read one shard, with a ledger in %s', (_, openLedger) => {
  it('leave out a repeat that comes before the last record of the batch that counted its payload', async () => {
    const ledger = openLedger();
    const [first, second] = [reader(ledger, true), reader(ledger, true)];
    await first.read(recordAt(1, 'a'), recordAt(9, 'b'));
    const { accounting } = await second.read(recordAt(5, 'a'), recordAt(6, 'c'));
    expect(second.taken).toEqual([6]);
    expect(accounting).toMatchObject({ received: 2, classified: 1, dropped: { duplicate: 1 } });
  });

  it('leave out a repeat of a batch that ended after one with later records', async () => {
    const ledger = openLedger();
    const [first, second] = [reader(ledger, true), reader(ledger, true)];
    await second.read(recordAt(20, 'z'));
    await second.read(recordAt(21, 'y'));
    await first.read(recordAt(1, 'a'), recordAt(2, 'b'));
    await second.read(recordAt(22, 'a'), recordAt(23, 'c'));
    expect(second.taken).toEqual([20, 21, 23]);
  });

  it('take a batch that is given again as the same, however it is cut', async () => {
    const ledger = openLedger();
    await reader(ledger, true).read(recordAt(1, 'a'), recordAt(2, 'b'), recordAt(3, 'a'));
    const again = reader(ledger, true);
    await again.read(recordAt(1, 'a'));
    await again.read(recordAt(2, 'b'), recordAt(3, 'a'));
    expect(again.taken).toEqual([1, 2]);
  });

  it.each([
    ['several', false, true],
    ['one', true, false],
  ])('count a finished batch once that is given again after their number became %s', async (_name, before, after) => {
    const ledger = openLedger();
    const batch = [recordAt(1, 'a'), recordAt(2, 'b')];
    await reader(ledger, before).read(...batch);
    const later = reader(ledger, after);
    await later.read(...batch);
    await later.read(...batch, recordAt(3, 'c'));
    expect(later.taken).toEqual([3]);
  });

  it.each([
    ['one', false],
    ['several', true],
  ])(
    'with %s, leave out a repeat of a record that a batch no longer had when it was given again',
    async (_name, byKey) => {
      const ledger = openLedger();
      await reader(ledger, byKey).read(recordAt(1, 'a'), recordAt(2, 'b'), recordAt(3, 'c'));
      await reader(ledger, byKey).read(recordAt(3, 'c'));
      const later = reader(ledger, byKey);
      await later.read(recordAt(4, 'a'), recordAt(5, 'd'));
      expect(later.taken).toEqual([5]);
    },
  );
});
