import type { DetectionRule } from '@bellwether/detection-engine';
import type { Signal } from './matter.ts';

/** What a rule found in one event, without what the rule says itself: with the rule it makes the signal again. */
export interface KeptHit {
  /** Id of the rule. */
  readonly rule: string;
  /** Findings of one rule with one key are one matter. */
  readonly dedupeKey: string;
  readonly resources: Readonly<Record<string, string>>;
  /** Sentences about the event alone. */
  readonly reasons: readonly string[];
  /** The value that a threshold counts once. */
  readonly distinctValue?: string;
}

/** The signal of a rule's hit. Its last reason is the rule's own description. */
export const signalOfKept = (
  rule: DetectionRule,
  { dedupeKey, resources, reasons, distinctValue }: Omit<KeptHit, 'rule'>,
): Signal => ({
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

/** What is to be kept of a rule's signal; undefined for a signal that no rule made. */
export const keptHitOf = ({ kind, rule, dedupeKey, resources, reasons, threshold }: Signal): KeptHit | undefined => {
  if (kind !== 'rule') return undefined;
  const { distinctValue } = threshold ?? {};
  const kept = { rule, dedupeKey, resources, reasons: reasons.slice(0, -1) };
  return distinctValue === undefined ? kept : { ...kept, distinctValue };
};
