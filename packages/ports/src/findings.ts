import type { Finding, FindingCriteria, FindingState } from '@bellwether/log-model';

export interface StoredFinding {
  readonly finding: Finding;
  /** When its remediation was started, and its alert told where whoever raises it tells, epoch milliseconds UTC; absent until then. */
  readonly notifiedAtMs?: number;
  /** What was last made of it; absent while it is new. */
  readonly status?: FindingStatus;
}

export interface FindingStatus {
  readonly state: FindingState;
  /** Since when, epoch milliseconds UTC. */
  readonly sinceMs: number;
}

/** Which findings are looked for, and how many at most. */
export interface FindingQuery extends FindingCriteria {
  /** 1 or more. */
  readonly limit: number;
}

/** Findings by their deterministic id. Raising one again never makes a second. */
export interface FindingStore {
  /**
   * Creates the finding, or widens the stored one: the earlier first seen, the later last seen, the greater count.
   * Everything else keeps the value first stored. One that was resolved is new again when it is seen after that. Gives back
   * what is stored now.
   *
   * @throws PortError, not retryable, when the id is stored with another rule, account, dedupe key or window; that record stays
   */
  raise(finding: Finding): Promise<StoredFinding>;
  /** Remembers that the alert went out; a second call changes nothing. */
  markNotified(findingId: string, notifiedAtMs: number): Promise<void>;
  /**
   * Changes where a finding stands, unless that was changed at the same time or later; one that is not stored stays so. A finding that was
   * seen after it is said to be resolved is new.
   */
  setStatus(findingId: string, status: FindingStatus): Promise<void>;
  get(findingId: string): Promise<StoredFinding | undefined>;
  /** The newest by last seen first, then by id. */
  find(query: FindingQuery): Promise<readonly StoredFinding[]>;
  /** Findings whose last seen lies in `[fromMs, toMs)`, which may be infinite, most severe first, then by score, at most `limit`. */
  list(fromMs: number, toMs: number, limit: number): Promise<readonly StoredFinding[]>;
}
