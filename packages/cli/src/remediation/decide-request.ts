import type { ApprovalDecision, ApprovalStore, Decided, KeptApproval, TaskAnswers } from '@bellwether/ports';

/** What deciding asks of the world. */
export interface DecidingPorts {
  readonly approvals: Pick<ApprovalStore, 'get' | 'decide'>;
  readonly answers: TaskAnswers;
  /** ARN of whose credentials decide. */
  caller(): Promise<string>;
  now(): number;
}

/**
 * What came of a decision. `gone`: it is kept, and the run waits no more, so nothing follows from it. `decided_before`: what somebody decided
 * earlier stands; the run has been told again.
 */
export type Deciding =
  | { readonly kind: 'not_asked' | 'other_plan' | 'expired' }
  | { readonly kind: 'decided' | 'decided_before' | 'gone'; readonly decided: Decided };

const answer = ({ answers }: DecidingPorts, { token, nonce }: KeptApproval, { decision, by }: Decided) =>
  decision === 'approved'
    ? answers.succeed(token, nonce)
    : answers.fail(token, 'RemediationDenied', `It was denied by ${by}`.slice(0, 1_000));

/**
 * Decides what is asked about a finding, for the plan that was shown and no other. The decision is kept before the run is told, so one that
 * could not be told can be sent again by the same command.
 *
 * @param digest  of the plan that the person was shown
 * @throws PortError when AWS could not be asked; then the same may be tried again
 */
export const decideRequest = async (
  ports: DecidingPorts,
  findingId: string,
  digest: string,
  decision: ApprovalDecision,
): Promise<Deciding> => {
  const kept = await ports.approvals.get(findingId);
  if (kept === undefined) return { kind: 'not_asked' };
  if (kept.digest !== digest) return { kind: 'other_plan' };
  const mine = { decision, by: await ports.caller(), atMs: ports.now() };
  const outcome = await ports.approvals.decide(kept, mine);
  if (outcome.kind === 'other_plan' || outcome.kind === 'expired') return { kind: outcome.kind };
  const decided = outcome.kind === 'decided' ? mine : outcome.before;
  const heard = await answer(ports, kept, decided);
  if (outcome.kind === 'decided') return { kind: heard === 'answered' ? 'decided' : 'gone', decided };
  return { kind: 'decided_before', decided };
};
