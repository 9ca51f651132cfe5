import { type CompiledRules, matchRules, type RuleMatch, rulesThatCouldMatch } from '@bellwether/detection-engine';
import type { FindingProvenance, LogEvent } from '@bellwether/log-events';
import type { EventDetector } from './detector.ts';
import { type Evidence, noEvidence } from './evidence.ts';
import { claimedMatch, evidenceOfMatch } from './rule-match.ts';

/** Characters of a distinct value that are counted by: it becomes the name of a counter. */
const maxValueLength = 200;

/** Whether a rule's matches are about the group that it counts or waits for, and not about what it names. */
export const isGrouped = ({ threshold, after, absence, mode }: RuleMatch['rule']): boolean =>
  threshold !== undefined || after !== undefined || absence !== undefined || mode === 'counted';

/** What the rules are looked at with. */
interface RuleParts {
  readonly rules: CompiledRules;
  readonly redactText: (text: string) => string;
  /** A redacted text that still differs where the raw texts differ: what findings are grouped by. */
  readonly keyText: (text: string) => string;
}

/** Rules look at the raw record; what they quote of it leaves redacted. What they say themselves contains nothing to take out. */
const evidenceOf = (
  { rule, ...found }: RuleMatch,
  { redactText, keyText }: Pick<RuleParts, 'redactText' | 'keyText'>,
  { logGroup }: LogEvent,
  provenance: FindingProvenance | undefined,
): Evidence => {
  const match = {
    dedupeKey: keyText(isGrouped(rule) ? found.group : found.dedupeKey),
    ...(found.principal === undefined ? {} : { principal: keyText(found.principal) }),
    ...(found.seenValue === undefined ? {} : { seenValue: keyText(found.seenValue) }),
    resources: Object.fromEntries(Object.entries(found.resources).map(([name, value]) => [name, redactText(value)])),
    reasons: found.reasons.map(redactText),
    ...(found.fields === undefined
      ? {}
      : { fields: Object.fromEntries(Object.entries(found.fields).map(([name, value]) => [name, keyText(value)])) }),
    ...(found.distinctValue === undefined
      ? {}
      : { distinctValue: keyText(found.distinctValue.slice(0, maxValueLength)) }),
    ...(provenance === undefined ? {} : { provenance }),
  };
  return evidenceOfMatch(rule, provenance === 'claimed' ? claimedMatch(match, logGroup) : match);
};

/** Detection rules over the event and its document. */
export const ruleDetector = (parts: RuleParts): EventDetector => ({
  id: 'rules',
  over: 'event',
  couldMatch: (partial) => rulesThatCouldMatch(parts.rules, partial).length > 0,
  evaluate: ({ event, document }, { provenance }) => {
    const matches = matchRules(parts.rules, event, document);
    if (matches.length === 0) return noEvidence;
    const backing = provenance();
    return matches.map((match) => evidenceOf(match, parts, event, backing));
  },
});
