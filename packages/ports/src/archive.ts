/** The lake: immutable objects under paths that the data itself determines. */
export interface Archive {
  /** Writes an object. Writing the same path again with the same bytes changes nothing. `path` has no leading slash. */
  write(path: string, bytes: Uint8Array): Promise<void>;
}

/** One record that could not be read, whole. */
export interface QuarantinedRecord {
  /** Deterministic path made of where the record was read: no leading slash, no extension. */
  readonly path: string;
  /** A `ReadFailure` code or, for a record that broke a stage, `processing_failed`. */
  readonly reason: string;
  readonly sentence: string;
  readonly origin: string;
  /** The record as it came. */
  readonly bytes: Uint8Array;
}

/** Where unreadable records rest, whole, until replayed. Keeping the same path twice keeps it once. */
export interface Quarantine {
  keep(record: QuarantinedRecord): Promise<void>;
}
