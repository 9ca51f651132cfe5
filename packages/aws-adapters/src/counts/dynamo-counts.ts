import { PortError } from '@bellwether/ports';
import type { CountStore, WindowCounts } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { dynamoCalls } from '../clients.ts';
import { inParallel } from '../in-parallel.ts';
import { portCall } from '../port-call.ts';
import { queryAll } from '../query-all.ts';
import type { Retention } from '../retention.ts';
import { expirySeconds, nowSeconds } from '../retention.ts';
import type { DynamoCalls } from '../sdk/dynamo.ts';
import { applyUpdate, countsOf, readHeldFields } from './apply-update.ts';
import type { RowAddress } from './apply-update.ts';
import type { RowContributions } from './count-updates.ts';
import { groupByRow, planUpdates } from './count-updates.ts';
import { knownFields } from './known-fields.ts';
import { rowSortKey, scopeKey, timeKey, timeOfKey } from './row-keys.ts';
import { scopeRegistry } from './scope-registry.ts';

/** Calls made at once. */
const mostAtOnce = 8;

/** Times that a row may be found ahead of us in one call: once for a batch given again, more only under a second writer. */
const mostRounds = 8;

/**
 * Counts in a table with the keys `pk` and `sk` (text) and the TTL attribute `ttl`. Needs `dynamodb:UpdateItem`, `PutItem` and
 * `Query` on it.
 *
 * One item a (scope, window, shard), so shards never contend: `n:<field>` numbers, and `watermark`, up to which it has
 * taken all. Counts and watermark change in one conditional update, which makes a repeated call add nothing, wherever it is cut.
 * A row names at most 1,000 fields (a process that meets the row anew may add 150 more); what comes later counts in
 * its family's `other`, such as `template:other`, so totals stay true. Rows live for `retentionDays` after their last write.
 */
export const dynamoCounts = (
  table: string,
  retention: Retention,
  calls: Calls<DynamoCalls> = dynamoCalls,
): CountStore => {
  const known = knownFields();
  const registry = scopeRegistry(table, (items, run) => inParallel(items, mostAtOnce, run));

  const addToRow = async (dynamo: DynamoCalls, shard: string, row: RowContributions): Promise<void> => {
    const address: RowAddress = {
      table,
      pk: scopeKey(row.scope),
      sk: rowSortKey(row.windowStartMs, shard),
      ttlSeconds: expirySeconds(retention),
    };
    const rowKey = `${address.sk} ${address.pk}`;
    let isFull = false;
    let watermark = '';
    for (let round = 0; round < mostRounds; round += 1) {
      let isDone = true;
      for (const update of planUpdates(row.contributions, watermark)) {
        const fields = known.fit(rowKey, update.fields, isFull);
        const outcome = await applyUpdate(dynamo, address, { ...update, fields }, !known.has(rowKey));
        if (outcome.kind === 'too_large') {
          if (isFull)
            throw new PortError('counts', 'add', false, { cause: new RangeError('The row has no room left.') });
          isFull = true;
          isDone = false;
          known.learn(rowKey, await readHeldFields(dynamo, address));
          break;
        }
        known.learn(rowKey, outcome.heldFields ?? fields.keys());
        watermark = outcome.kind === 'behind' ? outcome.watermark : update.last;
        isDone = outcome.kind === 'added';
        if (!isDone) break;
      }
      if (isDone) return;
    }
    throw new PortError('counts', 'add', true, { cause: new Error('The row was changed by others again and again.') });
  };

  async function* rowsBetween(
    dynamo: DynamoCalls,
    scope: string,
    fromKey: string,
    toKey: string,
    limit?: number,
  ): AsyncGenerator<WindowCounts> {
    let current: { windowStartMs: number; fields: Map<string, number> } | undefined;
    const finished = ({
      windowStartMs,
      fields,
    }: {
      windowStartMs: number;
      fields: Map<string, number>;
    }): WindowCounts => ({
      scope,
      windowStartMs,
      fields: Object.fromEntries(fields),
    });
    const query = {
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      FilterExpression: '#t > :now',
      ExpressionAttributeNames: { '#t': 'ttl' },
      ExpressionAttributeValues: {
        ':pk': { S: scopeKey(scope) },
        ':from': { S: fromKey },
        ':to': { S: toKey },
        ':now': { N: String(nowSeconds(retention)) },
      },
      ...(limit === undefined ? {} : { Limit: limit }),
    };
    // Sort keys begin with the window, so the shards of a window stand together.
    for await (const item of queryAll(dynamo, query)) {
      const windowStartMs = timeOfKey(item['sk']?.S ?? '');
      if (!Number.isSafeInteger(windowStartMs))
        throw new PortError('counts', 'rows', false, { cause: new TypeError('A row has no window in its key.') });
      if (current !== undefined && current.windowStartMs !== windowStartMs) yield finished(current);
      if (current?.windowStartMs !== windowStartMs) current = { windowStartMs, fields: new Map<string, number>() };
      for (const [field, count] of countsOf(item)) current.fields.set(field, (current.fields.get(field) ?? 0) + count);
    }
    if (current !== undefined) yield finished(current);
  }

  return {
    add: (shard, contributions) =>
      portCall('counts', 'add', async () => {
        const rows = groupByRow(contributions);
        if (rows.length === 0) return;
        const dynamo = await calls();
        await registry.note(dynamo, rows, expirySeconds(retention));
        await inParallel(rows, mostAtOnce, (row) => addToRow(dynamo, shard, row));
      }),
    row: (scope, windowStartMs) =>
      portCall('counts', 'row', async () => {
        const key = timeKey(windowStartMs);
        for await (const row of rowsBetween(await calls(), scope, `${key}#`, `${key}~`)) return row;
        return { scope, windowStartMs, fields: {} };
      }),
    rows: (scope, fromMs, toMs) =>
      portCall('counts', 'rows', async () => {
        const rows: WindowCounts[] = [];
        if (toMs <= fromMs) return rows;
        // `<to>` sorts before `<to>#...`: the window that begins at `toMs` is left out.
        for await (const row of rowsBetween(await calls(), scope, timeKey(fromMs), timeKey(toMs))) rows.push(row);
        return rows;
      }),
    scopes: (fromMs, toMs) =>
      portCall('counts', 'scopes', async () => {
        if (toMs <= fromMs) return [];
        const dynamo = await calls();
        const candidates = await registry.candidates(dynamo, fromMs, toMs, nowSeconds(retention));
        // The registry knows days only, and may name a scope whose counts a crash prevented: each is looked for.
        const found = await inParallel(candidates, mostAtOnce, async (scope) => {
          for await (const row of rowsBetween(dynamo, scope, timeKey(fromMs), timeKey(toMs), 1)) return row.scope;
          return undefined;
        });
        return found.filter((scope) => scope !== undefined).toSorted();
      }),
  };
};
