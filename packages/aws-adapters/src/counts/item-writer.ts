import { PortError } from '@bellwether/ports';
import type { Retention } from '../retention.ts';
import { expirySeconds } from '../retention.ts';
import type { DynamoCalls } from '../sdk/dynamo.ts';
import { isRuleScope, type CounterRow, type RowChange } from '@bellwether/log-model';
import { applyUpdates, makeRoom, readRows, type ItemAddress, type WindowUpdate } from './apply-update.ts';
import { maxFieldsPerUpdate, planUpdates, type RowContributions } from './count-updates.ts';
import { positionOf } from './item-windows.ts';
import { knownRows } from './known-rows.ts';
import { itemSortKey, scopeKey } from './row-keys.ts';
import type { StoredRow } from './stored-row.ts';

/** Times that rows may be found ahead of us in one call: once for a batch given again, more only under a second writer. */
const maxRounds = 8;

/** What is to be added to the rows of one item. */
export interface ItemContributions {
  readonly scope: string;
  readonly itemStartMs: number;
  readonly rows: readonly (RowContributions & { readonly index: number })[];
}

/** Groups rows by the item they stand in. */
export const groupByItem = (rows: readonly RowContributions[]): readonly ItemContributions[] => {
  const items = new Map<string, ItemContributions & { rows: (RowContributions & { index: number })[] }>();
  for (const row of rows) {
    const { itemStartMs, index } = positionOf(row.scope, row.windowStartMs);
    const key = `${itemStartMs} ${row.scope}`;
    const item = items.get(key) ?? { scope: row.scope, itemStartMs, rows: [] };
    items.set(key, item);
    item.rows.push({ ...row, index });
  }
  return [...items.values()];
};

/** The first update of each row, as many as one request has room for; they are taken from the plans. */
const takeRequest = (plans: readonly WindowUpdate[][]): readonly WindowUpdate[] => {
  const request: WindowUpdate[] = [];
  let room = maxFieldsPerUpdate;
  for (const plan of plans) {
    const [next] = plan;
    if (next === undefined || (request.length > 0 && next.fields.size > room)) continue;
    request.push(next);
    plan.shift();
    room -= next.fields.size;
  }
  return request;
};

/**
 * Writes to the items of a table. Each row keeps a watermark of its own: what is planned, guarded and begun anew is a row's; a
 * request merely carries the updates of several rows of an item, which all happen or none.
 *
 * @param onFolded  is given how many names a call counted in their family's `other`
 * @returns events added
 * @throws PortError when an item has no room, or is changed by others all the time
 */
export const itemWriter = (
  table: string,
  retention: Retention,
  onFolded: (names: number) => void,
): ((dynamo: DynamoCalls, shard: string, item: ItemContributions) => Promise<number>) => {
  const known = knownRows();

  return async (dynamo, shard, { scope, itemStartMs, rows }) => {
    const address: ItemAddress = {
      table,
      pk: scopeKey(scope),
      sk: itemSortKey(itemStartMs, shard),
      ttlSeconds: expirySeconds(retention),
    };
    const keyOf = (index: number): string => `${index} ${address.sk} ${address.pk}`;
    const taken = new Map<number, string>();
    const learn = (held: ReadonlyMap<number, StoredRow>): void => {
      for (const { index } of rows) known.learn(keyOf(index), scope, held.get(index)?.fields ?? []);
    };
    let isFull = false;
    let folded = 0;
    let added = 0;

    /** Makes room for what is added, where there is none; false when the item is not as it was thought to be. */
    const makeRoomFor = async (index: number, row: CounterRow, { room }: RowChange): Promise<boolean> => {
      for (const step of room) {
        if (!(await makeRoom(dynamo, address, index, step))) return false;
        row.apply(step);
      }
      return true;
    };

    for (let round = 0; round < maxRounds; round += 1) {
      const plans = rows.map(({ index, contributions }) =>
        planUpdates(contributions, taken.get(index)).map((update) => ({ ...update, index })),
      );
      let isDone = true;
      for (let request = takeRequest(plans); isDone && request.length > 0; request = takeRequest(plans)) {
        const changes = request.map((update) => ({
          update,
          row: known.get(keyOf(update.index)),
          change: known.get(keyOf(update.index))?.plan(update.fields, isFull),
        }));
        for (const { update, row, change } of changes)
          if (row !== undefined && change !== undefined) isDone &&= await makeRoomFor(update.index, row, change);
        if (!isDone) {
          learn(await readRows(dynamo, address));
          break;
        }
        const updates = changes.map(({ update, change }) => ({ ...update, fields: change?.add ?? update.fields }));
        const asksAll = changes.some(({ row }) => row === undefined);
        const outcome = await applyUpdates(dynamo, address, updates, asksAll);
        if (outcome.kind === 'too_large') {
          if (isFull)
            throw new PortError('counts', 'add', false, { cause: new RangeError('The item has no room left.') });
          isFull = true;
          isDone = false;
          learn(await readRows(dynamo, address));
        } else if (outcome.kind === 'behind') {
          isDone = false;
          learn(outcome.rows);
          for (const [index, { watermark }] of outcome.rows) taken.set(index, watermark);
        } else {
          for (const { update, row, change } of changes) {
            if (change !== undefined) row?.apply({ add: change.add });
            folded += change?.folded ?? 0;
            taken.set(update.index, update.last);
            if (!isRuleScope(scope)) added += update.fields.get('events') ?? 0;
          }
          if (outcome.rows !== undefined) learn(outcome.rows);
        }
      }
      if (isDone) {
        if (folded > 0) onFolded(folded);
        return added;
      }
    }
    throw new PortError('counts', 'add', true, { cause: new Error('The item was changed by others again and again.') });
  };
};
