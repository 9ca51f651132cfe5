/** Fingerprints of the ids that records of one origin have taken. */
export interface IdClaim {
  /** Which record, file or object has taken them: 32 hex characters. */
  readonly owner: string;
  /** 12 hex characters each, in any order. */
  readonly fingerprints: readonly string[];
}

/**
 * One entry of a page: the ids that one batch took.
 *
 * @example
 * const entry: IdEntry = { page: '111122223333:cloudtrail 1768478400000', number: 0, claims: [{ owner: '9f86d081884c7d659a2feaa0c55ad015', fingerprints: ['00112233445f'] }] };
 */
export interface IdEntry {
  /** The declared source and the window of event time that the ids belong to. */
  readonly page: string;
  /** Position in its page, from 0 without gaps; integer. */
  readonly number: number;
  readonly claims: readonly IdClaim[];
}

/**
 * The ids under which services have written records that were counted. Pages only grow, and each number is given once: of two processes
 * that append at the same time, one is refused and reads what the other wrote. So each id has one owner, whoever asks.
 */
export interface CountedIdStore {
  /** Entries of each page from a number on, those of a page in their order. */
  read(asked: readonly { readonly page: string; readonly from: number }[]): Promise<readonly IdEntry[]>;
  /** Appends entries, at most one per page. @returns pages whose number is taken already; nothing was written there */
  append(entries: readonly IdEntry[]): Promise<readonly string[]>;
}
