import type { RuleEvidence } from '../evidence.ts';
import { guardDutyEvidence, guardDutyRule } from '../service-findings.ts';

export const rule = guardDutyRule({
  id: 'guardduty-high-finding',
  name: 'high',
  severity: 'ERROR',
  score: 0.85,
  atLeast: 7,
  below: 9,
});

export const evidence = (): RuleEvidence => guardDutyEvidence(7, 8.9, [6.9, 9]);
