import type { CorrelationRule } from '../correlation/correlation-rule.ts';
import type { DetectionRule } from '../rule.ts';
import { namesOf } from './read-sigma-filter.ts';
import { knownLogSourceOf } from './log-sources.ts';

/** What a correlation calls a field, and what the field is called in records of a rule. */
type FieldNames = ReadonlyMap<string, string>;

/** Fields of a rule that correlations over it look at, directly or through other correlations. */
const fieldsOf = (rule: DetectionRule, correlations: readonly CorrelationRule[]): FieldNames => {
  const own = rule.logSource === undefined ? {} : (knownLogSourceOf(rule.logSource)?.fields ?? {});
  const names = namesOf(rule);
  const fields = new Map<string, string>();
  const above = new Set<CorrelationRule>();
  const open = correlations.filter((one) => one.rules.some((name) => names.includes(name)));
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (above.has(one)) continue;
    above.add(one);
    const calledBy = [one.id, ...(one.name === undefined ? [] : [one.name])];
    open.push(...correlations.filter((other) => other.rules.some((name) => calledBy.includes(name))));
    for (const asked of [...one.groupBy, ...one.fields]) {
      const byRule = Object.hasOwn(one.aliases, asked) ? one.aliases[asked] : undefined;
      const aliased = names.flatMap((name) =>
        byRule !== undefined && Object.hasOwn(byRule, name) ? [byRule[name] ?? asked] : [],
      );
      for (const field of aliased.length === 0 ? [asked] : aliased)
        fields.set(field, Object.hasOwn(own, field) ? (own[field] ?? field) : field);
    }
  }
  return fields;
};

/** Whether a correlation over the rule says that the rule's own matches are findings too. */
const isReported = (rule: DetectionRule, correlations: readonly CorrelationRule[]): boolean => {
  const names = namesOf(rule);
  const over = correlations.filter((one) => one.rules.some((name) => names.includes(name)));
  return over.length === 0 || over.some(({ generate }) => generate === true);
};

/**
 * Rules as correlations over them need them: their matches keep the values of the fields that correlations look at, and are findings
 * only where a correlation says `generate`, as Sigma has it.
 */
export const asBasesOf = <Found extends { readonly read: DetectionRule }>(
  correlations: readonly CorrelationRule[],
  rules: readonly Found[],
): readonly Found[] =>
  rules.map((found) => {
    const { read: rule } = found;
    const fields = fieldsOf(rule, correlations);
    const isPart = !isReported(rule, correlations);
    if (fields.size === 0 && !isPart) return found;
    return {
      ...found,
      read: { ...rule, correlatedBy: Object.fromEntries(fields), ...(isPart ? { mode: 'part' as const } : {}) },
    };
  });
