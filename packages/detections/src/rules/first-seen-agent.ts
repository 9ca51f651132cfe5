import { habitEvidence, habitRule } from '../first-seen.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule = habitRule({
  id: 'first-seen-agent',
  title: 'A program that its principal never used before',
  score: 0.1,
  firstSeen: { of: 'agent', historyDays: 7 },
  what: 'used a program that it never used',
});

export const guidance: RuleGuidance = {
  confidence: 'low',
  falsePositives: ['A person who tries another tool.'],
  response: ['Look at what else the same principal did at the time.'],
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-iam.html'],
};

export const evidence = habitEvidence;
