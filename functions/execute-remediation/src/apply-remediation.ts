import type { Finding, FindingState } from '@bellwether/log-model';
import {
  ageReasonOf,
  applyPlanned,
  type ApprovalPorts,
  approvalRefusalOf,
  callsRefusalOf,
  freezeReasonOf,
  type Guardrails,
  isAsked,
  type LedgerPorts,
  namingDenials,
  type PlannedRemediation,
  type Playbook,
  type PlaybookSettings,
  type PreparedPlaybook,
  type ProgressPorts,
  refuseRemediation,
  reservationOf,
  reservationRefusalOf,
  usualApplyLimits,
  usualBounds,
} from '@bellwether/playbooks';

/** What one remediation is about, once its playbook is known and the guardrails let it act. */
export interface Remedy {
  readonly finding: Finding;
  readonly plan: PlannedRemediation;
  readonly playbook: Playbook;
  readonly prepared: PreparedPlaybook;
}

/** What noting and reserving ask of the world. */
export type NotePorts = ProgressPorts & LedgerPorts;

const note = ({ findings, clock }: ProgressPorts, { id }: Finding, state: FindingState): Promise<void> =>
  findings.setStatus(id, { state, sinceMs: clock.now() });

/** Notes that nothing is done about a finding any more: it is new again, and others may act. Neither is worth a failure. */
const noteEnded = async (
  ports: NotePorts,
  { finding, playbook }: Remedy,
  onUnnoted: (error: unknown) => void,
): Promise<void> => {
  await note(ports, finding, 'new').catch(onUnnoted);
  await ports.remediationLedger.release(reservationOf(playbook, finding), 'ended', ports.clock.now()).catch(onUnnoted);
};

/**
 * Applies a plan within the bounds, while no other remediation changes the same resource. Where a person has to approve, the approval is
 * looked up in its store: what the machine was answered counts for nothing.
 *
 * @returns whether anything was written
 * @throws Error named `RemediationRefused` when a bound, the ledger or the state of the resource refuses it; `AccessDenied` when a call was denied
 */
export const applyRemediation = async (
  ports: NotePorts & ApprovalPorts,
  {
    bounds = usualBounds,
    applyLimits = usualApplyLimits,
    askFirst = [],
  }: Pick<Guardrails, 'bounds' | 'applyLimits' | 'askFirst'>,
  settings: PlaybookSettings,
  remedy: Remedy,
  onUnnoted: (error: unknown) => void,
): Promise<boolean> => {
  const { finding, plan, playbook, prepared } = remedy;
  const nowMs = ports.clock.now();
  const asked = isAsked(playbook, { askFirst });
  const refusal =
    callsRefusalOf(plan.steps, bounds) ??
    // A person who approved the plan has seen how old the finding is; the approval has an age of its own.
    (asked ? await approvalRefusalOf(ports, playbook.id, finding, plan, nowMs) : ageReasonOf(finding, bounds, nowMs)) ??
    freezeReasonOf(bounds, nowMs) ??
    (await reservationRefusalOf(ports, reservationOf(playbook, finding), applyLimits, nowMs));
  if (refusal !== undefined) refuseRemediation(refusal);
  await note(ports, finding, 'in_progress');
  try {
    const applied = await namingDenials(() => applyPlanned(prepared, finding, plan, settings));
    return applied.kind === 'refused' ? refuseRemediation(applied.reason) : applied.kind === 'applied';
  } catch (error) {
    // Nothing was written. Any other failure is put back, or left, with its reservation.
    if (error instanceof Error && ['RemediationRefused', 'AccessDenied'].includes(error.name))
      await noteEnded(ports, remedy, onUnnoted);
    throw error;
  }
};

/**
 * Puts back what was captured. Not bound by age, freezes or rates: a change that failed must not stay because it is late.
 *
 * @returns whether anything was put back; false where that would lower protection
 */
export const rollBackRemediation = async (
  ports: NotePorts,
  remedy: Remedy,
  onUnnoted: (error: unknown) => void,
): Promise<boolean> => {
  await remedy.prepared.rollback(remedy.finding, remedy.plan.captured);
  // It is back as it was, whether that can be noted or not.
  await noteEnded(ports, remedy, onUnnoted);
  return remedy.playbook.rollback !== 'keeps';
};
