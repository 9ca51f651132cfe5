import { habitEvidence, habitRule } from '../first-seen.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule = habitRule({
  id: 'first-seen-network',
  title: 'A network that its principal never called from before',
  score: 0.15,
  firstSeen: { of: 'network', historyDays: 14 },
  what: 'called from a network that it never called from',
});

export const guidance: RuleGuidance = {
  confidence: 'low',
  falsePositives: ['A person who travels, another provider, or a job on a new network.'],
  response: ['Look at what else the same principal did at the time.'],
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-iam.html'],
};

export const evidence = habitEvidence;
