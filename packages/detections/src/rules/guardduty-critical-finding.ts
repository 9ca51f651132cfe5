import type { RuleEvidence } from '../evidence.ts';
import { guardDutyEvidence, guardDutyRule } from '../service-findings.ts';

export const rule = guardDutyRule({
  id: 'guardduty-critical-finding',
  name: 'critical',
  severity: 'CRITICAL',
  score: 0.95,
  atLeast: 9,
  below: 11,
});

export const evidence = (): RuleEvidence => guardDutyEvidence(9, 10, [8.9]);
