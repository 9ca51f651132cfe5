import type { RuleEvidence } from '../evidence.ts';
import { guardDutyEvidence, guardDutyRule } from '../service-findings.ts';

export const rule = guardDutyRule({
  id: 'guardduty-medium-finding',
  name: 'medium',
  severity: 'WARNING',
  score: 0.6,
  atLeast: 4,
  below: 7,
});

export const evidence = (): RuleEvidence => guardDutyEvidence(4, 6.9, [3.9, 7]);
