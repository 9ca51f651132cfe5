import type { Finding } from '@bellwether/log-model';

export interface StoredFinding {
  readonly finding: Finding;
  /** When its remediation was started, and its alert told where whoever raises it tells, epoch milliseconds UTC; absent until then. */
  readonly toldAtMs?: number;
}

/** Findings by their deterministic id. Raising one again never makes a second. */
export interface FindingStore {
  /**
   * Creates the finding, or widens the stored one: the earlier first seen, the later last seen, the greater count.
   * Everything else keeps the value first stored. Gives back what is stored now.
   */
  raise(finding: Finding): Promise<StoredFinding>;
  /** Remembers that the alert went out; a second call changes nothing. */
  markTold(findingId: string, toldAtMs: number): Promise<void>;
  get(findingId: string): Promise<StoredFinding | undefined>;
  /** Findings whose last seen lies in `[fromMs, toMs)`, most severe first, then by score, at most `limit`. */
  list(fromMs: number, toMs: number, limit: number): Promise<readonly StoredFinding[]>;
}
