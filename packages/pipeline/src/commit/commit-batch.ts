import {
  claimedDatasetAttribute,
  countEvents,
  countEvidence,
  gatherCandidates,
  type FindingCandidate,
  type FindingLimits,
  type NotifyPolicy,
} from '@bellwether/log-model';
import { inParallel, type Ports } from '@bellwether/ports';
import { archiveObjectsOf } from './archive-objects.ts';
import type { ArchivePolicy } from './archive-policy.ts';
import { lateWindowsOf } from './late-windows.ts';
import type { CountedRecords, UnderstoodBatch } from './understood-batch.ts';
import { byOrderingKey } from './ordering-keys.ts';
import { addRaised, nothingRaised, type RaisedFindings } from './raised-findings.ts';
import type { NotifyPorts } from './raise-finding.ts';

/** Without `lateWindows` no window is judged again: who judges all of them at the end needs no notes. */
export type CommitPorts = Pick<Ports, 'archive' | 'quarantine' | 'counts' | 'countedIds' | 'templates'> &
  Partial<Pick<Ports, 'lateWindows'>> &
  NotifyPorts;

/** Decides candidates and raises what they come to. Deciding is loaded with the first candidate: most batches have none. */
const raiseAll = async (
  ports: CommitPorts,
  policy: NotifyPolicy,
  limits: FindingLimits,
  candidates: readonly FindingCandidate[],
): Promise<RaisedFindings> => {
  if (candidates.length === 0) return nothingRaised;
  const [{ raiseCandidates }, { decisionFacts }] = await Promise.all([
    import('./raise-candidates.ts'),
    import('./decision-facts.ts'),
  ]);
  return raiseCandidates(ports, policy, limits, decisionFacts(ports), candidates);
};

/** Raises what is said about log sources that nobody has declared; loaded with the first record that only claims its dataset. */
const raiseNotices = async (
  ports: CommitPorts,
  policy: NotifyPolicy,
  events: UnderstoodBatch['events'],
): Promise<Pick<RaisedFindings, 'findings' | 'alertsSent'>> => {
  if (!events.some(({ event }) => event.attributes[claimedDatasetAttribute] !== undefined)) return nothingRaised;
  const [{ undeclaredSources }, { raiseFinding }] = await Promise.all([
    import('./undeclared-sources.ts'),
    import('./raise-finding.ts'),
  ]);
  const findings = undeclaredSources(events);
  let alertsSent = 0;
  for (const notice of findings) if (await raiseFinding(ports, policy, notice)) alertsSent += 1;
  return { findings, alertsSent };
};

/** What of a batch counts. Ids are compared where services wrote them: the code is loaded with the first of those. */
const countedOf = async (ports: Pick<Ports, 'countedIds'>, batch: UnderstoodBatch) => {
  const { events, contributions = [], serviceIds = [] } = batch;
  if (serviceIds.length > 0 || events.some(({ hasServiceId }) => hasServiceId === true))
    return (await import('./count-once.ts')).countOnce(ports.countedIds, batch);
  return { events, evidence: events.flatMap(({ evidence }) => evidence), contributions, repeats: 0 };
};

/** What a batch came to. */
export interface CommittedBatch extends RaisedFindings {
  readonly counted: CountedRecords;
}

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
): Promise<CommittedBatch> => {
  await inParallel(batch.quarantined, 8, (record) => ports.quarantine.keep(record));
  await inParallel(archiveObjectsOf(batch, archive), 8, (object) => ports.archive.write(object.path, object.bytes));

  const counted = await countedOf(ports, batch);
  const contributions = [...countEvents(counted.events), ...counted.contributions, ...countEvidence(counted.evidence)];
  const guarded = [...byOrderingKey(batch.shard, batch.orderingKeys, contributions)];
  const added = await inParallel(guarded, 4, ([guard, ofGuard]) => ports.counts.add(guard, ofGuard));
  const eventsLeftOut = added.reduce((sum, of) => sum + of.eventsLeftOut, 0);
  const late = lateWindowsOf(contributions, ports.clock.now());
  if (late.length > 0) await ports.lateWindows?.note(late);

  const raised = await raiseAll(ports, policy, limits, gatherCandidates(counted.evidence));
  const { findings, alertsSent } = await raiseNotices(ports, policy, batch.events);
  const { events, repeats } = counted;
  return {
    ...addRaised(raised, { ...nothingRaised, findings, alertsSent, eventsLeftOut }),
    counted: { events, repeats },
  };
};
