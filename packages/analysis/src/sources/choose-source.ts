import { dayMs } from '@bellwether/log-model';
import type { SourceOffer } from './source-offer.ts';

export interface SourceChoice {
  /** Begin of the analysed time, epoch milliseconds UTC. */
  readonly startMs: number;
  /** Time of the longest window when it is read from a source, and the time that one may take. Seconds. */
  readonly longestSeconds: (offer: SourceOffer) => number;
  readonly deadlineSeconds: number;
}

/** A quiet log may have its first event so long after the time begins. */
const slackMs = dayMs;

/**
 * Chooses where events are read from: the archive where it covers the time; else the log groups themselves, if their longest window ends
 * within half of its deadline; else Logs Insights. Of sources that begin late, the one that reaches back farthest; the archive on a tie.
 *
 * @param offers  at least one
 * @throws RangeError without any
 */
export const chooseSource = (offers: readonly SourceOffer[], choice: SourceChoice): SourceOffer => {
  const [first] = offers;
  if (first === undefined) throw new RangeError('No source of events is set up.');
  const { startMs, longestSeconds, deadlineSeconds } = choice;
  const isFast = (offer: SourceOffer): boolean =>
    offer.kind !== 'log-groups' || longestSeconds(offer) <= deadlineSeconds / 2;
  const usable = offers.filter((offer) => !offer.isAbsent && isFast(offer));
  const covering = usable.find(({ keptSinceMs }) => keptSinceMs <= startMs + slackMs);
  if (covering !== undefined) return covering;
  return usable.toSorted((left, right) => left.keptSinceMs - right.keptSinceMs)[0] ?? first;
};
