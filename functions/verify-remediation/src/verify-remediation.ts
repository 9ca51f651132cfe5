import type { Finding } from '@bellwether/log-model';
import {
  claimPlaybook,
  type LedgerPorts,
  playbookById,
  type PlannedRemediation,
  type PlaybookPorts,
  type PlaybookSettings,
  preparePlaybook,
  type ProgressPorts,
  refuseRemediation,
  type RemediationStart,
  reservationOf,
  type SwitchPorts,
  switchRefusalOf,
} from '@bellwether/playbooks';

export interface VerifyRequest {
  readonly finding: Finding;
  readonly plan: PlannedRemediation;
}

/**
 * Reads the resource afresh and says whether it is as the playbook wants it. An unknown playbook is not verified. A finding that was acted on
 * is resolved then; when that cannot be noted, the remedy stands all the same.
 *
 * @param onUnnoted  called with the reason why the finding could not be marked
 * @param starts  the setting that maps findings about workloads to playbooks
 * @throws Error named `RemediationRefused` when remediation is switched off
 */
export const verifyRemediation =
  (
    ports: PlaybookPorts & ProgressPorts & SwitchPorts & LedgerPorts,
    settings: PlaybookSettings,
    onUnnoted: (error: unknown) => void,
    starts: readonly RemediationStart[] = [],
  ) =>
  async ({ finding: raised, plan }: VerifyRequest): Promise<{ verified: boolean; playbookId: string }> => {
    const off = await switchRefusalOf(ports);
    if (off !== undefined) refuseRemediation(off);
    const playbook = playbookById(plan.playbookId);
    // A mapped finding is about the resources of the setting, in every step.
    const claimed = claimPlaybook(raised, starts);
    const finding = claimed?.playbook.id === plan.playbookId ? claimed.finding : raised;
    const prepared = playbook && (await preparePlaybook(playbook.id, ports.openPort));
    const verified = prepared !== undefined && (await prepared.verify(finding, settings));
    if (playbook && verified && plan.decision === 'act') {
      const nowMs = ports.clock.now();
      await ports.findings.setStatus(finding.id, { state: 'resolved', sinceMs: nowMs }).catch(onUnnoted);
      // What is not released expires by itself.
      await ports.remediationLedger.release(reservationOf(playbook, finding), 'verified', nowMs).catch(onUnnoted);
    }
    return { verified, playbookId: plan.playbookId };
  };
