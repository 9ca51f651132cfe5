import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { dayMs, hourMs, spreadHash } from '@bellwether/log-model';
import type { AlertGroupStore, StoredAlertGroup } from '@bellwether/ports';
import * as z from 'zod/mini';
import type { Calls } from '../clients.ts';
import { dynamoCalls } from '../clients.ts';
import { inParallel } from '@bellwether/ports';
import { errorName, portCall } from '../port-call.ts';
import { queryAll } from '../query-all.ts';
import type { Retention } from '../retention.ts';
import { expirySeconds, nowSeconds } from '../retention.ts';
import { schemaVersion } from '../schema-version.ts';
import type { DynamoCalls } from '../sdk/dynamo.ts';

/**
 * Partitions of the index of due groups. One takes 1,000 writes a second; groups are spread over them by their ids, and a query for due
 * groups reads each of them.
 */
const dueShards = 4;

/** Maximum size of a state, in bytes of UTF-8: DynamoDB takes items of 400 KB, attribute names included. */
const maxStateBytes = 380_000;

/** A group that is saved may have been due for so long; far less than it lives. */
const maxOverdueMs = hourMs;

const numberText = z.string().check(z.regex(/^-?\d{1,18}$/));

const itemSchema = z.object({
  id: z.object({ S: z.string() }),
  version: z.object({ N: numberText }),
  state: z.object({ S: z.string() }),
  ttl: z.object({ N: numberText }),
  dueAtMs: z.optional(z.object({ N: numberText })),
});

const dueShard = (index: number): string => `${schemaVersion}#${index}`;
const shardOf = (id: string): string => dueShard(Number.parseInt(spreadHash(id).slice(-2), 16) % dueShards);

/** Begins the key of a group; its id follows. */
const keyPrefix = `${schemaVersion}#`;

const itemOf = ({ id, version, dueAtMs, state }: StoredAlertGroup, ttlSeconds: number) => {
  const item: Record<string, AttributeValue> = {
    id: { S: `${keyPrefix}${id}` },
    version: { N: String(version) },
    state: { S: state },
    ttl: { N: String(ttlSeconds) },
  };
  // Both or neither: only an item with both is in the index.
  return dueAtMs === undefined
    ? item
    : { ...item, dueShard: { S: shardOf(id) }, dueAtMs: { N: String(Math.ceil(dueAtMs)) } };
};

/**
 * Alert groups in a table with the key `id` (text), the TTL attribute `ttl` and the index `by-due` over `dueShard` (text) and
 * `dueAtMs` (number), which projects keys alone. Needs `dynamodb:GetItem` and `PutItem` on the table and `Query` on the index.
 * Groups live for `retentionDays` after they were last saved.
 */
export const dynamoAlertGroups = (
  table: string,
  retention: Retention,
  calls: Calls<DynamoCalls> = dynamoCalls,
): AlertGroupStore => {
  const dueOf = async (dynamo: DynamoCalls, shard: string, untilMs: number, limit: number) => {
    const found: { readonly id: string; readonly dueAtMs: number }[] = [];
    // One that fell due earlier has expired. The index keeps it until DynamoDB deletes it, and it must not stand in the way of others.
    const fromMs = nowSeconds(retention) * 1_000 - retention.retentionDays * dayMs - maxOverdueMs;
    const query = {
      TableName: table,
      IndexName: 'by-due',
      KeyConditionExpression: 'dueShard = :shard AND dueAtMs BETWEEN :from AND :until',
      ExpressionAttributeValues: {
        ':shard': { S: shard },
        ':from': { N: String(Math.floor(fromMs)) },
        ':until': { N: String(Math.floor(untilMs)) },
      },
      Limit: limit,
    };
    for await (const { id, dueAtMs } of queryAll(dynamo, query)) {
      found.push({ id: (id?.S ?? '').slice(keyPrefix.length), dueAtMs: Number(dueAtMs?.N) });
      if (found.length >= limit) break;
    }
    return found;
  };

  return {
    load: (id) =>
      portCall('groups', 'load', async () => {
        const dynamo = await calls();
        const { Item } = await dynamo.get({
          TableName: table,
          Key: { id: { S: `${keyPrefix}${id}` } },
          ConsistentRead: true,
        });
        if (Item === undefined) return undefined;
        const { version, state, ttl, dueAtMs } = z.parse(itemSchema, Item);
        if (Number(ttl.N) <= nowSeconds(retention)) return undefined;
        return {
          id,
          version: Number(version.N),
          state: state.S,
          ...(dueAtMs === undefined ? {} : { dueAtMs: Number(dueAtMs.N) }),
        };
      }),
    save: (group) =>
      portCall('groups', 'save', async () => {
        if (Buffer.byteLength(group.state) > maxStateBytes)
          throw new RangeError(`The state has more than ${maxStateBytes} bytes.`);
        const isFirst = group.version === 1;
        try {
          await (
            await calls()
          ).put({
            TableName: table,
            Item: itemOf(group, expirySeconds(retention)),
            ConditionExpression: isFirst ? 'attribute_not_exists(id) OR #t <= :now' : '#v = :before',
            ExpressionAttributeNames: isFirst ? { '#t': 'ttl' } : { '#v': 'version' },
            ExpressionAttributeValues: isFirst
              ? { ':now': { N: String(nowSeconds(retention)) } }
              : { ':before': { N: String(group.version - 1) } },
          });
          return 'saved';
        } catch (error) {
          if (errorName(error) === 'ConditionalCheckFailedException') return 'changed';
          throw error;
        }
      }),
    due: (untilMs, limit) =>
      portCall('groups', 'due', async () => {
        if (limit < 1) return [];
        const dynamo = await calls();
        const shards = Array.from({ length: dueShards }, (_, shard) => dueShard(shard));
        const found = await inParallel(shards, dueShards, (shard) => dueOf(dynamo, shard, untilMs, limit));
        return found
          .flat()
          .sort((left, right) => left.dueAtMs - right.dueAtMs || (left.id < right.id ? -1 : 1))
          .slice(0, limit)
          .map(({ id }) => id);
      }),
  };
};
