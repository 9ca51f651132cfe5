import type { RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';
import { guardDutyEvidence, guardDutyRule } from '../service-findings.ts';

export const rule = guardDutyRule({
  id: 'guardduty-critical-finding',
  name: 'critical',
  severity: 'CRITICAL',
  score: 0.95,
  atLeast: 9,
  below: 11,
});

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A test of penetration that was announced.'],
  response: [
    'Open the finding in GuardDuty, and follow its own advice for the type.',
    'Isolate the resource, and keep it for a look at it.',
  ],
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html'],
};

export const evidence = (): RuleEvidence => guardDutyEvidence(9, 10, [8.9]);
