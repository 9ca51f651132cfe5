import { dayMs, hourMs, minuteMs } from '@bellwether/log-events';
import { RuleContentError, UnsupportedRuleError, type Fail } from '../rule-content-error.ts';
import { isFields, textIn, textsIn, type Fields } from '../sigma/fields.ts';
import { levelOf } from '../sigma/levels.ts';
import { correlationTypes, type Bound, type CorrelationRule, type CorrelationType } from './correlation-rule.ts';

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: minuteMs, h: hourMs, d: dayMs };
const boundNames: readonly Bound[] = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'];
const maxTimespanMs = 30 * dayMs;

/** A text, or a list of them. */
const listIn = (fields: Fields, name: string): readonly string[] => {
  const one = textIn(fields, name);
  return one === '' ? textsIn(fields, name) : [one];
};

const timespanIn = (correlation: Fields, fail: Fail): number => {
  const found = /^(\d{1,6})([smhd])$/.exec(textIn(correlation, 'timespan'));
  const timespanMs = Number(found?.[1] ?? 0) * (unitMs[found?.[2] ?? ''] ?? 0);
  if (!(timespanMs > 0 && timespanMs <= maxTimespanMs))
    throw fail('correlation.timespan', 'it is a number and s, m, h or d, at most 30 days');
  return timespanMs;
};

interface Condition {
  readonly bounds: CorrelationRule['bounds'];
  readonly fields: readonly string[];
  readonly percentile?: number;
}

const conditionIn = (
  correlation: Fields,
  type: CorrelationType,
  ruleCount: number,
  id: string,
  fail: Fail,
): Condition => {
  const { condition } = correlation;
  const location = 'correlation.condition';
  if (condition === undefined && type.startsWith('temporal')) return { bounds: [['gte', ruleCount]], fields: [] };
  if (typeof condition === 'string') throw new UnsupportedRuleError(id, location, 'a correlation condition of names');
  if (!isFields(condition)) throw fail(location, 'it is missing');
  const bounds = boundNames.flatMap((name): [Bound, number][] => {
    const limit = Object.hasOwn(condition, name) ? condition[name] : undefined;
    if (limit === undefined) return [];
    if (typeof limit !== 'number' || !Number.isFinite(limit)) throw fail(`${location}.${name}`, 'it is not a number');
    return [[name, limit]];
  });
  const unknown = Object.keys(condition).find((name) => !['field', 'percentile', ...boundNames].includes(name));
  if (unknown !== undefined) throw new UnsupportedRuleError(id, location, `the comparison ${unknown.slice(0, 40)}`);
  if (bounds.length === 0 || bounds.length > 2) throw fail(location, 'it needs one comparison, or two for a range');
  const fields = listIn(condition, 'field');
  const isMeasured = type.startsWith('value_');
  if (isMeasured !== fields.length > 0)
    throw fail(`${location}.field`, isMeasured ? 'it is missing' : `${type} has none`);
  if (isMeasured && type !== 'value_count' && fields.length > 1) throw fail(`${location}.field`, `${type} takes one`);
  if (type !== 'value_percentile') return { bounds, fields };
  const { percentile } = condition;
  if (percentile === undefined) throw new UnsupportedRuleError(id, location, 'value_percentile without its percentile');
  if (typeof percentile !== 'number' || !(percentile >= 0 && percentile <= 100))
    throw fail(`${location}.percentile`, 'it lies in 0 to 100');
  return { bounds, fields, percentile };
};

const aliasesIn = (correlation: Fields, fail: Fail): CorrelationRule['aliases'] => {
  const { aliases } = correlation;
  if (aliases === undefined) return {};
  if (!isFields(aliases)) throw fail('correlation.aliases', 'they are not a map');
  return Object.fromEntries(
    Object.entries(aliases).map(([alias, byRule]) => {
      const isMap = isFields(byRule) && Object.values(byRule).every((field) => typeof field === 'string');
      if (!isMap) throw fail(`correlation.aliases.${alias}`, 'it maps names of rules to fields');
      return [alias, byRule as Readonly<Record<string, string>>];
    }),
  );
};

/**
 * Converts a correlation rule of Sigma, as a YAML parser gives it.
 *
 * @throws RuleContentError naming the key; UnsupportedRuleError naming what cannot be expressed
 * @example
 * readCorrelation({ title: 'Many failures', name: 'many', correlation: { type: 'event_count', rules: ['failed'], 'group-by': ['user'], timespan: '5m', condition: { gte: 10 } } });
 * // see `CorrelationRule`
 */
export const readCorrelation = (parsed: unknown): CorrelationRule => {
  if (!isFields(parsed) || !isFields(parsed['correlation']))
    throw new RuleContentError('', 'correlation', 'it is not a correlation rule');
  const { correlation } = parsed;
  const name = textIn(parsed, 'name');
  const title = textIn(parsed, 'title');
  const id = textIn(parsed, 'id') || name || title;
  const fail: Fail = (location, problem) => new RuleContentError(id, location, problem);
  const typeName = textIn(correlation, 'type');
  const type = correlationTypes.find((one) => one === typeName);
  if (type === undefined)
    throw new UnsupportedRuleError(id, 'correlation.type', `the correlation ${typeName.slice(0, 40)}`);
  const rules = listIn(correlation, 'rules');
  if (rules.length === 0) throw fail('correlation.rules', 'they are missing');
  const level = levelOf(textIn(parsed, 'level') || 'medium');
  if (level === undefined) throw fail('level', 'it is not a level of Sigma');
  return {
    id,
    ...(name === '' ? {} : { name }),
    title: title || id,
    ...level,
    type,
    rules,
    groupBy: listIn(correlation, 'group-by'),
    timespanMs: timespanIn(correlation, fail),
    ...conditionIn(correlation, type, rules.length, id, fail),
    ...(correlation['generate'] === true || parsed['generate'] === true ? { generate: true } : {}),
    aliases: aliasesIn(correlation, fail),
  };
};
