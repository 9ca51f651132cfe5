import { CounterRow, isBaseField, isEarlierSequence, isEvents, roomOf } from '@bellwether/log-model';
import type { CountContribution, CountStore, WindowCounts } from '@bellwether/ports';

/** One shard's share of a row: what it added and the greatest sequence it added. */
interface ShardRow {
  readonly scope: string;
  readonly windowStartMs: number;
  watermark: string;
  readonly fields: CounterRow;
}

export interface MemoryCounts extends CountStore {
  /** Every row that contains something, by scope, then time. For assertions. */
  all(): readonly WindowCounts[];
}

const rowKey = (scope: string, windowStartMs: number): string => `${windowStartMs} ${scope}`;

/** `Object.fromEntries` defines fields, so that one named `__proto__` is a field like any other. */
const summed = (shares: readonly ShardRow[]): Readonly<Record<string, number>> => {
  const totals = new Map<string, number>();
  for (const share of shares) {
    for (const [field, count] of share.fields.fields)
      if (!isBaseField(field)) totals.set(field, (totals.get(field) ?? 0) + count);
  }
  return Object.fromEntries(totals);
};

const newRow = (scope: string): CounterRow => new CounterRow(roomOf(scope), (field) => Buffer.byteLength(field));

/** In parts, as a store with bounded updates adds them. */
const addTo = (row: CounterRow, counts: ReadonlyMap<string, number>): void => {
  const entries = [...counts];
  for (let at = 0; at < entries.length; at += 150) {
    const change = row.plan(new Map(entries.slice(at, at + 150)));
    for (const step of change.room) row.apply(step);
    row.apply({ add: change.add });
  }
};

/** Counts in memory, with the watermark rule of the port. */
export const memoryCounts = (): MemoryCounts => {
  /** Row key to shard to share. */
  const rows = new Map<string, Map<string, ShardRow>>();

  const shareOf = (shard: string, { scope, windowStartMs }: CountContribution): ShardRow => {
    const key = rowKey(scope, windowStartMs);
    const shares = rows.get(key) ?? new Map<string, ShardRow>();
    const share = shares.get(shard) ?? { scope, windowStartMs, watermark: '', fields: newRow(scope) };
    rows.set(key, shares.set(shard, share));
    return share;
  };

  const within = (fromMs: number, toMs: number): WindowCounts[] =>
    [...rows.values()].flatMap((shares) => {
      const [first] = shares.values();
      if (first === undefined || first.windowStartMs < fromMs || first.windowStartMs >= toMs) {
        return [];
      }
      return [{ scope: first.scope, windowStartMs: first.windowStartMs, fields: summed([...shares.values()]) }];
    });

  return {
    add: async (shard, contributions) => {
      // A record gives several contributions of one sequence: all are held against the watermark from before this call.
      const before = new Map<ShardRow, string>();
      const additions = new Map<ShardRow, Map<string, number>>();
      let eventsLeftOut = 0;
      for (const contribution of contributions) {
        const share = shareOf(shard, contribution);
        const watermark = before.get(share) ?? share.watermark;
        before.set(share, watermark);
        if (isEarlierSequence(watermark, contribution.sequence)) {
          const counts = additions.get(share) ?? new Map<string, number>();
          additions.set(
            share,
            counts.set(contribution.field, (counts.get(contribution.field) ?? 0) + contribution.count),
          );
          share.watermark = isEarlierSequence(share.watermark, contribution.sequence)
            ? contribution.sequence
            : share.watermark;
        } else if (isEvents(contribution)) eventsLeftOut += contribution.count;
      }
      for (const [share, counts] of additions) addTo(share.fields, counts);
      return { eventsLeftOut };
    },
    row: async (scope, windowStartMs) => ({
      scope,
      windowStartMs,
      fields: summed([...(rows.get(rowKey(scope, windowStartMs))?.values() ?? [])]),
    }),
    rows: async (scope, fromMs, toMs) =>
      within(fromMs, toMs)
        .filter((row) => row.scope === scope)
        .sort((left, right) => left.windowStartMs - right.windowStartMs),
    scopes: async (fromMs, toMs) =>
      [...new Set(within(fromMs, toMs).map((row) => row.scope))].filter((scope) => !scope.startsWith('signal#')).sort(),
    all: () =>
      within(-Infinity, Infinity).sort((left, right) =>
        left.scope === right.scope ? left.windowStartMs - right.windowStartMs : left.scope < right.scope ? -1 : 1,
      ),
  };
};
