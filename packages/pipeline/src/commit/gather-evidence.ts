import type { CountContribution, EventEvidence, FindingLimits, NotifyPolicy } from '@bellwether/log-model';
import { countEvidence, gatherCandidates, nameFailures } from '@bellwether/log-model/decide';
import type { CommitPorts } from './commit-ports.ts';
import { decisionFacts } from './decision-facts.ts';
import { findingContexts, type AddContext } from './finding-contexts.ts';
import { markNewSources } from './learning-sources.ts';
import { raiseCandidates } from './raise-candidates.ts';
import { nothingRaised, type RaisedFindings } from './raised-findings.ts';
import type { UnderstoodBatch } from './understood-batch.ts';

/** Evidence of a batch, gathered: first it is counted, then it is raised. */
export interface GatheredEvidence {
  /** What counts it. */
  readonly counts: readonly CountContribution[];
  /** Decides its candidates, by the counters, and raises what they come to. `events` are those of the batch, for what findings show. */
  readonly raise: (
    ports: CommitPorts,
    policy: NotifyPolicy,
    limits: FindingLimits,
    events: UnderstoodBatch['events'],
  ) => Promise<RaisedFindings>;
}

/**
 * Names failures by their kind, leaves out what a principal did before, and gathers evidence into candidates.
 *
 * @throws PortError when the store of counts fails
 */
export const gatherEvidence = async (
  store: Pick<CommitPorts['counts'], 'rows'>,
  found: readonly EventEvidence[],
): Promise<GatheredEvidence> => {
  // Loaded when a rule first asks: most batches have nothing of the kind, and a start pays for every byte.
  const settled = found.some(({ evidence }) => evidence.firstSeen !== undefined)
    ? await (await import('./first-seen.ts')).settleEvidence(store, found)
    : { evidence: found, counts: [] };
  const evidence = nameFailures(settled.evidence);
  const candidates = gatherCandidates(evidence);
  return {
    counts: [...countEvidence(evidence), ...settled.counts],
    raise: async (ports, policy, limits, events) => {
      if (candidates.length === 0) return nothingRaised;
      const facts = decisionFacts(ports);
      const [addContext, markNew] = [
        findingContexts(ports.counts, events),
        markNewSources(policy, (scope) => facts.templates(scope)),
      ];
      const withContext: AddContext = async (finding) => addContext(await markNew(finding));
      return raiseCandidates(ports, policy, limits, facts, candidates, withContext);
    },
  };
};
