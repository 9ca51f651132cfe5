import { habitEvidence, habitRule } from '../first-seen.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule = habitRule({
  id: 'first-seen-region',
  title: 'A region that its principal never used before',
  score: 0.25,
  firstSeen: { of: 'region', historyDays: 7 },
  what: 'changed something in a region that it never used',
});

export const guidance: RuleGuidance = {
  confidence: 'low',
  falsePositives: ['Work that moves to another region.'],
  response: ['Look at what else the same principal did at the time.'],
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-iam.html'],
};

export const evidence = habitEvidence;
