import { minuteMs } from '@bellwether/log-model';
import type { NotifiedState } from '../group/group.ts';
import type { Grouping } from '../policy.ts';

/** Doublings beyond which every cadence has reached its longest: 2^12 times five minutes are two weeks. */
const maxDoublings = 12;

const doubled = (minutes: number, times: number, maxMinutes: number): number =>
  Math.min(minutes * 2 ** Math.min(times, maxDoublings), Math.max(minutes, maxMinutes)) * minuteMs;

/** Milliseconds from a message to the roll-up after it: twice as long after each roll-up. */
export const rollUpAfterMs = ({ rollUps }: Pick<NotifiedState, 'rollUps'>, grouping: Grouping): number =>
  doubled(grouping.rollUpMinutes, rollUps, grouping.maxRollUpMinutes);

/** Whether a group has come back so often that its recoveries mean little. */
export const isFlapping = ({ flaps }: Pick<NotifiedState, 'flaps'>, { flapsBeforeDamping }: Grouping): boolean =>
  flaps >= flapsBeforeDamping;

/**
 * Milliseconds without anything new after which a group has recovered: once it flaps, twice as long at each further return, so
 * that the messages of a group that comes and goes grow with the logarithm of its returns, up to one in `maxRollUpMinutes`.
 */
export const quietMs = ({ flaps }: Pick<NotifiedState, 'flaps'>, grouping: Grouping): number =>
  doubled(
    grouping.recoverMinutes,
    Math.max(0, flaps - grouping.flapsBeforeDamping + 1),
    Math.max(grouping.recoverMinutes, grouping.maxRollUpMinutes),
  );
