/** What one finished batch of a shard contained, to recognise a payload that the sender put twice. */
export interface LedgerEntry {
  /** Sequences of its first and its last record. */
  readonly firstSequence: string;
  readonly lastSequence: string;
  /** Fingerprints of its payloads, in any order; 12 hex characters each. */
  readonly fingerprints: readonly string[];
  /** Sequences of its records that were left out as repeats. */
  readonly repeats: readonly string[];
}

/** The finished batches of each shard, as far back as repeats are looked for. */
export interface BatchLedger {
  /**
   * Entries whose last sequence lies after `sequence` (all when it is empty), oldest first; at most the newest 30. Of those that end at
   * one sequence, the one that begins first comes first.
   */
  after(shard: string, sequence: string): Promise<readonly LedgerEntry[]>;
  /** Keeps an entry; one with the same first and last sequence is replaced. A batch that is given again can begin later: both are kept. */
  note(shard: string, entry: LedgerEntry): Promise<void>;
}
