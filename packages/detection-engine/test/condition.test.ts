import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseCondition, type Condition } from '../src/condition.ts';

const names = ['selection', 'filter_main_a', 'filter_main_b', '_private'];
const holdsFor = (condition: Condition, true_: ReadonlySet<string>): boolean => {
  switch (condition.kind) {
    case 'selection':
      return true_.has(condition.name);
    case 'not':
      return !holdsFor(condition.part, true_);
    case 'and':
      return condition.parts.every((part) => holdsFor(part, true_));
    case 'or':
      return condition.parts.some((part) => holdsFor(part, true_));
  }
};

describe('parseCondition', () => {
  it.each([
    ['selection', ['selection'], true],
    ['selection and not filter_main_a', ['selection'], true],
    ['selection and not filter_main_a', ['selection', 'filter_main_a'], false],
    ['selection and not 1 of filter_main_*', ['selection', 'filter_main_b'], false],
    ['selection and not 1 of filter*', ['selection'], true],
    ['all of filter_*', ['filter_main_a'], false],
    ['all of filter_*', ['filter_main_a', 'filter_main_b'], true],
    ['1 of them', ['_private'], false],
    ['any of them', ['filter_main_a'], true],
    ['all of them', ['selection', 'filter_main_a', 'filter_main_b'], true],
    ['selection or filter_main_a and filter_main_b', ['selection'], true],
    ['(selection or filter_main_a) and filter_main_b', ['selection'], false],
    ['not selection and filter_main_a', ['filter_main_a'], true],
    ['NOT (selection OR filter_main_a)', [], true],
    ['not not selection', ['selection'], true],
  ])('%s holds for %j: %s', (text, true_, expected) => {
    expect(holdsFor(parseCondition(text, names), new Set(true_))).toBe(expected);
  });

  it('reads back what it is built from', () => {
    const leaf = fc
      .constantFrom(...names)
      .map((name) => ({ text: name, holds: (set: ReadonlySet<string>) => set.has(name) }));
    type Node = { text: string; holds: (set: ReadonlySet<string>) => boolean };
    const tree = fc.letrec<{ node: Node }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        leaf,
        tie('node').map((part) => ({
          text: `not (${part.text})`,
          holds: (set: ReadonlySet<string>) => !part.holds(set),
        })),
        fc.tuple(tie('node'), tie('node')).map(([a, b]) => ({
          text: `(${a.text}) and (${b.text})`,
          holds: (set: ReadonlySet<string>) => a.holds(set) && b.holds(set),
        })),
        fc.tuple(tie('node'), tie('node')).map(([a, b]) => ({
          text: `(${a.text}) or (${b.text})`,
          holds: (set: ReadonlySet<string>) => a.holds(set) || b.holds(set),
        })),
      ),
    })).node;
    fc.assert(
      fc.property(tree, fc.subarray(names), (node, subset) => {
        const set = new Set(subset);
        expect(holdsFor(parseCondition(node.text, names), set)).toBe(node.holds(set));
      }),
    );
  });

  it.each([
    ['', 'empty'],
    ['selection and', 'ends too early'],
    ['selection filter_main_a', 'not expected'],
    ['(selection', 'not closed'],
    ['nobody', 'no selection named nobody'],
    ['1 of other_*', 'no selection is named like'],
    ['1 of', 'needs a name'],
    ['selection | count() > 5', 'not expected'],
    [`${'('.repeat(100)}selection${')'.repeat(100)}`, 'nests at most'],
    [`selection${' and selection'.repeat(300)}`, 'at most 500 words'],
  ])('refuses %s', (text, problem) => {
    expect(() => parseCondition(text, names)).toThrow(problem);
  });
});
