import type { Finding } from '@bellwether/log-model';
import {
  playbookById,
  type PlannedRemediation,
  type PlaybookPorts,
  type PlaybookSettings,
} from '@bellwether/playbooks';

export interface VerifyRequest {
  readonly finding: Finding;
  readonly plan: PlannedRemediation;
}

/** Reads the resource afresh and says whether it is as the playbook wants it. An unknown playbook is not verified. */
export const verifyRemediation =
  (ports: PlaybookPorts, settings: PlaybookSettings) =>
  async ({ finding, plan }: VerifyRequest): Promise<{ verified: boolean; playbookId: string }> => {
    const playbook = playbookById(plan.playbookId);
    const verified = playbook !== undefined && (await playbook.verify(ports, finding, settings));
    return { verified, playbookId: plan.playbookId };
  };
