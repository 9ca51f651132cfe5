import type { RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';
import { guardDutyEvidence, guardDutyRule } from '../service-findings.ts';

export const rule = guardDutyRule({
  id: 'guardduty-medium-finding',
  name: 'medium',
  severity: 'WARNING',
  score: 0.6,
  atLeast: 4,
  below: 7,
});

export const guidance: RuleGuidance = {
  confidence: 'medium',
  falsePositives: ['A tool or place of work that GuardDuty does not know yet.'],
  response: ['Open the finding in GuardDuty, and ask the owner of the resource.'],
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html'],
};

export const evidence = (): RuleEvidence => guardDutyEvidence(4, 6.9, [3.9, 7]);
