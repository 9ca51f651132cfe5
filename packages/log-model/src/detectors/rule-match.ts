import type { DetectionRule } from '@bellwether/detection-engine';
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
export interface RuleMatch {
  /** Id of the rule. */
  readonly rule: string;
  /** Evidence of one rule with one key in one finding window is one finding candidate. */
  readonly dedupeKey: string;
  readonly resources: Readonly<Record<string, string>>;
  /** Sentences about the event alone. */
  readonly reasons: readonly string[];
  /** The value that a threshold counts once. */
  readonly distinctValue?: string;
}

/** The evidence of a rule's match. Its last reason is the rule's own description. */
export const evidenceOfMatch = (
  rule: DetectionRule,
  { dedupeKey, resources, reasons, distinctValue }: Omit<RuleMatch, 'rule'>,
): Evidence => ({
  kind: 'rule',
  rule: rule.id,
  title: rule.title,
  severity: rule.severity,
  score: rule.score,
  dedupeKey,
  resources,
  reasons: [...reasons, rule.description],
  ...(rule.attack ? { attack: rule.attack } : {}),
  ...(rule.threshold
    ? { threshold: { count: rule.threshold.count, ...(distinctValue === undefined ? {} : { distinctValue }) } }
    : {}),
});

/** What is kept of a rule's evidence; undefined for evidence of another detector. */
export const ruleMatchOf = ({
  kind,
  rule,
  dedupeKey,
  resources,
  reasons,
  threshold,
}: Evidence): RuleMatch | undefined => {
  if (kind !== 'rule') return undefined;
  const { distinctValue } = threshold ?? {};
  const match = { rule, dedupeKey, resources, reasons: reasons.slice(0, -1) };
  return distinctValue === undefined ? match : { ...match, distinctValue };
};
