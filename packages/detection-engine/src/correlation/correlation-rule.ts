import type { Severity } from '@bellwether/log-events';

export const correlationTypes = [
  'event_count',
  'value_count',
  'temporal',
  'temporal_ordered',
  'value_sum',
  'value_avg',
  'value_percentile',
] as const;
/**
 * What a correlation looks for.
 *
 * @example
 * const type: CorrelationType = 'temporal_ordered';
 */
export type CorrelationType = (typeof correlationTypes)[number];
/**
 * How what was measured is compared with a number.
 *
 * @example
 * const bounds: readonly (readonly [Bound, number])[] = [['gt', 100], ['lte', 200]]; // 101 to 200
 */
export type Bound = 'gt' | 'gte' | 'lt' | 'lte' | 'eq' | 'neq';

/**
 * A rule over what other rules match, inside a sliding window of event time.
 *
 * @example
 * // Ten failed sign-ins of one user within five minutes:
 * const rule: CorrelationRule = {
 *   id: 'many-failures', title: 'Many failed sign-ins', type: 'event_count', rules: ['failed'], groupBy: ['user'],
 *   timespanMs: 300_000, bounds: [['gte', 10]], fields: [], aliases: {}, severity: 'ERROR', score: 0.8,
 * };
 */
export interface CorrelationRule {
  readonly id: string;
  /** What other correlations may call it by, beside its id. */
  readonly name?: string;
  readonly title: string;
  readonly severity: Severity;
  readonly score: number;
  readonly type: CorrelationType;
  /** Ids or names of rules, other correlations among them. */
  readonly rules: readonly string[];
  /** Fields or aliases whose values together name the group that is looked at. */
  readonly groupBy: readonly string[];
  readonly timespanMs: number;
  /** All must be true of the count or value; one or two. */
  readonly bounds: readonly (readonly [bound: Bound, value: number])[];
  /** Fields whose values are counted together, or the one field whose numbers are taken. */
  readonly fields: readonly string[];
  /** Of `value_percentile`: which, in [0, 100]. */
  readonly percentile?: number;
  /** Whether matches of its rules are findings of their own too; only the correlation's are when absent. */
  readonly generate?: boolean;
  /** Alias to the name of a rule to the field that it means there. */
  readonly aliases: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
