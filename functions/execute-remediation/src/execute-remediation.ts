import type { Finding } from '@bellwether/log-model';
import {
  type ApprovalPorts,
  claimPlaybook,
  type executeActions,
  type Guardrails,
  type LedgerPorts,
  playbookById,
  type PlannedRemediation,
  type PlaybookPorts,
  type PlaybookSettings,
  preparePlaybook,
  refusalOf,
  refuseRemediation,
  regionRefusalOf,
  type ProgressPorts,
  type SwitchPorts,
  switchRefusalOf,
} from '@bellwether/playbooks';
import { applyRemediation, rollBackRemediation } from './apply-remediation.ts';
import { undoRemediation } from './undo-remediation.ts';

export interface ExecuteRequest {
  readonly action: (typeof executeActions)[number];
  readonly finding: Finding;
  readonly plan: PlannedRemediation;
}

export interface ExecuteResult {
  readonly action: (typeof executeActions)[number];
  readonly playbookId: string;
  /** False where nothing was written: the resource was as wanted already, or putting it back would lower protection. */
  readonly changed: boolean;
}

/**
 * Applies the plan's playbook, or puts back what was captured, after a failure or for a person, and notes it beside the finding. Checks the guardrails again: a plan alone does not entitle
 * anyone to act.
 *
 * @param onUnnoted  called with the reason why the finding of what was put back could not be marked
 * @throws Error named `RemediationRefused` when this environment does not allow it; `AccessDenied` when a call was denied; PortError when it failed
 */
export const executeRemediation =
  (
    ports: PlaybookPorts & ProgressPorts & SwitchPorts & LedgerPorts & ApprovalPorts,
    guardrails: Guardrails,
    settings: PlaybookSettings,
    onUnnoted: (error: unknown) => void,
  ) =>
  async ({ action, finding: raised, plan }: ExecuteRequest): Promise<ExecuteResult> => {
    const playbook = playbookById(plan.playbookId) ?? refuseRemediation(`There is no playbook ${plan.playbookId}.`);
    const claimed = claimPlaybook(raised, guardrails.starts ?? []);
    if (claimed?.playbook.id !== playbook.id)
      return refuseRemediation(`The playbook ${playbook.id} does not match the finding.`);
    const { finding, start } = claimed;
    if (start?.mode === 'dry-run') refuseRemediation('The setting that maps this finding to a playbook runs dry.');
    const refusal =
      refusalOf(finding, guardrails, start !== undefined) ??
      regionRefusalOf(finding, playbook, guardrails) ??
      (await switchRefusalOf(ports));
    if (refusal !== undefined) refuseRemediation(refusal);
    if (guardrails.mode !== 'apply' || plan.decision !== 'act')
      refuseRemediation('Remediation runs dry here: nothing may be changed.');
    if (!guardrails.allowedPlaybooks.includes(playbook.id))
      refuseRemediation(`The playbook ${playbook.id} is not allowed here.`);
    const prepared = await preparePlaybook(playbook.id, ports.openPort);
    const remedy = { finding, plan, playbook, prepared };
    const run = {
      apply: () => applyRemediation(ports, guardrails, settings, remedy, onUnnoted),
      rollback: () => rollBackRemediation(ports, remedy, onUnnoted),
      undo: () => undoRemediation(ports, settings, remedy, onUnnoted),
    };
    const changed = await run[action]();
    return { action, playbookId: playbook.id, changed };
  };
