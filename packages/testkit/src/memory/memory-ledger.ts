import type { BatchLedger, LedgerEntry } from '@bellwether/ports';

/** Entries given at most, as the port says. */
const maxEntries = 30;

export interface MemoryLedger extends BatchLedger {
  /** Times that an entry was noted; integer. For assertions. */
  readonly noted: () => number;
}

const isBefore = (left: string, right: string): boolean =>
  left.length === right.length ? left < right : left.length < right.length;

/** Finished batches in memory. */
export const memoryLedger = (): MemoryLedger => {
  const shards = new Map<string, Map<string, LedgerEntry>>();
  let notedCount = 0;
  return {
    noted: () => notedCount,
    after: async (shard, sequence) =>
      [...(shards.get(shard)?.values() ?? [])]
        .filter(({ lastSequence }) => isBefore(sequence, lastSequence))
        .sort((left, right) => (isBefore(left.lastSequence, right.lastSequence) ? -1 : 1))
        .slice(-maxEntries),
    note: async (shard, entry) => {
      notedCount += 1;
      const entries = shards.get(shard) ?? new Map<string, LedgerEntry>();
      shards.set(shard, entries.set(entry.lastSequence, structuredClone(entry)));
    },
  };
};
