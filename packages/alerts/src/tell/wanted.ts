import { severityNumberOf } from '@bellwether/log-model';
import type { NotificationKind } from '@bellwether/ports';
import type { AlertGroup } from '../group/group.ts';
import type { Grouping } from '../policy.ts';
import { quietMs, rollUpAfterMs } from './cadence.ts';

const hasNews = ({ evidence }: AlertGroup): boolean => evidence.places.some(({ isFresh }) => isFresh);

/** Whether a mute has held the group back since the last message. */
export const wasHeld = ({ telling }: AlertGroup): boolean => {
  const last = telling.held.at(-1);
  return last !== undefined && last.sinceMs >= telling.notifiedMs;
};

/** When the group will have been quiet for long enough to count as over. */
export const quietAtMs = ({ evidence, telling }: AlertGroup, grouping: Grouping): number =>
  evidence.lastGrewMs + quietMs(telling, grouping);

export const hasEscalated = ({ evidence, telling }: AlertGroup): boolean =>
  telling.severity !== undefined && severityNumberOf[evidence.head.severity] > severityNumberOf[telling.severity];

/**
 * What there is to say: the difference between what people believe of the group and what is so. Nothing is scheduled or
 * forgotten: a message that could not be said now is still wanted later, unless it is no longer true.
 */
export const wantedKind = (group: AlertGroup, nowMs: number, grouping: Grouping): NotificationKind | undefined => {
  const { state, notifiedMs: toldMs } = group.telling;
  const isQuiet = nowMs >= quietAtMs(group, grouping);
  // What a mute held back is not told after it is over.
  const isMissed = isQuiet && wasHeld(group);
  switch (state) {
    case 'untold':
      return isMissed ? undefined : 'opened';
    case 'recovered':
      return hasNews(group) && !isMissed ? 'reopened' : undefined;
    case 'open':
      if (hasEscalated(group)) return 'rolled_up';
      if (isQuiet) return 'recovered';
      return hasNews(group) && nowMs >= toldMs + rollUpAfterMs(group.telling, grouping) ? 'rolled_up' : undefined;
    default:
      return state satisfies never;
  }
};

/** When time alone will make the group want to say something, epoch milliseconds UTC; absent when it will not. */
export const wantedAtMs = (group: AlertGroup, grouping: Grouping): number | undefined => {
  if (group.telling.state !== 'open') return undefined;
  const quietAt = quietAtMs(group, grouping);
  return hasNews(group)
    ? Math.min(quietAt, group.telling.notifiedMs + rollUpAfterMs(group.telling, grouping))
    : quietAt;
};
