import {
  countEvents,
  countEvidence,
  gatherCandidates,
  type FindingLimits,
  type NotifyPolicy,
} from '@bellwether/log-model';
import { inParallel, type Ports } from '@bellwether/ports';
import { archiveObjectsOf } from './archive-objects.ts';
import type { ArchivePolicy } from './archive-policy.ts';
import type { UnderstoodBatch } from './understood-batch.ts';
import { byOrderingKey } from './ordering-keys.ts';
import { undeclaredSources } from './undeclared-sources.ts';
import { decisionFacts } from './decision-facts.ts';
import { raiseCandidates, type RaisedFindings } from './raise-candidates.ts';
import { raiseFinding, type NotifyPorts } from './raise-finding.ts';

export type CommitPorts = Pick<Ports, 'archive' | 'quarantine' | 'counts' | 'templates'> & NotifyPorts;

/**
 * Makes a batch last: archive and quarantine, then counts, then findings with their alerts and workflows. Each effect has
 * a deterministic key made of what was read, so that running it again, wholly or from any point, changes no total.
 *
 * Counts come before findings because thresholds are decided on the counters; templates are saved by the caller
 * afterwards, so that a batch that is given again is understood from the same state.
 *
 * @param archive  what the archive keeps
 * @param limits  how many findings one log source may make
 * @throws PortError of the first effect that failed; the batch may then be given again
 */
export const commitBatch = async (
  ports: CommitPorts,
  policy: NotifyPolicy,
  batch: UnderstoodBatch,
  archive: ArchivePolicy,
  limits: FindingLimits,
): Promise<RaisedFindings> => {
  await inParallel(batch.quarantined, 8, (record) => ports.quarantine.keep(record));
  await inParallel(archiveObjectsOf(batch, archive), 8, (object) => ports.archive.write(object.path, object.bytes));

  const found = batch.events.flatMap(({ evidence }) => evidence);
  const contributions = [...countEvents(batch.events), ...(batch.contributions ?? []), ...countEvidence(found)];
  await inParallel([...byOrderingKey(batch.shard, batch.orderingKeys, contributions)], 4, ([guard, ofGuard]) =>
    ports.counts.add(guard, ofGuard),
  );

  const raised = await raiseCandidates(ports, policy, limits, decisionFacts(ports), gatherCandidates(found));
  const notices = undeclaredSources(batch.events);
  let { alertsSent } = raised;
  for (const notice of notices) if (await raiseFinding(ports, policy, notice)) alertsSent += 1;
  return { ...raised, findings: [...raised.findings, ...notices], alertsSent };
};
