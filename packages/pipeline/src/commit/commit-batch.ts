import {
  claimedDatasetAttribute,
  countEvents,
  mayBeChange,
  type CountContribution,
  type EventEvidence,
  type FindingLimits,
  type NotifyPolicy,
} from '@bellwether/log-model';
import { inParallel, type Ports } from '@bellwether/ports';
import { archiveObjectsOf } from './archive-objects.ts';
import type { ArchivePolicy } from './archive-policy.ts';
import { lateWindowsOf } from './late-windows.ts';
import type { CountedRecords, UnderstoodBatch } from './understood-batch.ts';
import type { GatheredEvidence } from './gather-evidence.ts';
import { byOrderingKey } from './ordering-keys.ts';
import { addRaised, nothingRaised, type RaisedFindings } from './raised-findings.ts';
import type { CommitPorts } from './commit-ports.ts';

/** What evidence comes to. Loaded with the first evidence: most batches have none. */
const gather = async (ports: CommitPorts, found: readonly EventEvidence[]): Promise<GatheredEvidence> =>
  found.length === 0
    ? { counts: [], raise: async () => nothingRaised }
    : (await import('./gather-evidence.ts')).gatherEvidence(ports.counts, found);

/** What remembers the changes among a batch's events. Each template is looked at once; the rest is loaded with the first that fits. */
const changesAmong = async (events: UnderstoodBatch['events']): Promise<readonly CountContribution[]> => {
  const known = new Map<string, boolean>();
  const found = events.filter(({ event }) => {
    const isKnown = known.get(event.templateId);
    if (isKnown !== undefined) return isKnown;
    const isChange = mayBeChange(event);
    known.set(event.templateId, isChange);
    return isChange;
  });
  return found.length === 0 ? [] : (await import('@bellwether/log-model/decide')).countChanges(found);
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
  const gathered = await gather(ports, counted.evidence);
  const changes = await changesAmong(counted.events);
  const contributions = [...countEvents(counted.events), ...counted.contributions, ...gathered.counts, ...changes];
  const guarded = [...byOrderingKey(batch.shard, batch.orderingKeys, contributions)];
  const added = await inParallel(guarded, 4, ([guard, ofGuard]) => ports.counts.add(guard, ofGuard));
  const eventsLeftOut = added.reduce((sum, of) => sum + of.eventsLeftOut, 0);
  const late = lateWindowsOf(contributions, ports.clock.now());
  if (late.length > 0) await ports.lateWindows?.note(late);

  const raised = await gathered.raise(ports, policy, limits, counted.events);
  const { findings, alertsSent } = await raiseNotices(ports, policy, batch.events);
  const { events, repeats } = counted;
  return {
    ...addRaised(raised, { ...nothingRaised, findings, alertsSent, eventsLeftOut }),
    counted: { events, repeats },
  };
};
