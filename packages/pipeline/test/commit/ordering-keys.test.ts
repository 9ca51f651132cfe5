import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { byOrderingKey, orderingKeysOf } from '@bellwether/pipeline';
import { makeContribution, memoryCounts, sampleTimeMs, sequenceOf } from '@bellwether/testkit';

const contributionOf = (ordinal: number) => makeContribution({ sequence: sequenceOf(ordinal), scope: 's' });
const eventsOf = async (counts: ReturnType<typeof memoryCounts>) =>
  (await counts.row('s', sampleTimeMs)).fields['events'];

describe('lanes', () => {
  it('are one a partition key of a shard', () => {
    const batch = {
      shard: 'logs-1',
      records: [
        { sequence: '1', partitionKey: 'a' },
        { sequence: '2', partitionKey: 'b' },
        { sequence: '3', partitionKey: 'a' },
      ],
    };
    const lanes = orderingKeysOf(batch, true) ?? new Map<string, string>();
    expect(lanes.get('1')).toBe(lanes.get('3'));
    expect(new Set(lanes.values()).size).toBe(2);
    for (const lane of lanes.values()) expect(lane).toMatch(/^logs-1-[0-9a-f]{32}$/);
  });

  it('are those that an archive says, whatever is read now, and none for a record without one', () => {
    const lane = '0123456789abcdef';
    const records = [{ sequence: '1', lane }, { sequence: '2' }, { sequence: '3', partitionKey: 'a' }];
    expect(orderingKeysOf({ shard: 'logs-1', records }, false)).toEqual(new Map([['1', `logs-1-${lane}`]]));
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
    const lanes = orderingKeysOf({ shard: 'logs-1', records }, true);
    const [withLanes, without] = [memoryCounts(), memoryCounts()];
    for (const ordinal of [2, 1]) {
      const contributions = [contributionOf(ordinal)];
      for (const [lane, ofLane] of byOrderingKey('logs-1', lanes, contributions)) await withLanes.add(lane, ofLane);
      await without.add('logs-1', contributions);
    }
    expect([await eventsOf(withLanes), await eventsOf(without)]).toEqual([2, 1]);
  });
});
