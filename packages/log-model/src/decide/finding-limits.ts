/** How many new findings one log source may make in one finding window. What is beyond is counted, not listed. */
export interface FindingLimits {
  /** Findings that are listed; integer, 1 or more. */
  readonly maxFindings: number;
  /** Findings of one severity that are notified one by one; integer, 0 or more. */
  readonly maxNotified: number;
  /** Findings of one severity whose remediation starts; integer, 0 or more. */
  readonly maxWorkflows: number;
}

export const defaultFindingLimits: FindingLimits = { maxFindings: 50, maxNotified: 20, maxWorkflows: 5 };
