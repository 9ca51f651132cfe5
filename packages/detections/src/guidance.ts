/**
 * What a person who gets a finding of a rule needs besides it. No function that ingests loads this.
 *
 * @example
 * const guidance: RuleGuidance = {
 *   confidence: 'high',
 *   falsePositives: ['A trail that is replaced by another.'],
 *   response: ['Start the trail again.', 'Find out who stopped it.'],
 *   references: ['https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StopLogging.html'],
 * };
 */
export interface RuleGuidance {
  /** How often a finding of the rule is worth acting on: nearly always, more often than not, or now and then. */
  readonly confidence: 'high' | 'medium' | 'low';
  /** What the rule also matches that is harmless, a sentence each; the most frequent first. */
  readonly falsePositives: readonly [string, ...string[]];
  /** What to do, a sentence each; the first thing first. */
  readonly response: readonly [string, ...string[]];
  /** Pages that say what the matched fields mean. */
  readonly references: readonly [string, ...string[]];
}
