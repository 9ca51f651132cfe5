import type { RuleEvidence } from '../evidence.ts';
import { guardDutyFinding, guardDutyRule } from '../service-findings.ts';

export const rule = guardDutyRule({
  id: 'guardduty-high-finding',
  name: 'high',
  severity: 'ERROR',
  score: 0.85,
  atLeast: 7,
  below: 9,
});

export const evidence = (): RuleEvidence => ({
  hits: [guardDutyFinding(7), guardDutyFinding(8)],
  misses: [
    guardDutyFinding(6),
    guardDutyFinding(9),
    guardDutyFinding(7, { archived: true }),
    guardDutyFinding(7, { additionalInfo: { sample: true } }),
  ],
});
