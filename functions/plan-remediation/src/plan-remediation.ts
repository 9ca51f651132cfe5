import type { Finding } from '@bellwether/log-model';
import { cleanLine } from '@bellwether/outputs';
import {
  approvalWaitMs,
  digestOf,
  type Guardrails,
  namingDenials,
  planRemediation,
  type PlannedRemediation,
  type PlanningPorts,
  type PlaybookSettings,
  type RemediationPlan,
} from '@bellwether/playbooks';

const decisionWords: Readonly<Record<RemediationPlan['decision'], string>> = {
  nothing: 'Nothing to do',
  already_so: 'Already as wanted',
  refused: 'Refused',
  not_found: 'Not found',
  rehearse: 'Rehearsed',
  act: 'Remediating',
};

/** Seconds that a request is kept after it expired, so that whoever comes late is told. */
const keptSeconds = 86_400;

/** Longest line of a summary, in UTF-16 units, and its longest body: SNS takes 256 KB. */
const maxLineLength = 1_000;
const maxSummaryLength = 20_000;

const summaryOf = (finding: Finding, plan: RemediationPlan): string =>
  [
    `${decisionWords[plan.decision]}: ${finding.title}`,
    plan.reason,
    ...(!('steps' in plan) ? [] : [`Playbook: ${plan.playbookId}`, ...plan.steps.map((step) => `- ${step}`)]),
    `Finding: ${finding.id}`,
  ]
    // What a log says can be in a finding's title and in a resource's name.
    .map((line) => cleanLine(line, maxLineLength))
    .join('\n')
    .slice(0, maxSummaryLength);

/**
 * Plans what to do about a finding and words it for a person. Reads the account, changes nothing.
 *
 * @throws Error named `AccessDenied` when a call was denied; PortError when the account cannot be read; the machine then ends without acting
 */
export const planRemediationTask =
  (ports: PlanningPorts, guardrails: Guardrails, settings: PlaybookSettings) =>
  async (finding: Finding): Promise<PlannedRemediation> => {
    const plan = await namingDenials(() => planRemediation(ports, finding, guardrails, settings));
    const parts = !('steps' in plan) ? { playbookId: '', title: '', steps: [], captured: {}, ask: false } : plan;
    const untilMs = ports.clock.now() + approvalWaitMs;
    return {
      decision: plan.decision,
      reason: plan.reason,
      playbookId: parts.playbookId,
      title: parts.title,
      steps: [...parts.steps],
      captured: { ...parts.captured },
      ask: parts.ask,
      approval: {
        digest: digestOf(parts.playbookId, finding, parts),
        untilMs: String(untilMs),
        ttl: String(Math.ceil(untilMs / 1_000) + keptSeconds),
      },
      nonce: '',
      subject: `[remediation] ${decisionWords[plan.decision]}: ${finding.rule}`
        .replaceAll(/[^\x20-\x7e]/g, ' ')
        .slice(0, 99),
      summary: summaryOf(finding, plan),
    };
  };
