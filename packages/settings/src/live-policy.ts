import { hourMs, type Severity, type ThresholdRule } from '@bellwether/log-model';
import type { Thresholds } from './thresholds.ts';

/** When a finding is notified, as the settings say now. Its values change between runs and never within one. */
export interface LivePolicy {
  readonly alertMinSeverity: Severity;
  readonly anomalyMinScore: number;
  /** Milliseconds for which a log source counts as new; 0 for none. */
  readonly learningMs: number;
  readonly thresholds: readonly ThresholdRule[];
}

/**
 * The thresholds document, as the core words it: `leastEvents` of a rule is its `minEvents`.
 *
 * @example
 * policyOf({ alertMinSeverity: 'WARNING', anomalyMinScore: 0, learningHours: 24, rules: [{ name: 'share', kind: 'error_ratio', leastEvents: 20, ... }] })
 * // { alertMinSeverity: 'WARNING', anomalyMinScore: 0, learningMs: 86_400_000, thresholds: [{ name: 'share', kind: 'error_ratio', minEvents: 20, ... }] }
 */
export const policyOf = ({ alertMinSeverity, anomalyMinScore, learningHours, rules }: Thresholds): LivePolicy => ({
  alertMinSeverity,
  anomalyMinScore,
  learningMs: learningHours * hourMs,
  thresholds: rules.map((rule) => {
    if (rule.kind !== 'error_ratio') return rule;
    const { leastEvents, ...rest } = rule;
    return { ...rest, minEvents: leastEvents };
  }),
});
