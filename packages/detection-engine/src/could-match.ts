import type { CompiledRules } from './compiled-rule.ts';
import { viewPartialEvent, type PartialEvent } from './partial-event.ts';
import type { DetectionRule } from './rule.ts';

const none: readonly DetectionRule[] = [];

/**
 * The rules that could match an event of which only these fields are known; a rule is left out only when it certainly cannot match.
 * When there are none, no such event matches a rule, whatever its other fields contain.
 *
 * Call it once for a kind of event, not for each event: it takes as long as trying every rule of the dataset.
 *
 * @example
 * const of = (eventName: string) => ({ dataset: 'cloudtrail', fields: new Map([['eventName', [eventName]]]) }) as const;
 * rulesThatCouldMatch(rules, of('DescribeInstances')); // []: no such event matches
 * rulesThatCouldMatch(rules, of('StopLogging')); // [rule]: it depends on `userIdentity.type`, which is not known
 */
export const rulesThatCouldMatch = (compiled: CompiledRules, partial: PartialEvent): readonly DetectionRule[] => {
  const index = compiled.byDataset.get(partial.dataset);
  if (index === undefined) return none;
  const open = viewPartialEvent(partial);
  return index.rules.filter(({ judge }) => judge(open) !== false).map(({ rule }) => rule);
};

/**
 * A rule that an event matches as far as its known fields say.
 *
 * @example
 * const judged: JudgedRule = { rule, isCertain: false }; // it depends on fields that are not known
 */
export interface JudgedRule {
  readonly rule: DetectionRule;
  readonly isCertain: boolean;
}

/**
 * The rules that an event of which only these fields are known matches for certain, or could match.
 *
 * @example
 * const fields = new Map([['eventName', ['StopLogging']]]);
 * judgeRules(rules, { dataset: 'cloudtrail', fields }); // [{ rule, isCertain: false }]: `userIdentity.type` is not known
 */
export const judgeRules = (compiled: CompiledRules, partial: PartialEvent): readonly JudgedRule[] => {
  const open = viewPartialEvent(partial);
  return (compiled.byDataset.get(partial.dataset)?.rules ?? []).flatMap(({ rule, judge }) => {
    const answer = judge(open);
    return answer === false ? [] : [{ rule, isCertain: answer === true }];
  });
};
