import type { Condition } from './condition.ts';
import type { Anchors } from './compiled-rule.ts';
import type { EventTest, Matcher } from './matcher.ts';
import { judgeAll, judgeAny, negated, type Judge } from './partial-event.ts';

/** A compiled piece of a rule: a line, a selection or a condition. */
export interface Part {
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

/** True where each of the parts is. */
export const allOf = (parts: readonly Part[]): Part => {
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

/** True where one of the parts is. */
export const anyOf = (parts: readonly Part[]): Part => {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const test: EventTest = (event, document) => parts.some((part) => part.test(event, document));
  return { test, judge: judgeAny(parts.map((part) => part.judge)), anchors: anchorsOfAny(parts) };
};

/** True where every matcher is; the cheap ones are asked first. */
export const partOfMatchers = (matchers: readonly Matcher[]): Part =>
  allOf(
    matchers
      .toSorted((left, right) => left.cost - right.cost)
      .map(({ field, test, judge, literals }): Part => ({
        test,
        judge,
        anchors: literals === undefined ? noAnchors : new Map([[field, new Set(literals)]]),
      })),
  );

/** @param parts  the selections by name */
export const compileCondition = (condition: Condition, parts: ReadonlyMap<string, Part>): Part => {
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
