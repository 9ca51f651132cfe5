import { countWindowMs, newFailureRule, windowStart, type Finding, type ObservedEvidence } from '@bellwether/log-model';
import { admissionsFromText, findingWindowMs } from '@bellwether/log-model/decide';
import type { FindingStore } from '@bellwether/ports';

/** Listed failures of a log source and finding window that are looked at, at most. */
const maxLookedAt = 5;

type Span = Pick<Finding, 'firstSeenMs' | 'lastSeenMs'>;

/** A window is five minutes long, so the errors of one begin up to that much before what the failure says of itself. */
const overlap = (left: Span, right: Span): boolean =>
  left.firstSeenMs <= right.lastSeenMs + countWindowMs && right.firstSeenMs <= left.lastSeenMs + countWindowMs;

/**
 * The new failure of the same log source that a spike of errors comes with: two findings of one matter, of which the failure is notified and the
 * spike is listed only.
 *
 * @param known  failures that were found otherwise, such as by a ledger on one machine
 */
export const newFailureBeside = async (
  store: Pick<FindingStore, 'loadAdmissions' | 'get'>,
  spike: Span & Pick<Finding, 'scope'>,
  known: readonly Finding[] = [],
): Promise<Finding | undefined> => {
  const found = known.find((failure) => failure.scope === spike.scope && overlap(failure, spike));
  if (found !== undefined) return found;
  const last = windowStart(spike.lastSeenMs, findingWindowMs);
  const windows = new Set([last, windowStart(spike.firstSeenMs - countWindowMs, findingWindowMs)]);
  for (const windowStartMs of windows) {
    const { listed } = admissionsFromText((await store.loadAdmissions(spike.scope, windowStartMs))?.state);
    const failures = listed.filter(({ rule, grants }) => rule === newFailureRule && grants.includes('notify'));
    for (const { id } of failures.slice(0, maxLookedAt)) {
      const failure = (await store.get(id))?.finding;
      if (failure !== undefined && overlap(failure, spike)) return failure;
    }
  }
  return undefined;
};

/** A spike as a finding of its own, by the failure that it comes with: a later spike of the log source without one is notified. */
export const besideFailure = (
  spike: ObservedEvidence,
  { id, title }: Pick<Finding, 'id' | 'title'>,
): ObservedEvidence => ({
  ...spike,
  dedupeKey: `${spike.dedupeKey}|${id}`,
  reasons: [...spike.reasons, `It came with a failure that was new here, which is notified: ${title}`],
});
