import { RuleContentError } from '../rule-content-error.ts';
import type { DetectionRule, RuleFilter } from '../rule.ts';
import { isFields, textIn, textsIn } from './fields.ts';
import { includesLogSource, knownLogSourceOf, logSourceIn, type LogSource } from './log-sources.ts';
import type { Placeholders } from './placeholders.ts';
import { conditionIn } from './read-sigma-rule.ts';
import { readSelections } from './read-selections.ts';

/**
 * A filter of Sigma: a condition that is added to rules.
 *
 * @example
 * const filter: SigmaFilter = {
 *   id: 'no-deploy', title: 'Not the deployment', rules: ['4db60cc0-...'],
 *   logSource: { category: '', product: 'aws', service: 'cloudtrail' },
 *   selections: { bot: { 'userIdentity.userName': 'deploy' } }, condition: 'not bot',
 * };
 */
export interface SigmaFilter extends RuleFilter {
  /** Ids or names of rules; `any` means every rule of the log source. */
  readonly rules: 'any' | readonly string[];
  readonly logSource: LogSource;
}

/**
 * Converts a filter of Sigma, as a YAML parser gives it. Its condition is added to each rule's with `and`: `not selection` leaves out
 * what the selection matches.
 *
 * @throws RuleContentError naming the key; UnsupportedRuleError naming what cannot be expressed
 * @example
 * readSigmaFilter({
 *   title: 'Not the deployment', id: 'no-deploy', logsource: { product: 'aws', service: 'cloudtrail' },
 *   filter: { rules: ['4db60cc0-...'], bot: { 'userIdentity.userName': 'deploy' }, condition: 'not bot' },
 * }); // see `SigmaFilter`
 */
export const readSigmaFilter = (parsed: unknown, placeholders: Placeholders = {}): SigmaFilter => {
  if (!isFields(parsed) || !isFields(parsed['filter'])) throw new RuleContentError('', 'filter', 'it is not a filter');
  const { filter } = parsed;
  const title = textIn(parsed, 'title');
  const id = textIn(parsed, 'id') || textIn(parsed, 'name') || title;
  const logSource = logSourceIn(parsed);
  if (logSource === undefined) throw new RuleContentError(id, 'logsource', 'it is missing');
  const one = textIn(filter, 'rules');
  const rules = one.toLowerCase() === 'any' ? 'any' : one === '' ? textsIn(filter, 'rules') : [one];
  if (rules.length === 0) throw new RuleContentError(id, 'filter.rules', 'they are missing');
  const fields = knownLogSourceOf(logSource)?.fields ?? {};
  const section = { name: 'filter', other: ['rules'] };
  return {
    id,
    title: title || id,
    rules,
    logSource,
    selections: readSelections(filter, { ruleId: id, placeholders, fields }, section),
    condition: conditionIn(filter, id, 'filter'),
  };
};

/**
 * Ids and names that a rule of Sigma is called by in correlations and filters.
 *
 * @example
 * namesOf({ id: 'sigma-4db60cc0', name: 'trail_stopped' }); // ['4db60cc0', 'trail_stopped']
 */
export const namesOf = ({ id, name }: Pick<DetectionRule, 'id' | 'name'>): readonly string[] => [
  id.replace(/^sigma-/, ''),
  ...(name === undefined ? [] : [name]),
];

/** Whether a filter is about a rule: it names it, or any of its log source. */
const isAbout = (filter: SigmaFilter, rule: DetectionRule): boolean => {
  if (rule.logSource === undefined || !includesLogSource(filter.logSource, rule.logSource)) return false;
  const { rules } = filter;
  return rules === 'any' || namesOf(rule).some((name) => rules.includes(name));
};

/**
 * The rule with the filters that are about it.
 *
 * @example
 * withFilters(rule, [filter]).filters; // [filter] when it names the rule or means its log source
 */
export const withFilters = (rule: DetectionRule, filters: readonly SigmaFilter[]): DetectionRule => {
  const mine = filters.filter((filter) => isAbout(filter, rule));
  if (mine.length === 0) return rule;
  const added = mine.map(({ id, title, selections, condition }) => ({ id, title, selections, condition }));
  return { ...rule, filters: [...(rule.filters ?? []), ...added] };
};
