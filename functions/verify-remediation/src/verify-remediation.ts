import type { Finding } from '@bellwether/log-model';
import {
  playbookById,
  type PlannedRemediation,
  type PlaybookPorts,
  type PlaybookSettings,
  preparePlaybook,
  type ProgressPorts,
  refuseRemediation,
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
 * @throws Error named `RemediationRefused` when remediation is switched off
 */
export const verifyRemediation =
  (
    ports: PlaybookPorts & ProgressPorts & SwitchPorts,
    settings: PlaybookSettings,
    onUnnoted: (error: unknown) => void,
  ) =>
  async ({ finding, plan }: VerifyRequest): Promise<{ verified: boolean; playbookId: string }> => {
    const off = await switchRefusalOf(ports);
    if (off !== undefined) refuseRemediation(off);
    const playbook = playbookById(plan.playbookId);
    const prepared = playbook && (await preparePlaybook(playbook.id, ports.openPort));
    const verified = prepared !== undefined && (await prepared.verify(finding, settings));
    if (verified && plan.decision === 'act')
      await ports.findings.setStatus(finding.id, { state: 'resolved', sinceMs: ports.clock.now() }).catch(onUnnoted);
    return { verified, playbookId: plan.playbookId };
  };
