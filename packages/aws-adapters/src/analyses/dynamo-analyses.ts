import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type {
  AnalysisRun,
  AnalysisRunStore,
  AnalyzedWindow,
  AnalyzedWindowStore,
  SpendingStore,
} from '@bellwether/ports';
import * as z from 'zod/mini';
import type { Calls } from '../clients.ts';
import { dynamoCalls } from '../clients.ts';
import { errorName, portCall } from '../port-call.ts';
import { queryAll } from '../query-all.ts';
import type { Retention } from '../retention.ts';
import { expirySeconds, nowSeconds } from '../retention.ts';
import type { DynamoCalls } from '../sdk/dynamo.ts';

/**
 * One table for all that is known of analyses, with the keys `pk` and `sk` (texts) and the TTL attribute `ttl`:
 *
 *     window#<id>    <version>                    a window that was analysed: where its facts lie
 *     missing#<run>  <window id>                  why a run could not analyse a window
 *     runs#<name>    <13 digits of time>#<id>     a run that came to its end
 *     spent#<day>    total                        what a day has spent
 *
 * One table, not one each for windows and results: results are objects of the lake, and what is left is small, is never read across
 * keys, and expires alike.
 */
type Item = Record<string, AttributeValue>;

const numberText = z.string().check(z.regex(/^\d{1,18}$/));
const text = z.object({ S: z.string() });
const number = z.object({ N: numberText });

const windowItem = z.object({ factsPath: text, events: number });
const reasonItem = z.object({ sk: text, reason: text });
const runItem = z.object({ run: text });
const runSchema = z.object({
  id: z.string(),
  name: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
  createdMs: z.number(),
  planned: z.number(),
  analysed: z.number(),
  factsPath: z.string(),
});

const keyOf = (pk: string, sk: string): Item => ({ pk: { S: pk }, sk: { S: sk } });
const isAlive = (item: Readonly<Item>, retention: Retention): boolean =>
  Number(item['ttl']?.N ?? 0) > nowSeconds(retention);
const ttlOf = (retention: Retention): Item => ({ ttl: { N: String(expirySeconds(retention)) } });

/** Which windows were analysed. Needs `dynamodb:GetItem`, `PutItem` and `Query` on the table. */
export const dynamoAnalyzedWindows = (
  table: string,
  retention: Retention,
  calls: Calls<DynamoCalls> = dynamoCalls,
): AnalyzedWindowStore => ({
  find: (id, version) =>
    portCall('analyses', 'findWindow', async (): Promise<AnalyzedWindow | undefined> => {
      const { Item: item } = await (
        await calls()
      ).get({ TableName: table, Key: keyOf(`window#${id}`, version), ConsistentRead: true });
      if (item === undefined || !isAlive(item, retention)) return undefined;
      const { factsPath, events } = z.parse(windowItem, item);
      return { id, version, factsPath: factsPath.S, events: Number(events.N) };
    }),
  keep: ({ id, version, factsPath, events }) =>
    portCall('analyses', 'keepWindow', async () => {
      const facts: Item = { factsPath: { S: factsPath }, events: { N: String(events) } };
      const item = { ...keyOf(`window#${id}`, version), ...facts, ...ttlOf(retention) };
      await (await calls()).put({ TableName: table, Item: item });
    }),
  noteMissing: (runId, windowId, reason) =>
    portCall('analyses', 'noteMissing', async () => {
      const item = { ...keyOf(`missing#${runId}`, windowId), reason: { S: reason }, ...ttlOf(retention) };
      await (await calls()).put({ TableName: table, Item: item });
    }),
  missing: (runId) =>
    portCall('analyses', 'missing', async () => {
      const query = {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: `missing#${runId}` } },
        ConsistentRead: true,
      };
      const reasons = new Map<string, string>();
      for await (const item of queryAll(await calls(), query)) {
        if (!isAlive(item, retention)) continue;
        const { sk, reason } = z.parse(reasonItem, item);
        reasons.set(sk.S, reason.S);
      }
      return reasons;
    }),
});

const padded = (timeMs: number): string => String(timeMs).padStart(13, '0');

/** The history of analyses. Needs `dynamodb:PutItem` and `Query` on the table. */
export const dynamoAnalysisRuns = (
  table: string,
  retention: Retention,
  calls: Calls<DynamoCalls> = dynamoCalls,
): AnalysisRunStore => ({
  keep: (run) =>
    portCall('analyses', 'keepRun', async () => {
      const key = keyOf(`runs#${run.name}`, `${padded(run.createdMs)}#${run.id}`);
      await (
        await calls()
      ).put({ TableName: table, Item: { ...key, run: { S: JSON.stringify(run) }, ...ttlOf(retention) } });
    }),
  lastBefore: (name, createdMs) =>
    portCall('analyses', 'lastRun', async (): Promise<AnalysisRun | undefined> => {
      const query = {
        TableName: table,
        // Every key of that time or a later one begins with its digits or is greater.
        KeyConditionExpression: 'pk = :pk AND sk < :before',
        ExpressionAttributeValues: { ':pk': { S: `runs#${name}` }, ':before': { S: padded(createdMs) } },
        ScanIndexForward: false,
        ConsistentRead: true,
        Limit: 1,
      };
      for await (const item of queryAll(await calls(), query))
        if (isAlive(item, retention)) return z.parse(runSchema, JSON.parse(z.parse(runItem, item).run.S));
      return undefined;
    }),
});

/** What days have spent. Needs `dynamodb:UpdateItem` on the table. */
export const dynamoSpending = (
  table: string,
  retention: Retention,
  calls: Calls<DynamoCalls> = dynamoCalls,
): SpendingStore => ({
  spend: (day, microUsd, limitMicroUsd) =>
    portCall('analyses', 'spend', async () => {
      if (microUsd > limitMicroUsd) return false;
      try {
        await (
          await calls()
        ).update({
          TableName: table,
          Key: keyOf(`spent#${day}`, 'total'),
          UpdateExpression: 'ADD #spent :amount SET #ttl = :ttl',
          ConditionExpression: 'attribute_not_exists(#spent) OR #spent <= :room',
          ExpressionAttributeNames: { '#spent': 'microUsd', '#ttl': 'ttl' },
          ExpressionAttributeValues: {
            ':amount': { N: String(microUsd) },
            ':room': { N: String(limitMicroUsd - microUsd) },
            ':ttl': { N: String(expirySeconds(retention)) },
          },
        });
        return true;
      } catch (error) {
        if (errorName(error) === 'ConditionalCheckFailedException') return false;
        throw error;
      }
    }),
});
