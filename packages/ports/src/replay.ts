/** A stream that records are sent to again. */
export interface StreamWriter {
  /** Puts every record, or fails; some may then have been put. */
  put(records: readonly { readonly partitionKey: string; readonly data: Uint8Array }[]): Promise<void>;
}

/** A queue of notices about new objects. */
export interface NoticeQueue {
  /** Sends a message, or fails. */
  send(body: string): Promise<void>;
}

/** A function that is given an event again. */
export interface FunctionInvoker {
  /**
   * Waits for the function's answer.
   *
   * @throws PortError when the call failed, or the function did
   */
  invoke(event: unknown): Promise<unknown>;
}
