import {
  claimedDatasetAttribute,
  dayMs,
  identify,
  windowStart,
  type Finding,
  type UnderstoodEvent,
} from '@bellwether/log-model';

const noticeOf = (
  { event, provenance }: UnderstoodEvent,
  scope: string,
): Omit<Finding, 'firstSeenMs' | 'lastSeenMs' | 'count'> => {
  const { account, logGroup, dataset, id } = event;
  const { bucket } = provenance?.object ?? {};
  const source = logGroup || (bucket === undefined ? 'a source without a log group' : `the bucket ${bucket}`);
  const windowStartMs = windowStart(event.timestampMs, dayMs);
  const dedupeKey = `${source}|${dataset}`;
  return {
    id: identify('finding', 'undeclared-source', account, dedupeKey, String(windowStartMs)),
    kind: 'anomaly',
    rule: 'undeclared-source',
    title: `Declare this group: ${source} holds ${dataset} records`,
    severity: 'WARNING',
    score: 0.3,
    reasons: [
      `Lines in ${source} claim to be ${dataset} records, and nobody has declared that it holds them.`,
      'Findings about them are only claims, with a lower score, and nothing is remediated.',
      `If the service itself writes there, name its dataset (${dataset}) in the entry of watched_log_groups. If not, find out who writes these lines.`,
    ],
    scope,
    dataset,
    account,
    region: '',
    dedupeKey,
    windowStartMs,
    resources: { logGroup },
    evidence: [id],
    provenance: 'claimed',
  };
};

/**
 * One notice a day for each log source that nobody has declared and that gives account-level records, so that nobody loses detection
 * silently. Files of a laptop give none: nobody can declare them.
 */
export const undeclaredSources = (events: readonly UnderstoodEvent[]): readonly Finding[] => {
  const notices = new Map<string, Finding>();
  for (const understood of events) {
    const { event, provenance } = understood;
    if (event.attributes[claimedDatasetAttribute] === undefined || provenance?.ingestionPath === 'file') continue;
    const { timestampMs } = event;
    const notice = noticeOf(understood, `${event.account || 'local'}:${event.logGroup || event.dataset}`);
    const known = notices.get(notice.id);
    notices.set(notice.id, {
      ...(known ?? notice),
      firstSeenMs: Math.min(known?.firstSeenMs ?? timestampMs, timestampMs),
      lastSeenMs: Math.max(known?.lastSeenMs ?? timestampMs, timestampMs),
      // Not counted: a count of one batch would depend on how batches are cut.
      count: 1,
    });
  }
  return [...notices.values()];
};
