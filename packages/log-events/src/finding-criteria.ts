import type { Severity } from './event.ts';
import type { Finding, FindingState } from './finding.ts';

/** A half-open span of time, epoch milliseconds UTC; infinite where it has no beginning or end. */
export interface TimeSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Which findings are asked for: those last seen in the span that have all that is named. */
export interface FindingCriteria extends TimeSpan {
  readonly severity?: Severity;
  readonly scope?: string;
  readonly state?: FindingState;
}

/** Earliest and latest times that a date can contain, epoch milliseconds. */
const farthestMs = 8.64e15;

/** The same span in whole milliseconds that a date can contain; undefined where no moment lies in it, or an end is not a number. */
export const wholeSpan = ({ fromMs, toMs }: TimeSpan): TimeSpan | undefined => {
  const from = Math.max(Math.ceil(fromMs), -farthestMs);
  const to = Math.min(Math.ceil(toMs), farthestMs + 1);
  return from < to ? { fromMs: from, toMs: to } : undefined;
};

/** Whether a finding that stands so is asked for. Stores ask it again of what their indexes give, which may run behind. */
export const isFindingAskedFor = (
  { lastSeenMs, severity, scope }: Finding,
  state: FindingState,
  asked: FindingCriteria,
): boolean =>
  lastSeenMs >= asked.fromMs &&
  lastSeenMs < asked.toMs &&
  (asked.severity === undefined || severity === asked.severity) &&
  (asked.scope === undefined || scope === asked.scope) &&
  (asked.state === undefined || state === asked.state);
