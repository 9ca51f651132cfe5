import type { RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';
import { guardDutyEvidence, guardDutyRule } from '../service-findings.ts';

export const rule = guardDutyRule({
  id: 'guardduty-high-finding',
  name: 'high',
  severity: 'ERROR',
  score: 0.85,
  atLeast: 7,
  below: 9,
});

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A test of penetration that was announced.', 'A tool whose behaviour is like that of malware.'],
  response: [
    'Open the finding in GuardDuty, and follow its own advice for the type.',
    'Isolate the resource if the finding is true.',
  ],
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html'],
};

export const evidence = (): RuleEvidence => guardDutyEvidence(7, 8.9, [6.9, 9]);
