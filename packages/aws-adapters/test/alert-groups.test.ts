import { describe, expect, it } from '@jest/globals';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import {
  dynamoAlertGroups,
  dynamoFindings,
  sightingOfChange,
  sqsUndelivered,
  sqsUndeliveredReader,
} from '@bellwether/aws-adapters';
import type { Notification } from '@bellwether/ports';
import { makeFinding, sampleTimeMs } from '@bellwether/testkit';
import { itemOf } from '../src/findings/finding-item.ts';
import type { DynamoCalls } from '../src/sdk/dynamo.ts';
import { sdkError, unexpected } from './sdk-errors.ts';

type Item = Record<string, AttributeValue>;

const now = () => sampleTimeMs;
const retention = { retentionDays: 1, now };
const daySeconds = 86_400;
const nowSeconds = Math.floor(sampleTimeMs / 1_000);

const noCalls: DynamoCalls = {
  batchWrite: unexpected,
  get: unexpected,
  put: unexpected,
  query: unexpected,
  update: unexpected,
};

const item = (changes: Item = {}): Item => ({
  id: { S: 'g' },
  version: { N: '3' },
  state: { S: '{}' },
  ttl: { N: String(nowSeconds + 5) },
  ...changes,
});

const loading = (stored: Item | undefined) =>
  dynamoAlertGroups('groups', retention, async () => ({
    ...noCalls,
    get: async () => ({ ...(stored ? { Item: stored } : {}), $metadata: {} }),
  })).load('g');

describe('alert groups in DynamoDB', () => {
  it('are in the index of due groups, and spread over it, only while they are due', async () => {
    const put: Item[] = [];
    const store = dynamoAlertGroups('groups', retention, async () => ({
      ...noCalls,
      put: async ({ Item: written }) => {
        put.push(written ?? {});
        return { $metadata: {} };
      },
    }));
    for (let index = 0; index < 200; index += 1)
      await store.save({ id: `g${index}`, version: 1, dueAtMs: 1.5, state: 's' });
    await store.save({ id: 'idle', version: 1, state: 's' });
    expect(new Set(put.slice(0, 200).map((one) => one['dueShard']?.S)).size).toBe(4);
    expect(put[0]).toMatchObject({ dueAtMs: { N: '2' }, ttl: { N: String(nowSeconds + daySeconds) } });
    expect(put.at(-1)).toEqual({
      id: { S: '3#idle' },
      version: { N: '1' },
      state: { S: 's' },
      ttl: { N: String(nowSeconds + daySeconds) },
    });
  });

  it('have gone when their time is over, before DynamoDB deletes them', async () => {
    expect(await loading(item())).toEqual({ id: 'g', version: 3, state: '{}' });
    expect(await loading(item({ ttl: { N: String(nowSeconds) } }))).toBeUndefined();
    expect(await loading(undefined)).toBeUndefined();
  });

  it('are not due any more when their time is over, so that they stand in the way of none', async () => {
    const asked: number[] = [];
    const store = dynamoAlertGroups('groups', retention, async () => ({
      ...noCalls,
      query: async ({ KeyConditionExpression: condition, ExpressionAttributeValues: values = {} }) => {
        expect(condition).toBe('dueShard = :shard AND dueAtMs BETWEEN :from AND :until');
        asked.push(Number(values[':from']?.N));
        return { $metadata: {} };
      },
    }));
    await store.due(sampleTimeMs, 3);
    // A day that they live, and an hour that a group may have been due when it was saved.
    expect(new Set(asked)).toEqual(new Set([sampleTimeMs - 25 * 3_600_000]));
  });

  it.each([
    ['a version that is no number', item({ version: { N: 'x' } })],
    ['no state', { id: { S: 'g' }, version: { N: '1' }, ttl: { N: '9999999999' } }],
  ])('refuse an item with %s', async (_, stored) => {
    await expect(loading(stored)).rejects.toMatchObject({ name: 'PortError', port: 'groups', retryable: false });
  });

  it('refuse a state that an item could not hold', async () => {
    const store = dynamoAlertGroups('groups', retention, async () => noCalls);
    await expect(store.save({ id: 'g', version: 1, state: 'ü'.repeat(200_000) })).rejects.toMatchObject({
      port: 'groups',
      retryable: false,
    });
  });

  it('tell a throttled write from one that came too late', async () => {
    const failing = (name: string) =>
      dynamoAlertGroups('groups', retention, async () => ({
        ...noCalls,
        put: async () => Promise.reject(sdkError(name)),
      })).save({ id: 'g', version: 2, state: 's' });
    expect(await failing('ConditionalCheckFailedException')).toBe('changed');
    await expect(failing('ThrottlingException')).rejects.toMatchObject({ port: 'groups', retryable: true });
  });

  it('are asked for page after page in each part of the index, and no further than asked', async () => {
    const pages = new Map<string, number>();
    const store = dynamoAlertGroups('groups', retention, async () => ({
      ...noCalls,
      query: async ({ ExpressionAttributeValues: values = {} }) => {
        const shard = (values[':shard']?.S ?? '').slice(2);
        const page = (pages.get(shard) ?? 0) + 1;
        pages.set(shard, page);
        const Items =
          page === 1 ? [] : [{ id: { S: `3#${shard}-${page}` }, dueAtMs: { N: String(page * 10 + Number(shard)) } }];
        return { Items, ...(page < 9 ? { LastEvaluatedKey: { id: { S: 'x' } } } : {}), $metadata: {} };
      },
    }));
    expect(await store.due(sampleTimeMs, 3)).toEqual(['0-2', '1-2', '2-2']);
    expect([...pages.values()]).toEqual([4, 4, 4, 4]);
    expect(await store.due(sampleTimeMs, 0)).toEqual([]);
  });
});

describe('a finding on the stream of its table', () => {
  it('is the finding as it is now, with its beginning as it was first stored', async () => {
    const put: Item[] = [];
    const store = dynamoFindings('findings', retention, async () => ({
      ...noCalls,
      update: async () => ({ $metadata: {} }),
      put: async ({ Item: written }) => {
        put.push(written ?? {});
        return { $metadata: {} };
      },
    }));
    const finding = makeFinding();
    await store.raise(finding);
    const image = { ...put[0], firstSeenMs: { N: '5' }, count: { N: '77' } };
    expect(sightingOfChange({ image })).toEqual({
      finding: { ...finding, firstSeenMs: 5, count: 77 },
      raisedMs: finding.firstSeenMs,
    });
  });

  const stored = itemOf(makeFinding(), nowSeconds + daySeconds);
  const resolved = { state: { S: 'resolved' }, stateSinceMs: { N: '9' }, stateDay: { S: 'resolved#2026-01-15' } };
  it.each<[string, Item, Item | undefined, boolean]>([
    ['was raised', stored, undefined, true],
    ['was seen for longer', { ...stored, lastSeenMs: { N: '9' } }, stored, true],
    ['began earlier', { ...stored, firstSeenMs: { N: '9' } }, stored, true],
    ['was seen more often', { ...stored, count: { N: '9' } }, stored, true],
    [
      'was resolved and seen again',
      { ...stored, state: { S: 'new' }, count: { N: '9' } },
      { ...stored, ...resolved },
      true,
    ],
    ['says something else', itemOf(makeFinding({ score: 0.5 }), nowSeconds + daySeconds), stored, true],
    ['follows its expired like', stored, { ...stored, ttl: { N: '9' } }, true],
    ['changed from what the stream does not show', { ...stored, ...resolved }, undefined, true],
    ['was marked', { ...stored, ...resolved }, stored, false],
    ['was notified', { ...stored, notifiedAtMs: { N: '9' } }, stored, false],
    ['has a note', { ...stored, note: { S: 'Known.' } }, stored, false],
  ])('that %s is a sighting: %#', (_, image, before, isSighting) => {
    expect(sightingOfChange(before === undefined ? { image } : { image, before }) !== undefined).toBe(isSighting);
  });

  it('carries what was last made of it', () => {
    expect(sightingOfChange({ image: stored })).not.toHaveProperty('state');
    expect(sightingOfChange({ image: { ...stored, ...resolved } })).toMatchObject({ state: 'resolved' });
  });

  it('is none for the item that lists the days, and refused when it is corrupt', () => {
    expect(sightingOfChange({ image: { id: { S: '#days' }, days: { SS: ['2026-01-15'] } } })).toBeUndefined();
    expect(() => sightingOfChange({ image: { id: { S: 'x' }, finding: { S: '{}' } } })).toThrow();
    expect(() => sightingOfChange({ image: { id: { S: 'x' }, finding: 7 } })).toThrow();
  });
});

describe('the queue of undelivered messages', () => {
  it('takes output, attempts and message as JSON', async () => {
    const sent: unknown[] = [];
    const queue = sqsUndelivered('https://queue', async () => ({
      sendMessage: async (input) => {
        sent.push(input);
        return { $metadata: {} };
      },
    }));
    const notification = { id: 'g-1', title: 'größe' } as unknown as Notification;
    await queue.keep({ output: 'chat', attempts: 10, notification });
    expect(sent).toEqual([
      {
        QueueUrl: 'https://queue',
        MessageBody: '{"output":"chat","attempts":10,"notification":{"id":"g-1","title":"größe"}}',
      },
    ]);
  });

  it('says whether trying again can help', async () => {
    const queue = sqsUndelivered('https://queue', async () => ({
      sendMessage: async () => Promise.reject(sdkError('ThrottlingException')),
    }));
    await expect(
      queue.keep({ output: 'chat', attempts: 1, notification: {} as unknown as Notification }),
    ).rejects.toMatchObject({ port: 'undelivered', operation: 'keep', retryable: true });
  });
});

describe('reading the queue of undelivered messages', () => {
  /** A queue that gives its messages in the portions it is told, some of them twice. */
  const queueOf = (portions: readonly (readonly string[])[]) => {
    const [asked, removed]: [unknown[], unknown[]] = [[], []];
    const calls = {
      receiveMessage: async (input: object) => {
        const ids = portions[asked.push(input) - 1] ?? [];
        const Messages = ids.map((id) => ({ MessageId: id, Body: `body of ${id}`, ReceiptHandle: `receipt of ${id}` }));
        return { $metadata: {}, ...(ids.length === 0 ? {} : { Messages }) };
      },
      deleteMessage: async (input: object) => (removed.push(input), { $metadata: {} }),
    };
    return { asked, removed, reader: sqsUndeliveredReader('https://queue', async () => calls) };
  };

  it('gives each message once, hides it meanwhile, and removes what it is asked to', async () => {
    const { asked, removed, reader } = queueOf([['a', 'b'], ['b', 'c'], []]);
    const seen: string[] = [];
    for await (const { id, body, remove } of reader.messages(30)) {
      seen.push(`${id}: ${body}`);
      if (id === 'b') await remove();
    }
    expect(seen).toEqual(['a: body of a', 'b: body of b', 'c: body of c']);
    expect(asked).toHaveLength(3);
    expect(asked[0]).toMatchObject({ QueueUrl: 'https://queue', VisibilityTimeout: 30, MaxNumberOfMessages: 10 });
    expect(removed).toEqual([{ QueueUrl: 'https://queue', ReceiptHandle: 'receipt of b' }]);
  });

  it.each([
    ['goes on where messages came back before others were given', [['a'], ['a'], ['a'], ['b'], []], ['a', 'b'], 5],
    ['ends when only messages come back that it has given', Array.from({ length: 30 }, () => ['a']), ['a'], 11],
  ])('%s', async (_, portions, given, asks) => {
    const { asked, reader } = queueOf(portions);
    const seen: string[] = [];
    for await (const { id } of reader.messages(1)) seen.push(id);
    expect([seen, asked.length]).toEqual([given, asks]);
  });
});
