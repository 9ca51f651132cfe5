import type { Dataset } from '@bellwether/log-events';
import { parseCondition, type Condition } from './condition.ts';
import type { Anchors, CompiledRule, CompiledRules, NamedReader } from './compiled-rule.ts';
import { fieldReader, recordFieldReader, type RecordDocument } from './field.ts';
import { judgeAll, judgeAny, negated, type Judge } from './partial-event.ts';
import { compileMatcher, judgeWhenKnown, type EventTest, type FieldLookup, type Matcher } from './matcher.ts';
import type { DetectionRule, MatchValue, Selection } from './rule.ts';
import { indexRules } from './rule-index.ts';

export type { CompiledRules } from './compiled-rule.ts';

/**
 * Bad rule content: which rule, where in it, and what is wrong.
 *
 * @example
 * compileRules([{ ...rule, condition: 'stop and nobody' }]); // the rule in `DetectionRule`
 * // RuleContentError: Rule trail-stopped, condition: there is no selection named nobody.
 */
export class RuleContentError extends Error {
  readonly ruleId: string;
  readonly location: string;

  constructor(ruleId: string, location: string, problem: string, options?: { readonly cause?: unknown }) {
    super(`Rule ${ruleId || '(without id)'}, ${location}: ${problem}.`, options);
    this.name = 'RuleContentError';
    this.ruleId = ruleId;
    this.location = location;
  }
}

interface Part {
  readonly test: EventTest;
  readonly judge: Judge;
  readonly anchors: Anchors;
}

const noAnchors: Anchors = new Map();

/** All parts must be true, so the anchors of each apply; of two on one field the narrower is kept. */
const anchorsOfAll = (parts: readonly Part[]): Anchors => {
  const merged = new Map<string, ReadonlySet<string>>();
  for (const { anchors } of parts) {
    for (const [field, literals] of anchors) {
      const known = merged.get(field);
      if (known === undefined || literals.size < known.size) merged.set(field, literals);
    }
  }
  return merged;
};

/** One part is true, and it is not known which: only fields that anchor every part remain, with all their literals. */
const anchorsOfAny = (parts: readonly Part[]): Anchors => {
  const merged = new Map<string, ReadonlySet<string>>();
  for (const field of parts[0]?.anchors.keys() ?? []) {
    const sets = parts.flatMap(({ anchors }) => anchors.get(field) ?? []);
    if (sets.length === parts.length) merged.set(field, new Set(sets.flatMap((set) => [...set])));
  }
  return merged;
};

const allOf = (parts: readonly Part[]): Part => {
  const tests = parts.map(({ test }) => test);
  const judge = judgeAll(parts.map((part) => part.judge));
  const [first, second] = tests;
  if (first !== undefined && tests.length === 1) return { test: first, judge, anchors: anchorsOfAll(parts) };
  const test: EventTest =
    first !== undefined && second !== undefined && tests.length === 2
      ? (event, document) => first(event, document) && second(event, document)
      : (event, document) => tests.every((one) => one(event, document));
  return { test, judge, anchors: anchorsOfAll(parts) };
};

const anyOf = (parts: readonly Part[]): Part => {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const test: EventTest = (event, document) => parts.some((part) => part.test(event, document));
  return { test, judge: judgeAny(parts.map((part) => part.judge)), anchors: anchorsOfAny(parts) };
};

type Fail = (location: string, problem: string) => RuleContentError;

/** Runs a step that may refuse content, and names the content's location in the error. */
const at = <T>(fail: Fail, location: string, compile: () => T): T => {
  try {
    return compile();
  } catch (error) {
    if (error instanceof RangeError) throw fail(location, error.message);
    throw error;
  }
};

type Line = readonly [key: string, values: MatchValue | readonly MatchValue[]];

/** Lines about one element of an array (`items[].port`): all of them must be true for the same element. */
const compileElementLines = (
  path: string,
  lines: readonly Line[],
  location: string,
  fail: Fail,
  lookUp: FieldLookup,
): Matcher => {
  const read = at(fail, location, () => lookUp(path));
  const { part } = compileLines(lines, `${location}.${path}[]`, fail, recordFieldReader);
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
  fail: Fail,
  lookUp: FieldLookup,
): { part: Part; matchers: Matcher[] } => {
  const byElement = new Map<string, Line[]>();
  const matchers: Matcher[] = [];
  for (const [key, values] of lines) {
    const split = key.indexOf('[].');
    if (split < 0) {
      matchers.push(at(fail, `${location}.${key}`, () => compileMatcher(key, values, lookUp)));
      continue;
    }
    const path = key.slice(0, split);
    byElement.set(path, [...(byElement.get(path) ?? []), [key.slice(split + 3), values]]);
  }
  for (const [path, elementLines] of byElement)
    matchers.push(compileElementLines(path, elementLines, location, fail, lookUp));
  const parts = matchers
    .toSorted((left, right) => left.cost - right.cost)
    .map(({ field, test, judge, literals }): Part => ({
      test,
      judge,
      anchors: literals === undefined ? noAnchors : new Map([[field, new Set(literals)]]),
    }));
  return { part: allOf(parts), matchers };
};

const compileSelection = (selection: Selection, location: string, fail: Fail): { part: Part; matchers: Matcher[] } => {
  const lines = Object.entries(selection);
  if (lines.length === 0) throw fail(location, 'a selection needs at least one field');
  return compileLines(lines, location, fail, fieldReader);
};

const compileCondition = (condition: Condition, parts: ReadonlyMap<string, Part>): Part => {
  switch (condition.kind) {
    case 'selection':
      return parts.get(condition.name) ?? { test: () => false, judge: () => false, anchors: noAnchors };
    case 'not': {
      const { test, judge } = compileCondition(condition.part, parts);
      return {
        test: (event, document) => !test(event, document),
        judge: (partial) => negated(judge(partial)),
        anchors: noAnchors,
      };
    }
    default: {
      const inner = condition.parts.map((part) => compileCondition(part, parts));
      return condition.kind === 'and' ? allOf(inner) : anyOf(inner);
    }
  }
};

/** Selections that can explain a match: those that are not under a `not`. */
const positiveNames = (condition: Condition): readonly string[] => {
  if (condition.kind === 'selection') return [condition.name];
  return condition.kind === 'not' ? [] : condition.parts.flatMap(positiveNames);
};

const maxReasonFields = 8;

const compileRule = (rule: DetectionRule, ordinal: number): CompiledRule => {
  const fail: Fail = (location, problem) => new RuleContentError(rule.id, location, problem);
  if (!/^[A-Za-z0-9][\w.-]{0,99}$/.test(rule.id)) throw fail('id', 'it must be 1 to 100 of A-Z a-z 0-9 . _ -');
  if (!(rule.score >= 0 && rule.score <= 1)) throw fail('score', 'it must lie in [0, 1]');
  const { threshold } = rule;
  if (threshold !== undefined && !(Number.isInteger(threshold.count) && threshold.count >= 2)) {
    throw fail('threshold.count', 'it must be an integer of 2 or more');
  }
  const readers = (names: readonly string[], location: string): readonly NamedReader[] =>
    names.map((name) => ({ name, read: at(fail, `${location} ${name}`, () => fieldReader(name)) }));

  const parts = new Map<string, Part>();
  const fieldsOf = new Map<string, readonly string[]>();
  for (const [name, selection] of Object.entries(rule.selections)) {
    const maps: readonly Selection[] = Array.isArray(selection)
      ? (selection as readonly Selection[])
      : [selection as Selection];
    if (maps.length === 0) throw fail(`selections.${name}`, 'a list of selections may not be empty');
    const compiled = maps.map((map) => compileSelection(map, `selections.${name}`, fail));
    parts.set(name, anyOf(compiled.map(({ part }) => part)));
    fieldsOf.set(
      name,
      compiled.flatMap(({ matchers }) => matchers.filter((matcher) => matcher.needsValue).map(({ field }) => field)),
    );
  }
  const condition = at(fail, 'condition', () => parseCondition(rule.condition, [...parts.keys()]));
  const { test, judge, anchors } = compileCondition(condition, parts);
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
    groupBy: readers(threshold?.groupBy ?? [], 'threshold.groupBy'),
    ...(threshold?.distinct === undefined ? {} : { distinct: readers([threshold.distinct], 'threshold.distinct')[0] }),
    dedupeBy: readers(rule.dedupeBy, 'dedupeBy'),
    resources: readers(resources, 'resources'),
    reasons: readers([...new Set(reasons)].slice(0, maxReasonFields), 'selections'),
  };
};

/**
 * Compiles rules once, for `matchRules` to run on every event.
 *
 * @throws RuleContentError when a rule's content is wrong or two rules have one id
 * @example
 * const rules = compileRules([rule]); // the rule in `DetectionRule`
 * matchRules(rules, event, document); // see `matchRules`
 */
export const compileRules = (rules: readonly DetectionRule[]): CompiledRules => {
  const seen = new Set<string>();
  const byDataset = new Map<Dataset, CompiledRule[]>();
  for (const [ordinal, rule] of rules.entries()) {
    if (seen.has(rule.id)) throw new RuleContentError(rule.id, 'id', 'another rule has it too');
    seen.add(rule.id);
    const known = byDataset.get(rule.dataset);
    const compiled = compileRule(rule, ordinal);
    if (known === undefined) byDataset.set(rule.dataset, [compiled]);
    else known.push(compiled);
  }
  return { rules, byDataset: new Map([...byDataset].map(([dataset, compiled]) => [dataset, indexRules(compiled)])) };
};
