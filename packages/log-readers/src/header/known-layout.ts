/** A layout that no rule for headers in general reads: what its parts are called is known from the software that writes it. */
export interface KnownLayout {
  /** What the first character that is not a digit may be. */
  readonly signs: string;
  /**
   * Named groups: time, zone, level, pid, tid, thread, logger, context; the message begins after the match. What stands in no group is
   * context too.
   */
  readonly pattern: RegExp;
  /** Level words for the layout's own signs. */
  readonly levels?: Readonly<Record<string, string>>;
  /** What closes the message. */
  readonly closing?: string;
}
