import { inParallel, PortError, type Backlog, type LateWindow, type LateWindowStore } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { dynamoCalls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import { queryAll } from '../query-all.ts';
import type { Retention } from '../retention.ts';
import { expirySeconds, nowSeconds } from '../retention.ts';
import type { DynamoCalls } from '../sdk/dynamo.ts';
import { backlogKey, keyName, lateKeyOf, lateKeys, timeKey } from './row-keys.ts';

const maxAtOnce = 8;
/** Items that one call deletes at most. */
const maxBatch = 25;
/** Calls for items that DynamoDB leaves undone before the run fails and the next goes on. */
const maxRounds = 5;

const keyOf = ({ scope, windowStartMs, notedAtMs }: LateWindow) => ({
  pk: { S: lateKeyOf(scope) },
  sk: { S: `${timeKey(notedAtMs)}#${timeKey(windowStartMs)}#${keyName(scope)}` },
});

/**
 * Late windows and backlogs in the table of the counts, an item a note for a week. Needs `dynamodb:PutItem` to note, `Query` and `BatchWriteItem` to
 * take them up.
 */
export const dynamoLateWindows = (
  table: string,
  retention: Retention = { retentionDays: 7 },
  calls: Calls<DynamoCalls> = dynamoCalls,
): LateWindowStore => ({
  note: (windows) =>
    portCall('lateWindows', 'note', async () => {
      const dynamo = await calls();
      const ttl = { N: String(expirySeconds(retention)) };
      await inParallel(windows, maxAtOnce, (late) =>
        dynamo.put({
          TableName: table,
          Item: {
            ...keyOf(late),
            ttl,
            scope: { S: late.scope },
            window: { N: String(late.windowStartMs) },
            noted: { N: String(late.notedAtMs) },
          },
        }),
      );
    }),
  due: (notedToMs, limit) =>
    portCall('lateWindows', 'due', async () => {
      const dynamo = await calls();
      const parts = await inParallel(lateKeys, maxAtOnce, async (partition) => {
        const found: LateWindow[] = [];
        const query = {
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: {
            ':pk': { S: partition },
            ':from': { S: timeKey(0) },
            // `~` sorts after `#`, with which the window begins.
            ':to': { S: `${timeKey(notedToMs)}~` },
          },
          Limit: limit,
        };
        for await (const { scope, window, noted, ttl } of queryAll(dynamo, query)) {
          // DynamoDB deletes some days late.
          if (Number(ttl?.N) <= nowSeconds(retention)) continue;
          found.push({
            scope: scope?.S ?? '',
            windowStartMs: Number(window?.N),
            notedAtMs: Number(noted?.N),
          });
          if (found.length >= limit) break;
        }
        return found;
      });
      return parts
        .flat()
        .sort((left, right) => left.notedAtMs - right.notedAtMs)
        .slice(0, limit);
    }),
  done: (windows) =>
    portCall('lateWindows', 'done', async () => {
      const dynamo = await calls();
      const keys = [...new Map(windows.map((late) => [JSON.stringify(keyOf(late)), keyOf(late)])).values()];
      for (let start = 0; start < keys.length; start += maxBatch) {
        let left = keys.slice(start, start + maxBatch).map((Key) => ({ DeleteRequest: { Key } }));
        for (let round = 0; left.length > 0; round += 1) {
          if (round === maxRounds) throw new PortError('lateWindows', 'done', true);
          const { UnprocessedItems } = await dynamo.batchWrite({ RequestItems: { [table]: left } });
          left = (UnprocessedItems?.[table] ?? []).flatMap(({ DeleteRequest }) =>
            DeleteRequest?.Key === undefined
              ? []
              : [{ DeleteRequest: { Key: DeleteRequest.Key as (typeof keys)[number] } }],
          );
        }
      }
    }),
  noteBacklog: ({ shard, oldestArrivalMs, notedAtMs }) =>
    portCall('lateWindows', 'noteBacklog', async () => {
      const dynamo = await calls();
      await dynamo.put({
        TableName: table,
        Item: {
          pk: { S: backlogKey },
          sk: { S: `${timeKey(notedAtMs)}#${keyName(shard)}` },
          ttl: { N: String(expirySeconds(retention)) },
          shard: { S: shard },
          oldest: { N: String(oldestArrivalMs) },
          noted: { N: String(notedAtMs) },
        },
      });
    }),
  backlogs: (notedFromMs) =>
    portCall('lateWindows', 'backlogs', async () => {
      const dynamo = await calls();
      const found: Backlog[] = [];
      const query = {
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':pk': { S: backlogKey },
          ':from': { S: timeKey(notedFromMs) },
          ':to': { S: `${timeKey(Infinity)}~` },
        },
      };
      for await (const { shard, oldest, noted } of queryAll(dynamo, query))
        found.push({ shard: shard?.S ?? '', oldestArrivalMs: Number(oldest?.N), notedAtMs: Number(noted?.N) });
      return found;
    }),
});
