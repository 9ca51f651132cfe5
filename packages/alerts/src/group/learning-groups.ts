import type { Finding } from '@bellwether/log-model';
import type { Grouping } from '../policy.ts';
import type { AlertGroup } from './group.ts';

/** Stands for the rule of findings in a summary. No rule has a blank in its id. */
const summaryRule = 'still learnt';

const dayMinutes = 1_440;

/** The key of the summary that a finding belongs to: one for each account; undefined for a finding that is an alert of its own. */
export const summaryKeyOf = ({ isLearning, severity, account }: Finding): AlertGroup['key'] | undefined =>
  isLearning === true && severity !== 'CRITICAL' ? { rule: summaryRule, account } : undefined;

export const isSummary = ({ key }: Pick<AlertGroup, 'key'>): boolean => key.rule?.startsWith(summaryRule) ?? false;

/** Length of a group's window of event time, in minutes: a day for a summary. */
export const windowMinutesOf = (
  group: Pick<AlertGroup, 'key'>,
  { windowMinutes }: Pick<Grouping, 'windowMinutes'>,
): number => (isSummary(group) ? dayMinutes : windowMinutes);

/** How a group speaks: a summary opens with its first finding, gives its totals a day later, and is over after a quiet day. */
export const groupingOf = (group: Pick<AlertGroup, 'key'>, grouping: Grouping): Grouping =>
  isSummary(group)
    ? {
        ...grouping,
        windowMinutes: dayMinutes,
        rollUpMinutes: dayMinutes,
        recoverMinutes: dayMinutes,
        maxRollUpMinutes: Math.max(dayMinutes, grouping.maxRollUpMinutes),
      }
    : grouping;
