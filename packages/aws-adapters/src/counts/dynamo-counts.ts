import { isBaseField, sumOfEvents } from '@bellwether/log-model';
import { PortError } from '@bellwether/ports';
import type { CountStore, WindowCounts } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { dynamoCalls } from '../clients.ts';
import { inParallel } from '@bellwether/ports';
import { portCall } from '../port-call.ts';
import { queryAll } from '../query-all.ts';
import type { Retention } from '../retention.ts';
import { expirySeconds, nowSeconds } from '../retention.ts';
import type { DynamoCalls } from '../sdk/dynamo.ts';
import { groupByItem, itemWriter } from './item-writer.ts';
import { groupByRow } from './count-updates.ts';
import { firstItemMs, windowOf } from './item-windows.ts';
import { scopeKey, timeKey, timeOfKey } from './row-keys.ts';
import { scopeRegistry } from './scope-registry.ts';
import { rowsOf } from './stored-row.ts';

/** Calls made at once. */
const maxAtOnce = 8;

/** Counts by window and field. */
type WindowSums = Map<number, Map<string, number>>;

const addFields = (sums: WindowSums, windowStartMs: number, fields: ReadonlyMap<string, number>): void => {
  const sum = sums.get(windowStartMs) ?? new Map<string, number>();
  sums.set(windowStartMs, sum);
  for (const [field, count] of fields) if (!isBaseField(field)) sum.set(field, (sum.get(field) ?? 0) + count);
};

/**
 * Counts in a table with the keys `pk` and `sk` (text) and the TTL attribute `ttl`. Needs `dynamodb:UpdateItem`, `PutItem` and
 * `Query` on it.
 *
 * A row is a (scope, window, shard), so shards never contend: its counts, and a watermark up to which it has taken all. The rows
 * of neighbouring windows share an item (`stored-row.ts`). Counts and watermark change in one conditional update, which makes a
 * repeated call add nothing, wherever it is cut. A row has room for `roomOf(scope)` (a process that meets the row anew may add 150 fields
 * more); what comes often keeps its place there, and the rest counts in its family's `other`, such as `template:other`, so totals stay true. Items live for `retentionDays` after their last write.
 *
 * @param onFolded  is given how many names a call counted in their family's `other`
 */
export const dynamoCounts = (
  table: string,
  retention: Retention,
  calls: Calls<DynamoCalls> = dynamoCalls,
  onFolded: (names: number) => void = () => undefined,
): CountStore => {
  const addToItem = itemWriter(table, retention, onFolded);
  const registry = scopeRegistry(table, (items, run) => inParallel(items, maxAtOnce, run));

  async function* rowsBetween(
    dynamo: DynamoCalls,
    scope: string,
    fromMs: number,
    toMs: number,
    limit?: number,
  ): AsyncGenerator<WindowCounts> {
    const query = {
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      FilterExpression: '#t > :now',
      ExpressionAttributeNames: { '#t': 'ttl' },
      ExpressionAttributeValues: {
        ':pk': { S: scopeKey(scope) },
        ':from': { S: timeKey(firstItemMs(scope, fromMs)) },
        // `<to>` sorts before `<to>#...`: the item that begins at `toMs` is left out.
        ':to': { S: timeKey(toMs) },
        ':now': { N: String(nowSeconds(retention)) },
      },
      ...(limit === undefined ? {} : { Limit: limit }),
    };
    const finished = (sums: WindowSums): readonly WindowCounts[] =>
      Array.from(sums, ([windowStartMs, fields]) => ({ scope, windowStartMs, fields: Object.fromEntries(fields) }))
        .filter(({ windowStartMs }) => windowStartMs >= fromMs && windowStartMs < toMs)
        .toSorted((left, right) => left.windowStartMs - right.windowStartMs);
    let sums: WindowSums = new Map();
    let currentMs = Number.NaN;
    // Sort keys begin with the item's first window, so the shards of a window stand together.
    for await (const item of queryAll(dynamo, query)) {
      const itemStartMs = timeOfKey(item['sk']?.S ?? '');
      if (!Number.isSafeInteger(itemStartMs))
        throw new PortError('counts', 'rows', false, { cause: new TypeError('A row has no window in its key.') });
      if (itemStartMs !== currentMs) {
        yield* finished(sums);
        sums = new Map();
        currentMs = itemStartMs;
      }
      for (const [index, { fields }] of rowsOf(item)) addFields(sums, windowOf({ itemStartMs, index }), fields);
    }
    yield* finished(sums);
  }

  return {
    add: (shard, contributions) =>
      portCall('counts', 'add', async () => {
        const rows = groupByRow(contributions);
        if (rows.length === 0) return { eventsLeftOut: 0 };
        const dynamo = await calls();
        await registry.note(dynamo, rows, expirySeconds(retention));
        const added = await inParallel(groupByItem(rows), maxAtOnce, (item) => addToItem(dynamo, shard, item));
        return { eventsLeftOut: sumOfEvents(contributions) - added.reduce((sum, events) => sum + events, 0) };
      }),
    row: (scope, windowStartMs) =>
      portCall('counts', 'row', async () => {
        for await (const row of rowsBetween(await calls(), scope, windowStartMs, windowStartMs + 1)) return row;
        return { scope, windowStartMs, fields: {} };
      }),
    rows: (scope, fromMs, toMs) =>
      portCall('counts', 'rows', async () => {
        const rows: WindowCounts[] = [];
        if (toMs <= fromMs) return rows;
        for await (const row of rowsBetween(await calls(), scope, fromMs, toMs)) rows.push(row);
        return rows;
      }),
    scopes: (fromMs, toMs) =>
      portCall('counts', 'scopes', async () => {
        if (toMs <= fromMs) return [];
        const dynamo = await calls();
        const candidates = await registry.candidates(dynamo, fromMs, toMs, nowSeconds(retention));
        // The registry knows days only, and may name a scope whose counts a crash prevented: each is looked for.
        const found = await inParallel(candidates, maxAtOnce, async (scope) => {
          for await (const row of rowsBetween(dynamo, scope, fromMs, toMs, 1)) return row.scope;
          return undefined;
        });
        return found.filter((scope) => scope !== undefined).toSorted();
      }),
  };
};
