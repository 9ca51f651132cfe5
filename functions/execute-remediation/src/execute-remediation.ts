import type { Finding, FindingState } from '@bellwether/log-model';
import {
  ageReasonOf,
  applyPlanned,
  callsRefusalOf,
  freezeReasonOf,
  type Guardrails,
  matchesFinding,
  namingDenials,
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
  usualBounds,
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
    ports: PlaybookPorts & ProgressPorts & SwitchPorts,
    guardrails: Guardrails,
    settings: PlaybookSettings,
    onUnnoted: (error: unknown) => void,
  ) =>
  async ({ action, finding, plan }: ExecuteRequest): Promise<ExecuteResult> => {
    const playbook = playbookById(plan.playbookId) ?? refuseRemediation(`There is no playbook ${plan.playbookId}.`);
    if (!matchesFinding(playbook, finding))
      refuseRemediation(`The playbook ${playbook.id} does not match the finding.`);
    const refusal =
      refusalOf(finding, guardrails) ??
      regionRefusalOf(finding, playbook, guardrails) ??
      (await switchRefusalOf(ports));
    if (refusal !== undefined) refuseRemediation(refusal);
    if (guardrails.mode !== 'apply' || plan.decision !== 'act')
      refuseRemediation('Remediation runs dry here: nothing may be changed.');
    if (!guardrails.allowedPlaybooks.includes(playbook.id))
      refuseRemediation(`The playbook ${playbook.id} is not allowed here.`);
    const prepared = await preparePlaybook(playbook.id, ports.openPort);
    const note = (state: FindingState): Promise<void> =>
      ports.findings.setStatus(finding.id, { state, sinceMs: ports.clock.now() });
    let changed = true;
    if (action === 'apply') {
      // Putting back is not bound by age or freezes: a change that failed must not stay because it is late.
      const { bounds = usualBounds } = guardrails;
      const nowMs = ports.clock.now();
      const bound =
        callsRefusalOf(plan.steps, bounds) ?? ageReasonOf(finding, bounds, nowMs) ?? freezeReasonOf(bounds, nowMs);
      if (bound !== undefined) refuseRemediation(bound);
      await note('in_progress');
      const applied = await namingDenials(() => applyPlanned(prepared, finding, plan, settings));
      if (applied.kind === 'refused') {
        await note('new').catch(onUnnoted);
        refuseRemediation(applied.reason);
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
