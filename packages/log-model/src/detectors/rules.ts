import { type CompiledRules, matchRules, type RuleHit, rulesThatCouldHit } from '@bellwether/detection-engine';
import type { EventDetector } from './detector.ts';
import { type Evidence, noEvidence } from './evidence.ts';
import { evidenceOfMatch } from './rule-match.ts';

/** Characters of a distinct value that are counted by: it becomes the name of a counter. */
const maxValueLength = 200;

/** Rules look at the raw record; what they quote of it leaves redacted. What they say themselves holds nothing to take out. */
const evidenceOf = ({ rule, ...hit }: RuleHit, redactText: (text: string) => string): Evidence =>
  evidenceOfMatch(rule, {
    dedupeKey: redactText(rule.threshold ? hit.group : hit.dedupeKey),
    resources: Object.fromEntries(Object.entries(hit.resources).map(([name, value]) => [name, redactText(value)])),
    reasons: hit.reasons.map(redactText),
    ...(hit.distinctValue === undefined
      ? {}
      : { distinctValue: redactText(hit.distinctValue).slice(0, maxValueLength) }),
  });

/** Detection rules over the event and its document. */
export const ruleDetector = (parts: {
  readonly rules: CompiledRules;
  readonly redactText: (text: string) => string;
}): EventDetector => ({
  id: 'rules',
  over: 'event',
  couldMatch: (glimpse) => rulesThatCouldHit(parts.rules, glimpse).length > 0,
  evaluate: ({ event, document }) => {
    const hits = matchRules(parts.rules, event, document);
    return hits.length === 0 ? noEvidence : hits.map((hit) => evidenceOf(hit, parts.redactText));
  },
});
