import type { Finding, FindingState } from '@bellwether/log-model';
import {
  applyPlanned,
  type Guardrails,
  matchesFinding,
  namingDenials,
  playbookById,
  type PlannedRemediation,
  type PlaybookPorts,
  type PlaybookSettings,
  preparePlaybook,
  refusalOf,
  regionRefusalOf,
  type ProgressPorts,
} from '@bellwether/playbooks';

export interface ExecuteRequest {
  readonly action: 'apply' | 'rollback';
  readonly finding: Finding;
  readonly plan: PlannedRemediation;
}

export interface ExecuteResult {
  readonly action: 'apply' | 'rollback';
  readonly playbookId: string;
  /** False where nothing was written: the resource was as wanted already, or putting it back would lower protection. */
  readonly changed: boolean;
}

/**
 * Applies the plan's playbook, or puts back what was captured, and notes it beside the finding. Checks the guardrails again: a plan alone does not entitle
 * anyone to act.
 *
 * @param onUnnoted  called with the reason why the finding of what was put back could not be marked
 * @throws Error named `RemediationRefused` when this environment does not allow it; `AccessDenied` when a call was denied; PortError when it failed
 */
export const executeRemediation =
  (
    ports: PlaybookPorts & ProgressPorts,
    guardrails: Guardrails,
    settings: PlaybookSettings,
    onUnnoted: (error: unknown) => void,
  ) =>
  async ({ action, finding, plan }: ExecuteRequest): Promise<ExecuteResult> => {
    const refuse = (reason: string): never => {
      throw Object.assign(new Error(reason), { name: 'RemediationRefused' });
    };
    const playbook = playbookById(plan.playbookId) ?? refuse(`There is no playbook ${plan.playbookId}.`);
    if (!matchesFinding(playbook, finding)) refuse(`The playbook ${playbook.id} does not match the finding.`);
    const refusal = refusalOf(finding, guardrails) ?? regionRefusalOf(finding, playbook, guardrails);
    if (refusal !== undefined) refuse(refusal);
    if (guardrails.mode !== 'apply' || plan.decision !== 'act')
      refuse('Remediation runs dry here: nothing may be changed.');
    if (!guardrails.allowedPlaybooks.includes(playbook.id)) refuse(`The playbook ${playbook.id} is not allowed here.`);
    const prepared = await preparePlaybook(playbook.id, ports.openPort);
    const note = (state: FindingState): Promise<void> =>
      ports.findings.setStatus(finding.id, { state, sinceMs: ports.clock.now() });
    let changed = true;
    if (action === 'apply') {
      await note('in_progress');
      const applied = await namingDenials(() => applyPlanned(prepared, finding, plan, settings));
      if (applied.kind === 'refused') {
        await note('new').catch(onUnnoted);
        refuse(applied.reason);
      }
      changed = applied.kind === 'applied';
    } else {
      await prepared.rollback(finding, plan.captured);
      changed = playbook.rollback !== 'keeps';
      // It is back as it was, whether that can be noted or not.
      await note('new').catch(onUnnoted);
    }
    return { action, playbookId: playbook.id, changed };
  };
