import { dayMs } from '@bellwether/log-model';
import type { BatchLedger, LedgerEntry } from '@bellwether/ports';

/** Entries given at most, as the port says. */
const maxEntries = 30;

export interface MemoryLedger extends BatchLedger {
  /** Times that an entry was noted; integer. For assertions. */
  readonly noted: () => number;
}

const isBefore = (left: string, right: string): boolean =>
  left.length === right.length ? left < right : left.length < right.length;

/** Whether an entry comes first: by its last sequence, then by its first. */
const endsBefore = (left: LedgerEntry, right: LedgerEntry): boolean =>
  left.lastSequence === right.lastSequence
    ? isBefore(left.firstSequence, right.firstSequence)
    : isBefore(left.lastSequence, right.lastSequence);

/** How long an entry is kept: two days. */
const keptMs = 2 * dayMs;

/** Finished batches in memory. */
export const memoryLedger = (now: () => number = () => 0): MemoryLedger => {
  const shards = new Map<string, Map<string, LedgerEntry & { readonly notedAtMs: number }>>();
  let notedCount = 0;
  return {
    noted: () => notedCount,
    after: async (shard, sequence) =>
      [...(shards.get(shard)?.values() ?? [])]
        .filter(({ lastSequence, notedAtMs }) => isBefore(sequence, lastSequence) && now() - notedAtMs < keptMs)
        .sort((left, right) => (endsBefore(left, right) ? -1 : 1))
        .slice(-maxEntries)
        .map(({ notedAtMs: _, ...entry }) => entry),
    note: async (shard, entry) => {
      notedCount += 1;
      const entries = shards.get(shard) ?? new Map<string, LedgerEntry & { readonly notedAtMs: number }>();
      shards.set(
        shard,
        entries.set(`${entry.lastSequence} ${entry.firstSequence}`, { ...structuredClone(entry), notedAtMs: now() }),
      );
    },
  };
};
