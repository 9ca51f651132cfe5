import type { DetectionRule } from '@bellwether/detection-engine';
import type { FindingProvenance } from '@bellwether/log-events';
import type { Evidence } from './evidence.ts';

/**
 * What a rule found in one event, without what the rule says itself: with the rule it makes the evidence again. As archives keep it.
 *
 * @example
 * const match: RuleMatch = {
 *   rule: 'cloudtrail-logging-disabled',
 *   dedupeKey: 'main',
 *   resources: { trailName: 'main' },
 *   reasons: ['event.action is StopLogging.'],
 * };
 */
export interface KeptRuleMatch {
  /** Id of the rule. */
  readonly rule: string;
  /** Evidence of one rule with one key in one finding window is one finding candidate. */
  readonly dedupeKey: string;
  readonly resources: Readonly<Record<string, string>>;
  /** Sentences about the event alone. */
  readonly reasons: readonly string[];
  /** The value that a threshold counts once. */
  readonly distinctValue?: string;
  /** Of a rule that correlations look at: the values of the fields that they compare. */
  readonly fields?: Readonly<Record<string, string>>;
  /** What backs the event; absent for one that neither is declared nor speaks about the account. */
  readonly provenance?: FindingProvenance;
  /** Who did it, of a rule of what is first seen. */
  readonly principal?: string;
  /** What must be new about the principal, of a rule of what is first seen. */
  readonly seenValue?: string;
}

/** Share of a rule's score that is left where its event is only claimed, in [0, 1]. */
const claimedShare = 0.5;

/** Longest name of a log group that a sentence quotes, in UTF-16 units; CloudWatch allows 512. */
const maxGroupLength = 512;

/**
 * The match of a rule in an event that a line only claims. It has a key of its own, so it is counted and found apart from declared
 * events: no line can hide, merge into or complete what a declared source shows.
 */
export const claimedMatch = <Match extends Omit<KeptRuleMatch, 'rule'>>(match: Match, logGroup: string): Match => {
  const group = logGroup === '' ? 'a source without a log group' : logGroup.slice(0, maxGroupLength);
  return {
    ...match,
    dedupeKey: `claimed by a line in ${group}|${match.dedupeKey}`,
    reasons: [`Claimed by a line in ${group}, which is not declared to hold such records.`, ...match.reasons],
    provenance: 'claimed',
  };
};

const firstSeenReasons = (
  { firstSeen }: DetectionRule,
  principal: string | undefined,
  value: string | undefined,
): readonly string[] => {
  if (firstSeen === undefined || principal === undefined || value === undefined) return [];
  const { of, historyDays } = firstSeen;
  const what = of === 'match' ? 'did it' : `was seen with the ${of} ${value}`;
  return [`${principal} never ${what} in eight weeks, and is known for ${historyDays} days or more.`];
};

/** The evidence of a rule's match. Its last reason is the rule's own description. */
export const evidenceOfMatch = (
  rule: DetectionRule,
  {
    dedupeKey,
    resources,
    reasons,
    distinctValue,
    fields,
    provenance,
    principal,
    seenValue,
  }: Omit<KeptRuleMatch, 'rule'>,
): Evidence => ({
  kind: 'rule',
  rule: rule.id,
  title: provenance === 'claimed' ? `${rule.title} (claimed by a line)` : rule.title,
  severity: rule.severity,
  score: provenance === 'claimed' ? rule.score * claimedShare : rule.score,
  dedupeKey,
  resources,
  reasons: [...firstSeenReasons(rule, principal, seenValue), ...reasons, rule.description],
  ...(rule.mode === undefined || rule.mode === 'live' ? {} : { mode: rule.mode }),
  ...(fields === undefined ? {} : { fields }),
  ...(provenance === undefined ? {} : { provenance }),
  ...(rule.attack ? { attack: rule.attack } : {}),
  ...(principal === undefined ? {} : { principal }),
  ...(rule.firstSeen && seenValue !== undefined
    ? { firstSeen: { value: seenValue, historyDays: rule.firstSeen.historyDays } }
    : {}),
  ...(rule.absence ? { absence: { rule: rule.absence.rule, withinMinutes: rule.absence.withinMinutes } } : {}),
  ...(rule.after ? { after: { rule: rule.after.rule, count: rule.after.count } } : {}),
  ...(rule.threshold
    ? { threshold: { count: rule.threshold.count, ...(distinctValue === undefined ? {} : { distinctValue }) } }
    : {}),
});

/** What is kept of a rule's evidence; undefined for evidence of another detector. What is perhaps first seen keeps no sentences: many calls are. */
export const ruleMatchOf = ({
  kind,
  rule,
  dedupeKey,
  resources,
  reasons,
  threshold,
  fields,
  provenance,
  principal,
  firstSeen,
}: Evidence): KeptRuleMatch | undefined => {
  if (kind !== 'rule') return undefined;
  const { distinctValue } = threshold ?? {};
  return {
    rule,
    dedupeKey,
    resources,
    reasons: firstSeen === undefined ? reasons.slice(0, -1) : [],
    ...(distinctValue === undefined ? {} : { distinctValue }),
    ...(fields === undefined ? {} : { fields }),
    ...(provenance === undefined ? {} : { provenance }),
    ...(principal === undefined ? {} : { principal }),
    ...(firstSeen === undefined ? {} : { seenValue: firstSeen.value }),
  };
};
