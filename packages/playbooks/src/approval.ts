import type { Finding } from '@bellwether/log-model';
import type { ApprovalRefusal, ApprovalStore } from '@bellwether/ports';
import type { PinnedPlan } from './apply-planned.ts';
import type { Guardrails } from './guardrails.ts';
import { digestOf } from './plan-digest.ts';
import type { Playbook } from './playbook.ts';

/** What acting asks to see whether a person approved. */
export interface ApprovalPorts {
  readonly approvals: Pick<ApprovalStore, 'refusalOf'>;
}

/** How long a person may decide, in milliseconds. The machine waits as long, and a little longer than the request can be decided. */
export const approvalWaitMs = 60 * 60_000;

/** Whether a person is asked before this playbook acts: it is named, or all are (`*`). */
export const isAsked = ({ id }: Pick<Playbook, 'id'>, { askFirst = [] }: Pick<Guardrails, 'askFirst'>): boolean =>
  askFirst.includes(id) || askFirst.includes('*');

const refusalWords: Readonly<Record<ApprovalRefusal, string>> = {
  not_asked: 'A person has to approve this plan, and nobody was asked about it as it is.',
  undecided: 'A person has to approve this plan, and nobody has decided yet.',
  denied: 'A person denied this plan.',
  expired: 'A person approved this plan too long ago, so it has to be asked about again.',
};

/**
 * Why a plan is not approved; undefined when it is. Reckons the digest of what would be done now: nothing that the plan says of itself
 * counts. A store that cannot be asked refuses.
 *
 * @param nonce  names the request that this run made; the run was given it with the approval
 */
export const approvalRefusalOf = async (
  { approvals }: ApprovalPorts,
  playbookId: string,
  finding: Finding,
  plan: PinnedPlan & { readonly nonce?: string | undefined },
  nowMs: number,
): Promise<string | undefined> => {
  try {
    const shown = { findingId: finding.id, digest: digestOf(playbookId, finding, plan), nonce: plan.nonce ?? '' };
    const refusal = await approvals.refusalOf(shown, nowMs);
    return refusal && refusalWords[refusal];
  } catch (error) {
    return `Approvals could not be asked: ${error instanceof Error ? error.message : 'unknown failure'}`;
  }
};
