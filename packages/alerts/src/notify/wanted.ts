import { severityNumberOf } from '@bellwether/log-model';
import type { NotificationKind } from '@bellwether/ports';
import type { AlertGroup } from '../group/group.ts';
import type { Grouping } from '../policy.ts';
import { quietMs, rollUpAfterMs } from './cadence.ts';

const hasNews = ({ evidence }: AlertGroup): boolean => evidence.locations.some(({ isFresh }) => isFresh);

/** Whether a mute has held the group back since the last message. */
export const wasHeld = ({ notified }: AlertGroup): boolean => {
  const last = notified.held.at(-1);
  return last !== undefined && last.sinceMs >= notified.notifiedMs;
};

/** When the group will have been quiet for long enough to count as over. */
export const quietAtMs = ({ evidence, notified }: AlertGroup, grouping: Grouping): number =>
  evidence.lastGrewMs + quietMs(notified, grouping);

export const hasEscalated = ({ evidence, notified }: AlertGroup): boolean =>
  notified.severity !== undefined && severityNumberOf[evidence.head.severity] > severityNumberOf[notified.severity];

/**
 * What there is to say: the difference between what people believe of the group and what is so. Nothing is scheduled or
 * forgotten: a message that could not be said now is still wanted later, unless it is no longer true.
 */
export const wantedKind = (group: AlertGroup, nowMs: number, grouping: Grouping): NotificationKind | undefined => {
  const { state, notifiedMs } = group.notified;
  const isQuiet = nowMs >= quietAtMs(group, grouping);
  // Nothing is sent of a group that ended while a mute held it back.
  const isMissed = isQuiet && wasHeld(group);
  switch (state) {
    case 'untold':
      return isMissed ? undefined : 'opened';
    case 'recovered':
      return hasNews(group) && !isMissed ? 'reopened' : undefined;
    case 'open':
      if (hasEscalated(group)) return 'rolled_up';
      if (isQuiet) return 'recovered';
      return hasNews(group) && nowMs >= notifiedMs + rollUpAfterMs(group.notified, grouping) ? 'rolled_up' : undefined;
    default:
      return state satisfies never;
  }
};

/** When time alone will make the group want to say something, epoch milliseconds UTC; absent when it will not. */
export const wantedAtMs = (group: AlertGroup, grouping: Grouping): number | undefined => {
  if (group.notified.state !== 'open') return undefined;
  const quietAt = quietAtMs(group, grouping);
  return hasNews(group)
    ? Math.min(quietAt, group.notified.notifiedMs + rollUpAfterMs(group.notified, grouping))
    : quietAt;
};
