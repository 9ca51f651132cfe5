import type { RuleEvidence } from '../evidence.ts';
import { guardDutyFinding, guardDutyRule } from '../service-findings.ts';

export const rule = guardDutyRule({
  id: 'guardduty-critical-finding',
  name: 'critical',
  severity: 'CRITICAL',
  score: 0.95,
  atLeast: 9,
  below: 11,
});

export const evidence = (): RuleEvidence => ({
  hits: [guardDutyFinding(9), guardDutyFinding(10)],
  misses: [
    guardDutyFinding(8),

    guardDutyFinding(9, { archived: true }),
    guardDutyFinding(9, { additionalInfo: { sample: true } }),
  ],
});
