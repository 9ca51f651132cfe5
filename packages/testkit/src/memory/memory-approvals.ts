import {
  approvalHoldMs,
  type ApprovalRequest,
  type ApprovalStore,
  type KeptApproval,
  type ShownRequest,
} from '@bellwether/ports';

export interface MemoryApprovals extends ApprovalStore {
  /** Keeps a request in the place of an earlier one about the finding, as a run does that asks. */
  readonly ask: (request: ApprovalRequest) => Promise<void>;
}

/** Requests for approval in memory. */
export const memoryApprovals = (): MemoryApprovals => {
  const requests = new Map<string, KeptApproval>();
  const shownOf = ({ findingId, digest, nonce }: ShownRequest): KeptApproval | undefined => {
    const kept = requests.get(findingId);
    return kept?.digest === digest && kept.nonce === nonce ? kept : undefined;
  };
  return {
    ask: async (request) => void requests.set(request.findingId, request),
    get: async (findingId) => requests.get(findingId),
    decide: async (shown, decided) => {
      const kept = shownOf(shown);
      if (kept === undefined) return { kind: 'other_plan' };
      if (kept.decided) return { kind: 'decided_before', before: kept.decided };
      if (decided.atMs >= kept.expiresMs) return { kind: 'expired' };
      requests.set(kept.findingId, { ...kept, decided });
      return { kind: 'decided' };
    },
    refusalOf: async (shown, nowMs) => {
      const decided = shownOf(shown)?.decided;
      if (decided === undefined) return shownOf(shown) === undefined ? 'not_asked' : 'undecided';
      if (decided.decision === 'denied') return 'denied';
      return nowMs < decided.atMs + approvalHoldMs ? undefined : 'expired';
    },
  };
};
