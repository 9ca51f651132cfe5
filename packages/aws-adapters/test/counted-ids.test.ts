import { describe, expect, it } from '@jest/globals';
import { memoryCountedIds } from '@bellwether/testkit';
import { describeCountedIds, movingClock } from '../../testkit/src/conformance/index.ts';
import { fakeCounts } from './fake-dynamo.ts';
import { opened } from './sdk-errors.ts';
import { dynamoCountedIds } from '../src/counts/dynamo-counted-ids.ts';

const close = async (): Promise<void> => undefined;

describeCountedIds('DynamoDB, as far as faked,', async () => ({
  store: dynamoCountedIds('counts', { retentionDays: 90 }, opened(fakeCounts())),
  close,
}));

describeCountedIds('the memory', async () => ({ store: memoryCountedIds(), close }));

describe('ids that were counted longer ago than counts are kept', () => {
  it('are free again, under numbers that stay taken until DynamoDB deletes them', async () => {
    const { now, advance } = movingClock();
    const fake = fakeCounts();
    // Another process each time: nothing is remembered but the table.
    const store = () => dynamoCountedIds('counts', { retentionDays: 90, now }, opened(fake));
    const entry = (number: number, owner: string) => ({
      ...{ page: 'a 0', number },
      claims: [{ owner: owner.padEnd(32, '0'), fingerprints: ['00112233445f'] }],
    });
    await store().append([entry(0, 'a')]);
    advance(60);
    await store().append([entry(1, 'b')]);
    advance(30);
    expect(await store().read([{ page: 'a 0', from: 0 }])).toEqual([{ ...entry(0, 'a'), claims: [] }, entry(1, 'b')]);
    expect(await store().append([entry(1, 'c')])).toEqual(['a 0']);
    advance(60);
    const [, last] = await store().read([{ page: 'a 0', from: 0 }]);
    expect(last).toEqual({ ...entry(1, 'b'), claims: [] });
    expect(await store().append([entry(2, 'c')])).toEqual([]);
  });
});
