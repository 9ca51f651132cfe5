import { habitEvidence, habitRule } from '../first-seen.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule = habitRule({
  id: 'first-seen-hour',
  title: 'A part of the day in which its principal never worked before',
  score: 0.05,
  firstSeen: { of: 'hour', historyDays: 14 },
  what: 'worked in a quarter of the day in which it never worked',
});

export const guidance: RuleGuidance = {
  confidence: 'low',
  falsePositives: ['Work late at night, or a job that was moved to another time.'],
  response: ['Look at what else the same principal did at the time.'],
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-iam.html'],
};

export const evidence = habitEvidence;
