import { describe, expect, it } from '@jest/globals';
import { detects, selects, type Record_ } from './sigma-factory.ts';

type Row = [clause: string, selection: unknown, document: Record_, expected: boolean];
const both = { c: [{ p: 22, r: 'x' }, { p: 443, r: 'any' }] }; // prettier-ignore

/** SEP 212. */
const rows: readonly Row[] = [
  ['a plain field is any member', { a: 'y' }, { a: ['x', 'Y'] }, true],
  ['a plain field without that member', { a: 'z' }, { a: ['x', 'y'] }, false],
  ['a path goes through arrays', { 'a.b': 'y' }, { a: [{ b: 'x' }, { b: ['z', 'y'] }] }, true],
  ['[any]: one member with all lines', { 'c[any]': { p: 22, r: 'x' } }, both, true],
  ['[any]: not lines of two members', { 'c[any]': { p: 22, r: 'any' } }, both, false],
  ['[any]: of an absent array', { 'c[any]': { p: 22 } }, {}, false],
  ['[any]: of a value that is not an array', { 'c[any]': { p: 22 } }, { c: { p: 22 } }, true],
  ['[all]: every member', { 'c[all]': { 'p|gt': 10 } }, both, true],
  ['[all]: not every member', { 'c[all]': { 'p|gt': 100 } }, both, false],
  ['[all]: of an empty array', { 'c[all]': { p: 22 } }, { c: [] }, false],
  ['[all_or_empty]: of an empty array', { 'c[all_or_empty]': { p: 22 } }, { c: [] }, true],
  ['[all_or_empty]: of an absent array', { 'c[all_or_empty]': { p: 22 } }, {}, true],
  ['[all_or_empty]: not every member', { 'c[all_or_empty]': { p: 22 } }, both, false],
  ['[none]: no member', { 'c[none]': { p: 80 } }, both, true],
  ['[none]: a member', { 'c[none]': { p: 443 } }, both, false],
  ['[none]: of an absent array', { 'c[none]': { p: 80 } }, {}, true],
  ['[all] of members that are texts', { 'a[all]|startswith': '10.' }, { a: ['10.1', '10.2'] }, true],
  ['[all] of texts, not every one', { 'a[all]|startswith': '10.' }, { a: ['10.1', '192.168'] }, false],
  [
    '. is the member itself',
    { 'a[any]': { '.|startswith': '10.', '.|endswith': '.9' } },
    { a: ['10.1', '10.9'] },
    true,
  ],
  ['. is one member', { 'a[any]': { '.|startswith': '10.', '.|endswith': '.9' } }, { a: ['10.1', '192.9'] }, false],
  ['a selector inside a path', { 'c[all].p|gte': 22 }, both, true],
  ['[0] is the first member', { 'c[0].p': 22 }, both, true],
  ['[1] is the second member', { 'c[1].p': 22 }, both, false],
  ['[N] beyond the end is absent', { 'c[7].p': 22 }, both, false],
  [
    'blocks nest',
    { 'r[any]': { type: 'allow', 'ip[all]|startswith': '10.' } },
    { r: [{ type: 'allow', ip: ['10.1'] }] },
    true,
  ],
  ['blocks nest, each in its own member', { 'r[any]': { type: 'allow', 'ip[all]|startswith': '10.' } }, { r: [{ type: 'deny', ip: ['10.1'] }, { type: 'allow', ip: ['9.1'] }] }, false], // prettier-ignore
  [
    'selections with a condition',
    { 'c[any]': { s: { 'p|gt': 0 }, f: { r: 'any' }, condition: 's and not f' } },
    both,
    true,
  ],
  [
    'a condition that no member meets',
    { 'c[all]': { s: { 'p|gt': 0 }, f: { r: 'any' }, condition: 's and not f' } },
    both,
    false,
  ],
  ['a field called condition', { 'c[any]': { condition: 'new' } }, { c: [{ condition: 'new' }] }, true],
  ['escaped brackets are of the name', { 'a\\[any\\]': 'x' }, { 'a[any]': 'x' }, true],
  ['a text that is JSON', { 'd{}.Statement[any]': { Effect: 'Allow', Action: '\\*' } }, { d: '{"Statement":{"Effect":"Allow","Action":["*"]}}' }, true], // prettier-ignore
];

describe('an array in a rule of Sigma', () => {
  it.each(rows)('%s', (_clause, selection, document, expected) => {
    expect(selects(selection, document)).toBe(expected);
  });

  it('is not met under a not where any member is', () => {
    const detection = { all: { b: '1' }, filter: { a: 'x' }, condition: 'all and not filter' };
    expect(detects(detection, { b: 1, a: ['x', 'y'] })).toBe(false);
    expect(detects(detection, { b: 1, a: ['y', 'z'] })).toBe(true);
    expect(detects(detection, { b: 1 })).toBe(true);
  });

  it('is followed to a depth, and never without end', () => {
    let nested: unknown = 'x';
    for (let depth = 0; depth < 100_000; depth += 1) nested = [nested];
    for (const selection of [{ a: 'x' }, { 'a[any]': { '.': 'x' } }, { 'a|exists': false }, ['x']])
      expect(typeof selects(selection, { a: nested })).toBe('boolean');
  });
});
