/**
 * What a person is asked about one remediation, kept until it expires. It is about one plan: another plan has another digest and needs
 * another request.
 *
 * @example
 * const request: ApprovalRequest = {
 *   findingId: '3f2a91', playbookId: 'stop-instance', steps: ['ec2:StopInstances on i-0a1b'], digest: '9c1e...', nonce: '5f0c...',
 *   token: 'AAAA...', expiresMs: 1_764_000_000_000,
 * };
 */
export interface ApprovalRequest {
  readonly findingId: string;
  readonly playbookId: string;
  /** The exact calls, one sentence each. */
  readonly steps: readonly string[];
  /** SHA-256 of the plan as hexadecimal digits, 64 of them. */
  readonly digest: string;
  /** Names this request among those about the same finding. Only the run that asked is given it, with the approval. */
  readonly nonce: string;
  /** What the waiting run is answered by. */
  readonly token: string;
  /** The first moment at which nobody can decide any more, epoch milliseconds UTC. */
  readonly expiresMs: number;
}

export type ApprovalDecision = 'approved' | 'denied';

/** Who decided what. */
export interface Decided {
  readonly decision: ApprovalDecision;
  /** ARN of who decided. */
  readonly by: string;
  /** Epoch milliseconds UTC. */
  readonly atMs: number;
}

export interface KeptApproval extends ApprovalRequest {
  /** Absent until somebody decided. */
  readonly decided?: Decided;
}

/** Which request is meant: the one about this plan, that was shown. */
export type ShownRequest = Pick<ApprovalRequest, 'findingId' | 'digest' | 'nonce'>;

/** How long an approval may be used, in milliseconds after it was given: the time that a run needs for it, its retries among it. */
export const approvalHoldMs = 15 * 60_000;

/**
 * What came of a decision. `decided_before`: somebody decided already, and that stands. `other_plan`: the request is about another plan than
 * the one that was shown, or there is none any more.
 */
export type DecisionOutcome =
  | { readonly kind: 'decided' }
  | { readonly kind: 'decided_before'; readonly before: Decided }
  | { readonly kind: 'expired' }
  | { readonly kind: 'other_plan' };

/** Why an approval cannot be used. `not_asked`: there is no request of this run about this plan. */
export type ApprovalRefusal = 'not_asked' | 'undecided' | 'denied' | 'expired';

/** The requests for approval. The machine itself writes them, since it alone knows the token of its task. */
export interface ApprovalStore {
  /** The last request about a finding; expired ones may still be there. */
  get(findingId: string): Promise<KeptApproval | undefined>;
  /**
   * Decides a request, once: of two who decide at the same time one is told of the other.
   *
   * @throws PortError when the store cannot be asked
   */
  decide(shown: ShownRequest, decided: Decided): Promise<DecisionOutcome>;
  /** Why the approval of a plan cannot be used now; undefined when it can. */
  refusalOf(shown: ShownRequest, nowMs: number): Promise<ApprovalRefusal | undefined>;
}

/** Answers of runs that wait. `gone`: the run waits no more, or never did. */
export interface TaskAnswers {
  succeed(token: string, output: unknown): Promise<'answered' | 'gone'>;
  fail(token: string, error: string, cause: string): Promise<'answered' | 'gone'>;
}
