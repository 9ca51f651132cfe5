import { isFindingAskedFor, isSameFinding, joinSighting, severityNumberOf, stateSeen } from '@bellwether/log-model';
import { PortError, type FindingStore, type StoredAdmissions, type StoredFinding } from '@bellwether/ports';

export interface MemoryFindings extends FindingStore {
  /** Everything stored, in the order first raised. For assertions. */
  all(): readonly StoredFinding[];
}

const bySeverityThenScore = (left: StoredFinding, right: StoredFinding): number =>
  severityNumberOf[right.finding.severity] - severityNumberOf[left.finding.severity] ||
  right.finding.score - left.finding.score ||
  (left.finding.id < right.finding.id ? -1 : 1);

/** The finding with what its status has come to, now that it was last seen when it was. */
const withStatusSeen = (stored: StoredFinding): StoredFinding => {
  const { finding, status } = stored;
  if (status === undefined) return stored;
  return { ...stored, status: { ...status, state: stateSeen(status.state, status.sinceMs, finding.lastSeenMs) } };
};

/** Findings in memory. What goes in and comes out is a copy, as with a store elsewhere. */
export const memoryFindings = (): MemoryFindings => {
  const stored = new Map<string, StoredFinding>();
  const admissions = new Map<string, StoredAdmissions>();
  return {
    raise: async (finding) => {
      const known = stored.get(finding.id);
      if (known !== undefined && !isSameFinding(known.finding, finding))
        throw new PortError('findings', 'raise', false, { cause: new Error('Another finding has this id.') });
      const next: StoredFinding =
        known === undefined
          ? { finding: structuredClone(finding) }
          : {
              ...known,
              finding: structuredClone(joinSighting(known.finding, finding)),
            };
      const seen = withStatusSeen(next);
      stored.set(finding.id, seen);
      return structuredClone(seen);
    },
    markNotified: async (findingId, notifiedAtMs) => {
      const known = stored.get(findingId);
      if (known !== undefined && known.notifiedAtMs === undefined) {
        stored.set(findingId, { ...known, notifiedAtMs });
      }
    },
    setStatus: async (findingId, status) => {
      const known = stored.get(findingId);
      if (known !== undefined && (known.status === undefined || known.status.sinceMs < status.sinceMs))
        stored.set(findingId, withStatusSeen({ ...known, status: { ...status } }));
    },
    displace: async (findingId) => {
      if (stored.get(findingId)?.status === undefined) stored.delete(findingId);
    },
    loadAdmissions: async (scope, windowStartMs) => admissions.get(`${windowStartMs} ${scope}`),
    saveAdmissions: async (scope, windowStartMs, next) => {
      const key = `${windowStartMs} ${scope}`;
      if (next.version !== (admissions.get(key)?.version ?? 0) + 1) return 'changed';
      admissions.set(key, { ...next });
      return 'saved';
    },
    get: async (findingId) => structuredClone(stored.get(findingId)),
    list: async (fromMs, toMs, limit) =>
      [...stored.values()]
        .filter(({ finding }) => isFindingAskedFor(finding, 'new', { fromMs, toMs }))
        .sort(bySeverityThenScore)
        .slice(0, limit)
        .map((found) => structuredClone(found)),
    find: async (query) =>
      [...stored.values()]
        .filter(({ finding, status }) => isFindingAskedFor(finding, status?.state ?? 'new', query))
        .sort(
          (left, right) =>
            right.finding.lastSeenMs - left.finding.lastSeenMs || (left.finding.id < right.finding.id ? -1 : 1),
        )
        .slice(0, query.limit)
        .map((found) => structuredClone(found)),
    all: () => [...stored.values()],
  };
};
