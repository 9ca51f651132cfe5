/** One event of a log group, as it was written. */
export interface LogGroupEvent {
  /** The service's own id. */
  readonly id: string;
  /** Epoch milliseconds UTC. */
  readonly timestampMs: number;
  readonly logStream: string;
  readonly text: string;
}

/** Reads log groups that others write. */
export interface LogGroupReader {
  /**
   * A page of the events from `sinceMs` on, in order of time inside a page. Events that arrive late are in a later reading.
   *
   * @param from  the page that an earlier answer named; the first when absent
   * @throws PortError when the group does not exist or may not be read
   */
  page(
    logGroup: string,
    sinceMs: number,
    from?: string,
  ): Promise<{ readonly events: readonly LogGroupEvent[]; readonly next?: string }>;
}
