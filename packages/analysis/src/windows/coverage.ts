import type { AnalysisWindow } from './plan-windows.ts';

/** Why a window has no facts. Bounded, so that it can be a metric's dimension. */
export const missingReasons = [
  'failed',
  'timed_out',
  'expired',
  'absent_group',
  'before_archive',
  'over_budget',
] as const;
export type MissingReason = (typeof missingReasons)[number];

/** A window whose events were not analysed. */
export interface MissingWindow {
  readonly id: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly reason: MissingReason;
}

/** How much of the planned time the facts are of. */
export interface Coverage {
  readonly planned: number;
  readonly analysed: number;
  readonly missing: readonly MissingWindow[];
}

export const describeMissing = (reason: MissingReason): string => {
  switch (reason) {
    case 'failed':
      return 'could not be read';
    case 'timed_out':
      return 'took too long';
    case 'expired':
      return 'is older than the logs are kept';
    case 'absent_group':
      return 'is of a log group that does not exist';
    case 'before_archive':
      return 'is from before the archive began';
    case 'over_budget':
      return 'would have cost more than is allowed';
    default:
      return reason satisfies never;
  }
};

/**
 * Which of the planned windows have facts.
 *
 * @param analysed  ids of windows with facts; ids that were not planned are ignored
 * @param reasons  why others have none, by id; `failed` where nothing is known
 */
export const coverageOf = (
  planned: readonly AnalysisWindow[],
  analysed: ReadonlySet<string>,
  reasons: ReadonlyMap<string, MissingReason> = new Map(),
): Coverage => {
  const missing = planned
    .filter(({ id }) => !analysed.has(id))
    .map(({ id, startMs, endMs }) => ({ id, startMs, endMs, reason: reasons.get(id) ?? ('failed' as const) }));
  return { planned: planned.length, analysed: planned.length - missing.length, missing };
};

/**
 * The part of a window that its log source still keeps.
 *
 * @param keptSinceMs  the oldest time that is still kept, epoch milliseconds UTC
 */
export const retentionOf = ({ startMs, endMs }: AnalysisWindow, keptSinceMs: number): 'kept' | 'partly' | 'expired' =>
  endMs <= keptSinceMs ? 'expired' : startMs < keptSinceMs ? 'partly' : 'kept';
