import {
  countEvents,
  countEvidence,
  countWindowMs,
  decide,
  decidingWindows,
  findingWindowMs,
  gatherCandidates,
  windowStart,
  type DecisionFacts,
  type Finding,
  type NotifyPolicy,
  type WindowCounts,
} from '@bellwether/log-model';
import { inParallel, type Ports } from '@bellwether/ports';
import { archiveObjectsOf } from './archive-objects.ts';
import type { ArchivePolicy } from './archive-policy.ts';
import type { UnderstoodBatch } from './understood-batch.ts';
import { byOrderingKey } from './ordering-keys.ts';
import { undeclaredSources } from './undeclared-sources.ts';
import { raiseFinding, type NotifyPorts } from './raise-finding.ts';

export type CommitPorts = Pick<Ports, 'archive' | 'quarantine' | 'counts' | 'templates'> & NotifyPorts;

export interface CommittedBatch {
  /** Findings raised or merged, by rule. */
  readonly findings: readonly Finding[];
  readonly alertsSent: number;
}

/** What deciding asks of the stores. Candidates of one rule share rows, so what one has read the next is given again. */
const decisionFacts = (ports: Pick<Ports, 'counts' | 'findings' | 'templates'>): DecisionFacts => {
  const read = new Map<string, Promise<readonly WindowCounts[]>>();
  return {
    counts: async ({ counters, windowStartMs, lastSeenMs }) => {
      if (counters === undefined) return [];
      const first = Math.min(windowStartMs - countWindowMs, ...decidingWindows(counters));
      const end = windowStart(lastSeenMs, findingWindowMs) + findingWindowMs;
      const key = `${first} ${end} ${counters.scope}`;
      const known = read.get(key);
      if (known) return known;
      const rows = ports.counts.rows(counters.scope, first, end);
      read.set(key, rows);
      return rows;
    },
    finding: async (findingId) => (await ports.findings.get(findingId))?.finding,
    templates: (scope) => ports.templates.load(scope),
  };
};

/**
 * Makes a batch last: archive and quarantine, then counts, then findings with their alerts and workflows. Each effect has
 * a deterministic key made of what was read, so that running it again, wholly or from any point, changes no total.
 *
 * Counts come before findings because thresholds are decided on the counters; templates are saved by the caller
 * afterwards, so that a batch that is given again is understood from the same state.
 *
 * @param archive  what the archive keeps
 * @throws PortError of the first effect that failed; the batch may then be given again
 */
export const commitBatch = async (
  ports: CommitPorts,
  policy: NotifyPolicy,
  batch: UnderstoodBatch,
  archive: ArchivePolicy,
): Promise<CommittedBatch> => {
  await inParallel(batch.quarantined, 8, (record) => ports.quarantine.keep(record));
  await inParallel(archiveObjectsOf(batch, archive), 8, (object) => ports.archive.write(object.path, object.bytes));

  const found = batch.events.flatMap(({ evidence }) => evidence);
  const contributions = [...countEvents(batch.events), ...(batch.contributions ?? []), ...countEvidence(found)];
  await inParallel([...byOrderingKey(batch.shard, batch.orderingKeys, contributions)], 4, ([guard, ofGuard]) =>
    ports.counts.add(guard, ofGuard),
  );

  const facts = decisionFacts(ports);
  const findings: Finding[] = [];
  let alertsSent = 0;
  for (const candidate of gatherCandidates(found)) {
    const finding = await decide(candidate, facts);
    if (!finding) continue;
    findings.push(finding);
    if (await raiseFinding(ports, policy, finding)) alertsSent += 1;
  }
  for (const notice of undeclaredSources(batch.events)) {
    findings.push(notice);
    if (await raiseFinding(ports, policy, notice)) alertsSent += 1;
  }
  return { findings, alertsSent };
};
