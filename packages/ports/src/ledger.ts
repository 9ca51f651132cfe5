/** What one finished batch of a shard contained, to recognise a payload that the sender put twice. */
export interface LedgerEntry {
  readonly lastSequence: string;
  /** Fingerprints of its payloads, in any order; 12 hex characters each. */
  readonly fingerprints: readonly string[];
  /** Sequences of its records that were left out as repeats. */
  readonly repeats: readonly string[];
}

/** The finished batches of each shard, as far back as repeats are looked for. */
export interface BatchLedger {
  /** Entries whose last sequence lies after `sequence` (all when it is empty), oldest first; at most the newest 30. */
  after(shard: string, sequence: string): Promise<readonly LedgerEntry[]>;
  /** Keeps an entry; one with the same last sequence is replaced. */
  note(shard: string, entry: LedgerEntry): Promise<void>;
}
