import { habitEvidence, habitRule } from '../first-seen.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule = habitRule({
  id: 'first-seen-call',
  title: 'A call that its principal never made before',
  score: 0.1,
  firstSeen: { of: 'call', historyDays: 7 },
  what: 'made a call that it never made',
});

export const guidance: RuleGuidance = {
  confidence: 'low',
  falsePositives: ['New work, a new release of a tool, or a job that runs once a quarter.'],
  response: ['Look at what else the same principal did at the time.'],
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-iam.html'],
};

export const evidence = habitEvidence;
