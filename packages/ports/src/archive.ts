/** The lake: immutable objects under paths that the data itself determines. */
export interface Archive {
  /** Writes an object. Writing the same path again with the same bytes changes nothing. `path` has no leading slash. */
  write(path: string, bytes: Uint8Array): Promise<void>;
}

export interface ListedObject {
  readonly path: string;
  readonly sizeBytes: number;
}

/** Lake operations for maintenance: compaction and replay. */
export interface Lake extends Archive {
  /** Objects whose path begins with the prefix, by path; what is written meanwhile may be missing. */
  list(prefix: string): AsyncIterable<ListedObject>;
  /** The whole object; `not_found` when it is not there any more. */
  read(path: string): Promise<Uint8Array | 'not_found'>;
  /** Removes objects; one that is gone already is not a failure. */
  remove(paths: readonly string[]): Promise<void>;
}

/** The position of a record that could not be read, so that a replay gives it the same ids. */
export interface QuarantinePosition {
  readonly shard: string;
  readonly sequence: string;
  readonly userRecord?: number;
  /** When it arrived, epoch milliseconds UTC. */
  readonly arrivalMs: number;
  /** Present for one line of a record: its number in the record, and what the envelope says of it. */
  readonly line?: {
    readonly ordinal: number;
    readonly id?: string;
    /** Epoch milliseconds UTC. */
    readonly timestampMs?: number;
    readonly account: string;
    readonly region: string;
    readonly logGroup: string;
    readonly logStream: string;
  };
  /**
   * Present for an object of a bucket that could not be read to its end: which one. `sequence` is then that of the first of
   * its records that was not read.
   */
  readonly object?: {
    readonly bucket: string;
    /** As it is stored; not URL-encoded. */
    readonly key: string;
    readonly versionId?: string;
    readonly etag?: string;
  };
  /** Whether it is a message of the queue of object notices. */
  readonly isNotice?: boolean;
}

/** One record that could not be read, whole. */
export interface QuarantinedRecord {
  /** Deterministic path made of where the record was read: no leading slash, no extension. */
  readonly path: string;
  /** A `ReadFailure` code or, for a record that broke a stage, `processing_failed`. */
  readonly reason: string;
  readonly sentence: string;
  readonly origin: string;
  /** Absent for what cannot be replayed, such as a record that is too long to be kept in memory. */
  readonly position?: QuarantinePosition;
  /** The raw record. */
  readonly bytes: Uint8Array;
}

/** Where unreadable records are kept, whole, until replayed. Keeping the same path twice keeps it once. */
export interface Quarantine {
  keep(record: QuarantinedRecord): Promise<void>;
}

/** The quarantine as replay sees it: every record, by path. */
export interface QuarantineReader {
  list(): AsyncIterable<QuarantinedRecord>;
}
