import { countWindowMs, ruleScopePrefix, type CountContribution } from '@bellwether/log-model';
import type { LateWindow } from '@bellwether/ports';

/**
 * How long after its end a window may get counts before they are late, in milliseconds: ten minutes. The schedule judges each window
 * until fifteen minutes after its end.
 */
export const lateAfterMs = 600_000;

/**
 * The windows of a batch that the schedule may have judged for the last time already. Counters of rules are not log sources, and are not
 * judged.
 *
 * @param nowMs  epoch milliseconds UTC
 */
export const lateWindowsOf = (contributions: readonly CountContribution[], nowMs: number): readonly LateWindow[] => {
  const lateBeforeMs = nowMs - lateAfterMs - countWindowMs;
  const late = new Map<string, LateWindow>();
  for (const { scope, windowStartMs } of contributions) {
    if (windowStartMs > lateBeforeMs || scope.startsWith(ruleScopePrefix)) continue;
    late.set(`${windowStartMs} ${scope}`, { scope, windowStartMs, notedAtMs: nowMs });
  }
  return [...late.values()];
};
