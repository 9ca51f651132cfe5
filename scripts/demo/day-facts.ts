import { dayMs } from '@bellwether/log-model';
import type { LocalState } from '@bellwether/local-adapters';
import { gatherFacts, type RemediationFact, type ReportFacts } from '@bellwether/report';
import type { PlannedIncident, SimulateOptions } from '@bellwether/simulator';
import { compareWithTruth } from './compare-with-truth.ts';
import type { Rehearsal } from './rehearse-remediation.ts';
import type { StreamedDay } from './stream-day.ts';

/** What a machine's run came to, read off the state it ended in. */
interface EndedRun {
  readonly outcome?: string;
  readonly playbookId?: string;
  readonly reason?: string;
  readonly steps?: readonly string[];
}

/** A run that had a playbook to rehearse; `undefined` for a finding that no playbook is for. */
const remediationFact = ({ finding, run }: Rehearsal): RemediationFact | undefined => {
  const ended = (run.output ?? {}) as EndedRun;
  if (run.status === 'succeeded' && ended.outcome !== 'rehearsed') return undefined;
  return {
    playbook: ended.playbookId ?? 'none',
    findingId: finding.id,
    resource: Object.values(finding.resources)[0] ?? finding.dedupeKey,
    state: run.status === 'succeeded' ? 'dry_run' : 'failed',
    startedMs: finding.lastSeenMs,
    endedMs: finding.lastSeenMs,
    sentence:
      run.status === 'succeeded'
        ? `Would do: ${(ended.steps ?? []).join('; ')}.`
        : (run.error?.cause ?? 'The run failed.'),
  };
};

/** The day's facts: what the stores contain, what the machine did, and how the findings compare with the truth. */
export const dayFacts = async (
  state: LocalState,
  day: SimulateOptions,
  streamed: StreamedDay,
  rehearsals: readonly Rehearsal[],
  incidents: readonly PlannedIncident[],
): Promise<ReportFacts> => {
  const period = { startMs: day.startMs, endMs: day.startMs + dayMs };
  const facts = await gatherFacts(state.reads, { title: 'A simulated day', period, records: streamed.accounting });
  const comparison = compareWithTruth(incidents, facts.findings);
  const findingsOf = new Map(
    comparison.found.map(({ incident, findings }) => [incident.id, findings.map((finding) => finding.id)]),
  );
  return {
    ...facts,
    remediations: rehearsals.map(remediationFact).filter((fact) => fact !== undefined),
    truth: {
      incidents: incidents.map(({ id, kind, title, expectedRule, startMs, endMs }) => ({
        id,
        kind,
        title,
        expectedRule,
        startMs,
        endMs,
        findingIds: findingsOf.get(id) ?? [],
      })),
      falseFindingIds: comparison.falseFindings.map((finding) => finding.id),
    },
  };
};
