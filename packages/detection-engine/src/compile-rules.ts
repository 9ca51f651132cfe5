import type { Dataset } from '@bellwether/log-events';
import { parseCondition, type Condition } from './condition.ts';
import type { CompiledRule, CompiledRules, NamedReader } from './compiled-rule.ts';
import type { RuleDialect, RuleDialects } from './dialect.ts';
import { fieldReader, recordFieldReader, type RecordDocument } from './field.ts';
import type { Judge } from './partial-event.ts';
import { compileMatcher, judgeWhenKnown, type EventTest, type FieldLookup, type Matcher } from './matcher.ts';
import { allOf, anyOf, compileCondition, partOfMatchers, type Part } from './part.ts';
import { atLocation, RuleContentError, UnsupportedRuleError, type Fail } from './rule-content-error.ts';
import type { DetectionRule, MatchValue, Selection, SelectionValue } from './rule.ts';
import { indexRules } from './rule-index.ts';

export type { CompiledRules } from './compiled-rule.ts';
export { RuleContentError, UnreadLogSourceError, UnsupportedRuleError } from './rule-content-error.ts';

type Line = readonly [key: string, values: SelectionValue];

const isMatchValue = (value: SelectionValue | MatchValue): value is MatchValue =>
  typeof value !== 'object' || value === null;

const matchValuesOf = (values: SelectionValue): MatchValue | readonly MatchValue[] => {
  if (isMatchValue(values)) return values;
  if (Array.isArray(values) && values.every(isMatchValue)) return values;
  throw new RangeError('a block of lines is written in rules of Sigma only');
};

/** Lines about one element of an array (`items[].port`): all of them must be true for the same element. */
const compileElementLines = (
  path: string,
  lines: readonly Line[],
  location: string,
  ruleId: string,
  lookUp: FieldLookup,
): Matcher => {
  const read = atLocation(ruleId, location, () => lookUp(path));
  const part = partOfMatchers(compileLines(lines, `${location}.${path}[]`, ruleId, recordFieldReader));
  // An element's own fields only: a field or attribute of the event that is called the same is something else.
  const test: EventTest = (event, document) => {
    const bare = { ...event, attributes: {} };
    return read(event, document, (value) => typeof value === 'object' && part.test(bare, value as RecordDocument));
  };
  const hasElement = judgeWhenKnown((event) => read(event, undefined, (value) => typeof value === 'object'), [path]);
  // What the elements contain is not known: only a list without any is certain.
  const judge: Judge = (partial) => (hasElement(partial) === false ? false : undefined);
  return { field: path, test, judge, cost: 2, needsValue: true };
};

const compileLines = (
  lines: readonly Line[],
  location: string,
  ruleId: string,
  lookUp: FieldLookup,
): readonly Matcher[] => {
  const byElement = new Map<string, Line[]>();
  const matchers: Matcher[] = [];
  for (const [key, values] of lines) {
    const split = key.indexOf('[].');
    if (split < 0) {
      matchers.push(atLocation(ruleId, `${location}.${key}`, () => compileMatcher(key, matchValuesOf(values), lookUp)));
      continue;
    }
    const path = key.slice(0, split);
    byElement.set(path, [...(byElement.get(path) ?? []), [key.slice(split + 3), values]]);
  }
  for (const [path, elementLines] of byElement)
    matchers.push(compileElementLines(path, elementLines, location, ruleId, lookUp));
  return matchers;
};

const compileSelection = (
  selection: Selection,
  location: string,
  ruleId: string,
  dialect: RuleDialect | undefined,
): readonly Matcher[] => {
  const lines = Object.entries(selection);
  if (lines.length === 0) throw new RuleContentError(ruleId, location, 'a selection needs at least one field');
  if (dialect === undefined) return compileLines(lines, location, ruleId, fieldReader);
  return lines.map(([key, values]) => atLocation(ruleId, `${location}.${key}`, () => dialect.compileLine(key, values)));
};

/** Selections that can explain a match: those that are not under a `not`. */
const positiveNames = (condition: Condition): readonly string[] => {
  if (condition.kind === 'selection') return [condition.name];
  return condition.kind === 'not' ? [] : condition.parts.flatMap(positiveNames);
};

const maxReasonFields = 8;

/** Selections and the condition over them, compiled. */
interface CompiledMatch {
  readonly condition: Condition;
  readonly part: Part;
  /** Fields of each selection that have a value where it is true. */
  readonly fieldsOf: ReadonlyMap<string, readonly string[]>;
}

/** @param at  what precedes a location in an error: nothing, or which filter of the rule it is about */
const compileMatch = (
  { selections, condition: text }: Pick<DetectionRule, 'selections' | 'condition'>,
  at: string,
  ruleId: string,
  dialect: RuleDialect | undefined,
): CompiledMatch => {
  const parts = new Map<string, Part>();
  const fieldsOf = new Map<string, readonly string[]>();
  for (const [name, selection] of Object.entries(selections)) {
    const location = `${at}selections.${name}`;
    const maps = Array.isArray(selection) ? (selection as readonly Selection[]) : [selection as Selection];
    if (maps.length === 0) throw new RuleContentError(ruleId, location, 'a list of selections may not be empty');
    const compiled = maps.map((map) => compileSelection(map, location, ruleId, dialect));
    parts.set(name, anyOf(compiled.map(partOfMatchers)));
    fieldsOf.set(
      name,
      compiled.flatMap((matchers) => matchers.filter((matcher) => matcher.needsValue).map(({ field }) => field)),
    );
  }
  const condition = atLocation(ruleId, `${at}condition`, () => parseCondition(text, [...parts.keys()]));
  return { condition, part: compileCondition(condition, parts), fieldsOf };
};

/** What it means to look at a principal's past, or to wait: both need what the counters of one event at a time give. */
const checkKind = ({ dataset, threshold, after, firstSeen, absence }: DetectionRule, fail: Fail): void => {
  if ([threshold, after, firstSeen, absence].filter((kind) => kind !== undefined).length > 1)
    throw fail('threshold', 'a rule has one of threshold, after, firstSeen and absence');
  if (firstSeen !== undefined) {
    const { historyDays } = firstSeen;
    if (dataset !== 'cloudtrail')
      throw fail('firstSeen', 'only records of CloudTrail name a principal whose past is known');
    if (!(Number.isInteger(historyDays) && historyDays >= 1 && historyDays <= 28))
      throw fail('firstSeen.historyDays', 'it must be an integer of 1 to 28');
  }
  const minutes = absence?.withinMinutes ?? 5;
  if (!(Number.isInteger(minutes) && minutes >= 5 && minutes <= 1_440))
    throw fail('absence.withinMinutes', 'it must be an integer of 5 to 1440');
};

const checkRule = (rule: DetectionRule, fail: Fail): void => {
  const { id, score, threshold, after } = rule;
  if (!/^[A-Za-z0-9][\w.-]{0,99}$/.test(id)) throw fail('id', 'it must be 1 to 100 of A-Z a-z 0-9 . _ -');
  if (!(score >= 0 && score <= 1)) throw fail('score', 'it must lie in [0, 1]');
  if (threshold !== undefined && !(Number.isInteger(threshold.count) && threshold.count >= 2)) {
    throw fail('threshold.count', 'it must be an integer of 2 or more');
  }
  checkKind(rule, fail);
  if (after === undefined) return;
  if (!(Number.isInteger(after.count) && after.count >= 1))
    throw fail('after.count', 'it must be an integer of 1 or more');
};

const dialectOf = ({ id, dialect }: DetectionRule, dialects: RuleDialects): RuleDialect | undefined => {
  if (dialect === undefined) return undefined;
  const found = Object.hasOwn(dialects, dialect) ? dialects[dialect] : undefined;
  if (found === undefined) throw new UnsupportedRuleError(id, 'dialect', `a rule of ${dialect} without its dialect`);
  return found;
};

const compileRule = (rule: DetectionRule, ordinal: number, dialects: RuleDialects): CompiledRule => {
  const fail: Fail = (location, problem) => new RuleContentError(rule.id, location, problem);
  checkRule(rule, fail);
  const dialect = dialectOf(rule, dialects);
  const { threshold } = rule;
  const readers = (names: readonly string[], location: string): readonly NamedReader[] =>
    names.map((name) => ({ name, read: atLocation(rule.id, `${location} ${name}`, () => fieldReader(name)) }));

  const { condition, part, fieldsOf } = compileMatch(rule, '', rule.id, dialect);
  const filters = (rule.filters ?? []).map(
    (filter) => compileMatch(filter, `filter ${filter.id}: `, rule.id, dialect).part,
  );
  const { test, judge, anchors } = filters.length === 0 ? part : allOf([part, ...filters]);
  const resources = Object.values(rule.resources ?? {});
  const reasons = threshold?.groupBy ?? [
    ...positiveNames(condition).flatMap((name) => fieldsOf.get(name) ?? []),
    ...resources,
    ...rule.dedupeBy,
  ];
  return {
    rule,
    ordinal,
    test,
    judge,
    anchors,
    groupBy: readers(
      (rule.absence ?? rule.after ?? threshold)?.groupBy ?? (rule.mode === 'counted' ? rule.dedupeBy : []),
      `${rule.absence ? 'absence' : rule.after ? 'after' : 'threshold'}.groupBy`,
    ),
    ...(threshold?.distinct === undefined ? {} : { distinct: readers([threshold.distinct], 'threshold.distinct')[0] }),
    dedupeBy: readers(rule.dedupeBy, 'dedupeBy'),
    resources: readers(resources, 'resources'),
    correlated: readers(Object.values(rule.correlatedBy ?? {}), 'correlatedBy'),
    reasons: readers([...new Set(reasons)].slice(0, maxReasonFields), 'selections'),
  };
};

/** Why a rule cannot be what another comes after, or what must follow it; undefined where it can. */
const partnerProblem = (
  { dataset, after, absence }: DetectionRule,
  partner: DetectionRule | undefined,
): string | undefined => {
  if (partner === undefined) return 'there is no such rule';
  const { threshold, mode, dedupeBy } = partner;
  if (after !== undefined && (threshold === undefined || threshold.distinct !== undefined))
    return 'it does not count events';
  if (absence !== undefined && (mode !== 'counted' || threshold !== undefined)) return 'its mode is not counted';
  if (partner.dataset !== dataset) return 'it is about another dataset';
  const groupBy = threshold?.groupBy ?? dedupeBy;
  return groupBy.length === (after ?? absence)?.groupBy.length ? undefined : 'it groups by another number of fields';
};

/** Whether what rules come after, and what must follow them, is counted as they need it. */
const checkPartners = (rules: readonly DetectionRule[]): void => {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  for (const rule of rules) {
    const named = rule.after ?? rule.absence;
    if (named === undefined) continue;
    const problem = partnerProblem(rule, byId.get(named.rule));
    const field = `${rule.after === undefined ? 'absence' : 'after'}.rule ${named.rule}`;
    if (problem !== undefined) throw new RuleContentError(rule.id, field, problem);
  }
};

const noDialects: RuleDialects = {};

/**
 * Compiles rules once, for `matchRules` to run on every event.
 *
 * @param dialects  how rules that name a `dialect` are read; rules without one need none
 * @throws RuleContentError when a rule's content is wrong or two rules have one id
 * @throws UnsupportedRuleError when a rule says what cannot be expressed, or its dialect is not given
 * @example
 * const rules = compileRules([rule]); // the rule in `DetectionRule`
 * matchRules(rules, event, document); // see `matchRules`
 */
export const compileRules = (rules: readonly DetectionRule[], dialects: RuleDialects = noDialects): CompiledRules => {
  checkPartners(rules);
  const seen = new Set<string>();
  const byDataset = new Map<Dataset, CompiledRule[]>();
  for (const [ordinal, rule] of rules.entries()) {
    if (seen.has(rule.id)) throw new RuleContentError(rule.id, 'id', 'another rule has it too');
    seen.add(rule.id);
    const known = byDataset.get(rule.dataset);
    const compiled = compileRule(rule, ordinal, dialects);
    if (known === undefined) byDataset.set(rule.dataset, [compiled]);
    else known.push(compiled);
  }
  return { rules, byDataset: new Map([...byDataset].map(([dataset, compiled]) => [dataset, indexRules(compiled)])) };
};
