import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { identify } from '@bellwether/log-model';
import { byOrderingKey, orderingKeyOf, orderingKeysOf } from '@bellwether/pipeline';
import { makeContribution, memoryCounts, sampleTimeMs, sequenceOf } from '@bellwether/testkit';

const contributionOf = (ordinal: number) => makeContribution({ sequence: sequenceOf(ordinal), scope: 's' });
const eventsOf = async (counts: ReturnType<typeof memoryCounts>) =>
  (await counts.row('s', sampleTimeMs)).fields['events'];

describe('ordering keys', () => {
  it('are one a partition key of a shard', () => {
    const batch = {
      shard: 'logs-1',
      records: [
        { sequence: '1', partitionKey: 'a' },
        { sequence: '2', partitionKey: 'b' },
        { sequence: '3', partitionKey: 'a' },
      ],
    };
    const orderingKeys = orderingKeysOf(batch, true) ?? new Map<string, string>();
    expect(orderingKeys.get('1')).toBe(orderingKeys.get('3'));
    expect(new Set(orderingKeys.values()).size).toBe(2);
    expect(orderingKeys.get('1')).toBe(`logs-1-${identify('ordering-key', 'a')}`);
    expect(orderingKeyOf('logs-1', orderingKeys, '1')).toBe(identify('ordering-key', 'a'));
    expect(orderingKeyOf('logs-1', orderingKeys, '4')).toBeUndefined();
    expect(orderingKeyOf('logs-1', undefined, '1')).toBeUndefined();
  });

  it('are those that an archive says, whatever is read now, and none for a record without one', () => {
    const orderingKey = '0123456789abcdef';
    const records = [{ sequence: '1', orderingKey }, { sequence: '2' }, { sequence: '3', partitionKey: 'a' }];
    expect(orderingKeysOf({ shard: 'logs-1', records }, false)).toEqual(new Map([['1', `logs-1-${orderingKey}`]]));
    expect([...(orderingKeysOf({ shard: 'logs-1', records }, true)?.keys() ?? [])]).toEqual(['1', '3']);
    expect(orderingKeysOf({ shard: 'logs-1', records: [{ sequence: '2' }] }, true)).toBeUndefined();
  });

  it('leave all to the shard where there are none', () => {
    const contributions = [contributionOf(1), contributionOf(2)];
    expect([...byOrderingKey('logs-1', undefined, contributions)]).toEqual([['logs-1', contributions]]);
  });

  it('lose nothing and keep the order of each', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { maxLength: 30 }), (keys) => {
        const records = keys.map((key, n) => ({ sequence: sequenceOf(n), partitionKey: String(key) }));
        const contributions = records.map((_, n) => contributionOf(n));
        const grouped = [
          ...byOrderingKey('logs-1', orderingKeysOf({ shard: 'logs-1', records }, true), contributions).values(),
        ];
        expect(grouped.flat()).toHaveLength(contributions.length);
        for (const group of grouped)
          expect(group.map(({ sequence }) => sequence)).toEqual(group.map(({ sequence }) => sequence).toSorted());
      }),
    );
  });

  it('count what the watermark of a shard would lose when a later record is counted first', async () => {
    const records = [1, 2].map((n) => ({ sequence: sequenceOf(n), partitionKey: `key-${n}` }));
    const orderingKeys = orderingKeysOf({ shard: 'logs-1', records }, true);
    const [withKeys, without] = [memoryCounts(), memoryCounts()];
    for (const ordinal of [2, 1]) {
      const contributions = [contributionOf(ordinal)];
      for (const [orderingKey, ofKey] of byOrderingKey('logs-1', orderingKeys, contributions))
        await withKeys.add(orderingKey, ofKey);
      await without.add('logs-1', contributions);
    }
    expect([await eventsOf(withKeys), await eventsOf(without)]).toEqual([2, 1]);
  });
});
