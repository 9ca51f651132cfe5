import type { Finding, FindingCriteria, FindingState } from '@bellwether/log-model';

export interface StoredFinding {
  readonly finding: Finding;
  /** When its remediation was started and, where no alert groups notify, its alert was sent; epoch milliseconds UTC, absent until then. */
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

/** What was admitted of a log source in a finding window, as a store keeps it. A store never looks into `state`. */
export interface StoredAdmissions {
  /** 1 at the first save, and one more at each. */
  readonly version: number;
  /** At most 50,000 bytes of UTF-8. */
  readonly state: string;
}

/** Findings by their deterministic id. Raising one again never makes a second. */
export interface FindingStore {
  /**
   * Creates the finding, or merges the sighting into the stored one, as `joinSighting` says: the earlier first seen, the later last seen,
   * the greater count; of windows that are judged again the score and reasons. One that was resolved is new again when it is seen after
   * that. Gives back what is stored now.
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
  /** Takes back a finding that made room for others, unless a person has set its status. It may be raised again. */
  displace(findingId: string): Promise<void>;
  /** What was admitted of a log source in a finding window; undefined when nothing was. */
  loadAdmissions(scope: string, windowStartMs: number): Promise<StoredAdmissions | undefined>;
  /**
   * Keeps admissions when the stored ones have the version before them, or when there are none and their version is 1.
   *
   * @returns `changed` when another writer was faster; nothing is written then
   */
  saveAdmissions(scope: string, windowStartMs: number, admissions: StoredAdmissions): Promise<'saved' | 'changed'>;
  get(findingId: string): Promise<StoredFinding | undefined>;
  /** The newest by last seen first, then by id. */
  find(query: FindingQuery): Promise<readonly StoredFinding[]>;
  /** Findings whose last seen lies in `[fromMs, toMs)`, which may be infinite, most severe first, then by score, at most `limit`. */
  list(fromMs: number, toMs: number, limit: number): Promise<readonly StoredFinding[]>;
}
