import type { Archive, Quarantine, QuarantinedRecord } from '@bellwether/ports';

export interface MemoryArchive extends Archive {
  /** Path to bytes of every object, in the order first written. For assertions. */
  readonly objects: ReadonlyMap<string, Uint8Array>;
}

export interface MemoryQuarantine extends Quarantine {
  /** Path to record of everything kept, in the order first kept. For assertions. */
  readonly records: ReadonlyMap<string, QuarantinedRecord>;
}

/** Objects in memory; the bytes are copied, because callers reuse their buffers. */
export const memoryArchive = (): MemoryArchive => {
  const objects = new Map<string, Uint8Array>();
  return {
    objects,
    write: async (path, bytes) => {
      objects.set(path, Uint8Array.from(bytes));
    },
  };
};

/** Unreadable records in memory, once a path. */
export const memoryQuarantine = (): MemoryQuarantine => {
  const records = new Map<string, QuarantinedRecord>();
  return {
    records,
    keep: async (record) => {
      records.set(record.path, { ...record, bytes: Uint8Array.from(record.bytes) });
    },
  };
};
