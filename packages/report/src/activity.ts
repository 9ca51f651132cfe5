import { minuteMs, type Finding } from '@bellwether/log-model';
import type { JoinedFinding } from './join-findings.ts';

/** What the data says of a finding's end. */
export type Activity = 'goes-on' | 'over' | 'once';

/** Shortest time without news after which something counts as over. */
const quietMs = 5 * minuteMs;

/**
 * Whether a finding goes on at the end of the logs: until nothing new came for the greater of five minutes and six times its mean gap.
 * One record of a rule says nothing of what came later: it happened once.
 *
 * @param endMs  end of the logs, epoch milliseconds UTC
 */
export const activityOf = (
  {
    kind,
    count,
    firstSeenMs,
    lastSeenMs,
    failure,
  }: Pick<JoinedFinding, 'failure'> & Pick<Finding, 'kind' | 'count' | 'firstSeenMs' | 'lastSeenMs'>,
  endMs: number,
): Activity => {
  if (failure !== undefined) return failure.goesOn ? 'goes-on' : 'over';
  if (count <= 1 && (kind === 'rule' || kind === 'risk')) return 'once';
  const meanGapMs = count > 1 ? (lastSeenMs - firstSeenMs) / (count - 1) : 0;
  return endMs - lastSeenMs <= Math.max(quietMs, 6 * meanGapMs) ? 'goes-on' : 'over';
};

/** How sure a finding is, in one word. */
export const certaintyOf = ({ kind }: Pick<Finding, 'kind'>): string =>
  ({ rule: 'Recorded', threshold: 'Counted', anomaly: 'Unusual', risk: 'Adds up' })[kind];
