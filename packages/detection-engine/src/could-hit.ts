import type { CompiledRules } from './compiled-rule.ts';
import { openGlimpse, type Glimpse } from './glimpse.ts';
import type { DetectionRule } from './rule.ts';

const none: readonly DetectionRule[] = [];

/**
 * The rules that could hit an event of which only this much is known; in doubt a rule is among them. When there are none,
 * no event of the glimpse is hit, whatever its other fields hold.
 *
 * Asked once for a kind of event, not for each: it takes as long as trying every rule of the source.
 */
export const rulesThatCouldHit = (compiled: CompiledRules, glimpse: Glimpse): readonly DetectionRule[] => {
  const index = compiled.byDataset.get(glimpse.dataset);
  if (index === undefined) return none;
  const open = openGlimpse(glimpse);
  return index.rules.filter(({ judge }) => judge(open) !== false).map(({ rule }) => rule);
};
