import type { Lake, Quarantine, QuarantinedRecord, QuarantineReader } from '@bellwether/ports';

export interface MemoryArchive extends Lake {
  /** Path to bytes of every object, in the order first written. For assertions. */
  readonly objects: ReadonlyMap<string, Uint8Array>;
}

export interface MemoryQuarantine extends Quarantine, QuarantineReader {
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
    list: async function* (prefix) {
      for (const path of [...objects.keys()].sort()) {
        const bytes = objects.get(path);
        if (bytes !== undefined && path.startsWith(prefix)) yield { path, sizeBytes: bytes.length };
      }
    },
    read: async (path) => objects.get(path)?.slice() ?? 'not_found',
    remove: async (paths) => {
      for (const path of paths) objects.delete(path);
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
    list: async function* () {
      for (const [, record] of [...records].sort(([left], [right]) => (left < right ? -1 : 1))) yield record;
    },
  };
};
