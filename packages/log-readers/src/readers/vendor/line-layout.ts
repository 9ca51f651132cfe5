import type { Dataset } from '@bellwether/log-events';

/** Lines that a service writes, whose parts a pattern names by their roles. */
export interface LineLayout {
  readonly format: string;
  readonly dataset: Dataset;
  /**
   * Begins at the line's first character. Each named group is a role of `usual-keys.ts`; `pid`; `thread`; or `context`: names in brackets
   * before the message, and where in the sources it was written.
   */
  readonly pattern: RegExp;
  /** A line without an error code reports a success. */
  readonly isDoneWithoutError?: boolean;
}
