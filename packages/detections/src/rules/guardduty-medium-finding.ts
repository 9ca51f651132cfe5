import type { RuleEvidence } from '../evidence.ts';
import { guardDutyFinding, guardDutyRule } from '../service-findings.ts';

export const rule = guardDutyRule({
  id: 'guardduty-medium-finding',
  name: 'medium',
  severity: 'WARNING',
  score: 0.6,
  atLeast: 4,
  below: 7,
});

export const evidence = (): RuleEvidence => ({
  hits: [guardDutyFinding(4), guardDutyFinding(6)],
  misses: [
    guardDutyFinding(3),
    guardDutyFinding(7),
    guardDutyFinding(4, { archived: true }),
    guardDutyFinding(4, { additionalInfo: { sample: true } }),
  ],
});
