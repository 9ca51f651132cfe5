import type { Severity } from '@bellwether/log-events';

/** A fixed threshold over the counters of a scope: what is too much, whatever the scope's past was. */
export interface ThresholdRule {
  /** Names the rule; its findings have the rule `threshold-<name>`. */
  readonly name: string;
  /**
   * `errors`: so many errors in a window. `critical`: so many critical events. `error_ratio`: errors as a share of the window's
   * events.
   */
  readonly kind: 'errors' | 'critical' | 'error_ratio';
  /** Scopes the rule is for, `*` standing for any text; every scope when absent. */
  readonly scopes?: readonly string[];
  /** Minimum severity that counts as an error; `ERROR` when absent. */
  readonly severity?: Severity;
  /** Errors, or critical events, of a window; integer, 1 or more. */
  readonly atLeast: number;
  /** Share in [0, 1) that has to be exceeded; only for `error_ratio`. */
  readonly ratioAbove?: number;
  /** Events a window needs before its share means anything; only for `error_ratio`, 1 when absent. */
  readonly minEvents?: number;
  /** Count windows in a row that each have to reach the threshold; integer, 1 or more. */
  readonly windows: number;
  readonly findingSeverity: Severity;
}
