import { severityNumberOf } from '@bellwether/log-model';
import type { Finding } from '@bellwether/log-model';
import { PortError } from '@bellwether/ports';
import type { FindingStore, StoredFinding } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { dynamoCalls } from '../clients.ts';
import { inParallel } from '../in-parallel.ts';
import { errorName, portCall } from '../port-call.ts';
import { queryAll } from '../query-all.ts';
import type { Retention } from '../retention.ts';
import { expirySeconds, nowSeconds } from '../retention.ts';
import type { DynamoCalls } from '../sdk/dynamo.ts';
import { findingDays } from './finding-days.ts';
import { dayOf, findingOf, itemOf } from './finding-item.ts';
import type { Item } from './finding-item.ts';

const mostQueriesAtOnce = 8;

/** Times that another writer may change a finding while it is being widened. */
const mostRounds = 10;

const bySeverityThenScore = (left: StoredFinding, right: StoredFinding): number =>
  severityNumberOf[right.finding.severity] - severityNumberOf[left.finding.severity] ||
  right.finding.score - left.finding.score ||
  (left.finding.id < right.finding.id ? -1 : 1);

/** The item that a failed condition met. */
const metItem = (error: unknown): Item | undefined => {
  if (errorName(error) !== 'ConditionalCheckFailedException') throw error;
  return (error as { readonly Item?: Item }).Item;
};

const widened = (known: Finding, raised: Finding): Finding => ({
  ...known,
  firstSeenMs: Math.min(known.firstSeenMs, raised.firstSeenMs),
  lastSeenMs: Math.max(known.lastSeenMs, raised.lastSeenMs),
  count: Math.max(known.count, raised.count),
});

const isSpanEqual = (left: Finding, right: Finding): boolean =>
  left.firstSeenMs === right.firstSeenMs && left.lastSeenMs === right.lastSeenMs && left.count === right.count;

/**
 * Findings in a table with the key `id` (text), the TTL attribute `ttl` and the index `by-day` over `day` (text, UTC) and
 * `lastSeenMs` (number), which projects all attributes. Needs `dynamodb:GetItem`, `PutItem` and `UpdateItem` on the table and
 * `Query` on the index. Findings live for `retentionDays` after they were last raised or widened.
 *
 * `list` reads an index that follows the table within about a second, on the days that have findings.
 */
export const dynamoFindings = (
  table: string,
  retention: Retention,
  calls: Calls<DynamoCalls> = dynamoCalls,
): FindingStore => {
  const days = findingDays(table);

  /** Creates the item. Gives back what stands there instead when there is one that has not expired. */
  const create = async (dynamo: DynamoCalls, finding: Finding): Promise<Item | undefined> => {
    try {
      await dynamo.put({
        TableName: table,
        Item: itemOf(finding, expirySeconds(retention)),
        ConditionExpression: 'attribute_not_exists(id) OR #t <= :now',
        ExpressionAttributeNames: { '#t': 'ttl' },
        ExpressionAttributeValues: { ':now': { N: String(nowSeconds(retention)) } },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      return undefined;
    } catch (error) {
      return metItem(error);
    }
  };

  /** Widens what is stored, if it still spans what was read. Gives back false when another writer was faster. */
  const widen = async (dynamo: DynamoCalls, known: Finding, next: Finding): Promise<boolean> => {
    try {
      await dynamo.update({
        TableName: table,
        Key: { id: { S: known.id } },
        UpdateExpression: 'SET firstSeenMs = :first, lastSeenMs = :last, #c = :count, #d = :day, #t = :ttl',
        ConditionExpression: 'firstSeenMs = :oldFirst AND lastSeenMs = :oldLast AND #c = :oldCount',
        ExpressionAttributeNames: { '#c': 'count', '#d': 'day', '#t': 'ttl' },
        ExpressionAttributeValues: {
          ':first': { N: String(next.firstSeenMs) },
          ':last': { N: String(next.lastSeenMs) },
          ':count': { N: String(next.count) },
          ':day': { S: dayOf(next.lastSeenMs) },
          ':ttl': { N: String(expirySeconds(retention)) },
          ':oldFirst': { N: String(known.firstSeenMs) },
          ':oldLast': { N: String(known.lastSeenMs) },
          ':oldCount': { N: String(known.count) },
        },
      });
      return true;
    } catch (error) {
      metItem(error);
      return false;
    }
  };

  const listDay = async (dynamo: DynamoCalls, day: string, fromMs: number, toMs: number, limit: number) => {
    let best: StoredFinding[] = [];
    const query = {
      TableName: table,
      IndexName: 'by-day',
      KeyConditionExpression: '#d = :day AND lastSeenMs BETWEEN :from AND :to',
      FilterExpression: '#t > :now',
      ExpressionAttributeNames: { '#d': 'day', '#t': 'ttl' },
      ExpressionAttributeValues: {
        ':day': { S: day },
        ':from': { N: String(Math.ceil(fromMs)) },
        ':to': { N: String(Math.ceil(toMs) - 1) },
        ':now': { N: String(nowSeconds(retention)) },
      },
    };
    for await (const item of queryAll(dynamo, query)) {
      best.push(findingOf(item).stored);
      // Kept short while reading: a day may hold far more findings than are asked for.
      if (best.length >= 4 * limit + 1_000) best = best.sort(bySeverityThenScore).slice(0, limit);
    }
    return best;
  };

  return {
    raise: (finding) =>
      portCall('findings', 'raise', async () => {
        // Read back before it is written: what could not be read later is refused now.
        const { stored: fresh } = findingOf(itemOf(finding, 0));
        const dynamo = await calls();
        await days.note(dynamo, dayOf(finding.lastSeenMs));
        for (let round = 0; round < mostRounds; round += 1) {
          const met = await create(dynamo, finding);
          if (met === undefined) return fresh;
          const { stored } = findingOf(met);
          const next = widened(stored.finding, finding);
          if (isSpanEqual(stored.finding, next)) return stored;
          if (await widen(dynamo, stored.finding, next)) return { ...stored, finding: next };
        }
        throw new PortError('findings', 'raise', true, {
          cause: new Error('The finding was changed by others again and again.'),
        });
      }),
    markTold: (findingId, toldAtMs) =>
      portCall('findings', 'markTold', async () => {
        try {
          await (
            await calls()
          ).update({
            TableName: table,
            Key: { id: { S: findingId } },
            UpdateExpression: 'SET toldAtMs = :told',
            ConditionExpression: 'attribute_exists(id) AND attribute_not_exists(toldAtMs)',
            ExpressionAttributeValues: { ':told': { N: String(toldAtMs) } },
          });
        } catch (error) {
          // Told already, or no such finding: nothing to change.
          metItem(error);
        }
      }),
    get: (findingId) =>
      portCall('findings', 'get', async () => {
        const { Item } = await (
          await calls()
        ).get({ TableName: table, Key: { id: { S: findingId } }, ConsistentRead: true });
        if (Item === undefined) return undefined;
        const { stored, ttlSeconds } = findingOf(Item);
        return ttlSeconds > nowSeconds(retention) ? stored : undefined;
      }),
    list: (fromMs, toMs, limit) =>
      portCall('findings', 'list', async () => {
        if (toMs <= fromMs || limit < 1) return [];
        const dynamo = await calls();
        const within = await days.between(dynamo, fromMs, toMs);
        const found = await inParallel(within, mostQueriesAtOnce, (day) => listDay(dynamo, day, fromMs, toMs, limit));
        return found.flat().sort(bySeverityThenScore).slice(0, limit);
      }),
  };
};
