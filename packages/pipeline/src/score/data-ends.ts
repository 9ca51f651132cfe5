import { countWindowMs } from '@bellwether/log-model';
import type { Backlog, LateWindow } from '@bellwether/ports';

/**
 * Up to when all that a log source wrote is known, epoch milliseconds UTC; `Infinity` when nothing is known to be under way.
 *
 * @param lastWindowMs  start of the last window in which it wrote; undefined without one
 */
export type DataEnds = (scope: string, lastWindowMs: number | undefined) => number;

/** Nothing is under way. */
export const dataIsWhole: DataEnds = () => Infinity;

/** How long a noted backlog counts, in milliseconds: longer than the time between two attempts of a failing batch. */
export const backlogKnownMs = 600_000;

/** The oldest unread arrival of all shards, by the newest note of each. */
const endOfBacklogs = (backlogs: readonly Backlog[]): number => {
  const newest = new Map<string, Backlog>();
  for (const backlog of backlogs)
    if ((newest.get(backlog.shard)?.notedAtMs ?? -Infinity) <= backlog.notedAtMs) newest.set(backlog.shard, backlog);
  return Math.min(...[...newest.values()].map(({ oldestArrivalMs }) => oldestArrivalMs));
};

/**
 * Where the data of log sources ends while some of it is late: at the oldest record of a shard or queue with a backlog, for all of them,
 * as nobody knows what it contains; and for a log source whose last window was itself counted late, as long ago as that was late.
 *
 * @param notes  of late windows that have not been judged again yet
 * @param nowMs  epoch milliseconds UTC
 */
export const dataEndsOf = (backlogs: readonly Backlog[], notes: readonly LateWindow[], nowMs: number): DataEnds => {
  const ofAllMs = endOfBacklogs(backlogs);
  const lateByMs = new Map<string, number>();
  const keyOf = (scope: string, windowStartMs: number): string => `${windowStartMs} ${scope}`;
  for (const { scope, windowStartMs, notedAtMs } of notes) {
    const key = keyOf(scope, windowStartMs);
    lateByMs.set(key, Math.max(lateByMs.get(key) ?? 0, notedAtMs - (windowStartMs + countWindowMs)));
  }
  return (scope, lastWindowMs) =>
    Math.min(ofAllMs, nowMs - (lateByMs.get(keyOf(scope, lastWindowMs ?? Number.NaN)) ?? -Infinity));
};
