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
