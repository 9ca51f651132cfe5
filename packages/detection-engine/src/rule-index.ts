import type { LogEvent } from '@bellwether/log-events';
import type { CompiledRule, RuleIndex } from './compiled-rule.ts';
import { dispatchOf } from './rule-dispatch.ts';
import { fieldReader, textOf, type RecordDocument } from './field.ts';

/** Looking one field up costs about as much as trying this many rules that do not match. */
const lookUpCost = 4;

/** What indexing by each field costs an event: rules tried for a literal, and the look-up, shared by the rules it serves. */
const fieldCosts = (rules: readonly CompiledRule[]): ReadonlyMap<string, number> => {
  const uses = new Map<string, { literals: Set<string>; entries: number; rules: number }>();
  for (const { anchors } of rules) {
    for (const [field, literals] of anchors) {
      const use = uses.get(field) ?? { literals: new Set<string>(), entries: 0, rules: 0 };
      uses.set(field, use);
      for (const literal of literals) use.literals.add(literal);
      use.entries += literals.size;
      use.rules += 1;
    }
  }
  return new Map([...uses].map(([field, use]) => [field, use.entries / use.literals.size + lookUpCost / use.rules]));
};

/** The cheapest of the rule's anchors; of equals the one given first. */
const bestField = (rule: CompiledRule, costs: ReadonlyMap<string, number>): string | undefined => {
  const costOf = (field: string): number => costs.get(field) ?? Infinity;
  return [...rule.anchors.keys()].toSorted((left, right) => costOf(left) - costOf(right))[0];
};

export const indexRules = (rules: readonly CompiledRule[]): RuleIndex => {
  const costs = fieldCosts(rules);
  const byField = new Map<string, Map<string, CompiledRule[]>>();
  const always: CompiledRule[] = [];
  for (const rule of rules) {
    const field = bestField(rule, costs);
    if (field === undefined) {
      always.push(rule);
      continue;
    }
    const byLiteral = byField.get(field) ?? new Map<string, CompiledRule[]>();
    byField.set(field, byLiteral);
    for (const literal of rule.anchors.get(field) ?? []) {
      const known = byLiteral.get(literal);
      if (known === undefined) byLiteral.set(literal, [rule]);
      else known.push(rule);
    }
  }
  const fields = [...byField].map(([field, byLiteral]) => ({ read: fieldReader(field), byLiteral }));
  const dispatch = dispatchOf(rules, byField, always);
  return { rules, fields, always, ...(dispatch === undefined ? {} : { dispatch }) };
};

/** Rules of the index that can match the event at all, in the order they were given. */
export const candidateRules = (
  index: RuleIndex,
  event: LogEvent,
  document: RecordDocument | undefined,
): readonly CompiledRule[] => {
  const dispatched = index.dispatch?.(event, document);
  if (dispatched !== undefined) return dispatched;
  let found: CompiledRule[] | undefined;
  for (const { read, byLiteral } of index.fields) {
    read(event, document, (value) => {
      const rules = typeof value === 'object' ? undefined : byLiteral.get(textOf(value).toLowerCase());
      for (const rule of rules ?? []) {
        found ??= [...index.always];
        if (!found.includes(rule)) found.push(rule);
      }
      return false;
    });
  }
  return found === undefined ? index.always : found.sort((left, right) => left.ordinal - right.ordinal);
};
