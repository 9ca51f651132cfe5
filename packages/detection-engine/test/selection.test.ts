import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileRules } from '../src/compile-rules.ts';
import { matchRules } from '../src/match-rules.ts';
import type { Selection } from '../src/rule.ts';
import { eventOf, holds, ruleOf } from './rule-factory.ts';

type Row = [name: string, selection: Selection, document: Readonly<Record<string, unknown>>, expected: boolean];

const rows: readonly Row[] = [
  ['compares texts without case', { 'a.b': 'NO' }, { a: { b: 'No' } }, true],
  ['compares case with |cased', { 'a|cased': 'NO' }, { a: 'No' }, false],
  ['takes letters whose lower case is longer', { a: 'İstanbul' }, { a: 'İSTANBUL' }, true],
  ['asks for the whole text', { a: 'Stop' }, { a: 'StopLogging' }, false],
  ['asks for every line of a selection', { a: '1', b: '2' }, { a: '1', b: '3' }, false],
  ['takes any value of a list', { a: ['x', 'y'] }, { a: 'Y' }, true],
  ['takes any element of an array', { a: 'y' }, { a: ['x', 'y'] }, true],
  ['looks through arrays on the way', { 'a.b': 'y' }, { a: [{ b: 'x' }, { b: ['z', 'y'] }] }, true],
  [
    'reads keys that hold dots',
    { 'annotations.k8s.io/decision': 'allow' },
    { annotations: { 'k8s.io/decision': 'allow' } },
    true,
  ],
  ['reads a path after a key with dots', { 'a.b.c': 'x' }, { 'a.b': { c: 'x' } }, true],
  ['knows no inherited property', { 'constructor.name': '*' }, {}, false],
  ['knows no inherited property by prototype', { '__proto__.toString|exists': true }, { a: {} }, false],
  ['compares numbers with texts', { a: 443 }, { a: '443' }, true],
  ['compares texts with numbers', { a: '443' }, { a: 443 }, true],
  ['compares booleans with texts', { a: true }, { a: 'True' }, true],
  ['compares false with what is false, not with what is absent', { a: false }, {}, false],
  ['takes null for an absent field', { a: null }, {}, true],
  ['takes null for a field that is null', { a: null }, { a: null }, true],
  ['takes null for a field without text', { a: null }, { a: '' }, true],
  ['does not take null for a value', { a: null }, { a: 0 }, false],
  ['takes null beside values', { a: [null, 'Success'] }, { a: 'success' }, true],
  ['finds a part with |contains', { 'a|contains': 'LOG' }, { a: 'StopLogging' }, true],
  ['finds a beginning with |startswith', { 'a|startswith': 'stop' }, { a: 'StopLogging' }, true],
  ['finds no beginning in the middle', { 'a|startswith': 'log' }, { a: 'StopLogging' }, false],
  ['finds an end with |endswith', { 'a|endswith': 'ing' }, { a: 'StopLogging' }, true],
  ['asks for all parts with |all', { 'a|contains|all': ['stop', 'log'] }, { a: 'StopLogging' }, true],
  ['misses when one part of |all is missing', { 'a|contains|all': ['stop', 'trail'] }, { a: 'StopLogging' }, false],
  ['asks for all values of an array with |all', { 'a|all': ['x', 'y'] }, { a: ['x', 'z'] }, false],
  ['looks into an object as text', { 'a|contains': 'Suspended' }, { a: { Status: 'Suspended' } }, true],
  ['does not take an object for a text', { a: '[object Object]' }, { a: {} }, false],
  ['takes * for any text', { a: 'arn:*:policy/Admin*' }, { a: 'arn:aws:iam::aws:policy/AdministratorAccess' }, true],
  ['takes * for no text', { a: 'a*b' }, { a: 'ab' }, true],
  ['takes ? for exactly one character', { a: 'a?c' }, { a: 'ac' }, false],
  ['takes ? for any one character', { a: 'a?c' }, { a: 'abc' }, true],
  ['takes an escaped * as itself', { a: '\\*' }, { a: 'anything' }, false],
  ['finds an escaped *', { a: '\\*' }, { a: '*' }, true],
  ['takes a plain backslash as itself', { a: 'c:\\temp' }, { a: 'C:\\Temp' }, true],
  ['takes two backslashes before * as one and a wildcard', { a: 'c:\\\\*' }, { a: 'C:\\Temp' }, true],
  ['finds an address in a network', { 'a|cidr': ['10.0.0.0/8', 'fc00::/7'] }, { a: 'fd12::1' }, true],
  ['finds no host name in a network', { 'a|cidr': '0.0.0.0/0' }, { a: 'ec2.amazonaws.com' }, false],
  ['compares with another field', { 'a|fieldref': 'b.c' }, { a: 'Alice', b: { c: 'alice' } }, true],
  ['compares with a missing field as unequal', { 'a|fieldref': 'b' }, { a: 'x' }, false],
  ['finds another field inside', { 'a|fieldref|contains': 'b' }, { a: 'user/alice', b: 'alice' }, true],
  ['compares numbers of two fields', { 'a|lt|fieldref': 'b' }, { a: 22, b: '51432' }, true],
  ['compares numbers of two fields as numbers', { 'a|lt|fieldref': 'b' }, { a: 9, b: 10 }, true],
  ['asks for a field with |exists', { 'a|exists': true }, { a: 0 }, true],
  ['asks for no field with |exists', { 'a|exists': false }, { a: null }, true],
  ['compares with |lt', { 'a|lt': 10 }, { a: 10 }, false],
  ['compares with |lte', { 'a|lte': 10 }, { a: '10' }, true],
  ['compares with |gt', { 'a|gt': 10 }, { a: 10.5 }, true],
  ['compares with |gte', { 'a|gte': 400 }, { a: 403 }, true],
  ['compares no number with nothing', { 'a|lt': 10 }, { a: 'nine' }, false],
  [
    'holds lines of one element together',
    { 'i[].p': 22, 'i[].r': '0.0.0.0/0' },
    {
      i: [
        { p: 22, r: 'x' },
        { p: 443, r: '0.0.0.0/0' },
      ],
    },
    false,
  ],
  [
    'finds the element for which all lines hold',
    { 'i[].p': 22, 'i[].r': '0.0.0.0/0' },
    { i: [{ p: 443 }, { p: 22, r: '0.0.0.0/0' }] },
    true,
  ],
  ['takes an object for an array of one', { 'i[].p': 22 }, { i: { p: 22 } }, true],
  ['reads the message of an element', { 'i[].message|contains': 'denied' }, { i: [{ message: 'Denied' }] }, true],
  ['reads no field of the event for an element', { 'i[].severity': 'INFO' }, { i: [{ p: 1 }] }, false],
  ['misses a message that an element has not', { 'i[].message|exists': true }, { i: [{ p: 1 }] }, false],
  ['compares numbers of an element', { 'i[].severity|gte': 7 }, { i: [{ severity: 8 }] }, true],
  [
    'compares fields of an element with one another',
    { 'i[].region|fieldref': 'account' },
    { i: [{ region: 'a', account: 'A' }] },
    true,
  ],
  [
    'reads the message of an element inside an element',
    { 'i[].j[].message': 'x' },
    { i: [{ j: [{ message: 'x' }] }], message: 'y' },
    true,
  ],
];

describe('a selection', () => {
  it.each(rows)('%s', (_name, selection, document, expected) => {
    expect(holds(selection, document)).toBe(expected);
  });

  it('reads the event’s own fields and its attributes', () => {
    const event = eventOf({
      message: 'Task timed out',
      logGroup: '/aws/lambda/a',
      attributes: { 'source.ip': '10.0.0.1' },
    });
    const selection = { 'message|contains': 'timed out', logGroup: '/aws/lambda/*', 'source.ip|cidr': '10.0.0.0/8' };
    expect(matchRules(compileRules([ruleOf({ selections: { selection } })]), event)).toHaveLength(1);
  });

  it('takes a list of selections as any of them', () => {
    const rule = ruleOf({ selections: { selection: [{ a: '1' }, { b: '2' }] } });
    expect(matchRules(compileRules([rule]), eventOf(), { b: '2' })).toHaveLength(1);
  });

  it('does not go down arrays in arrays without end', () => {
    let nested: unknown = 'x';
    for (let depth = 0; depth < 100_000; depth += 1) nested = [nested];
    expect(holds({ a: 'x' }, { a: nested })).toBe(false);
    expect(holds({ 'a|contains': 'x' }, { a: { b: nested } })).toBe(false);
  });

  it('never throws, whatever the record holds', () => {
    const keys = fc.constantFrom('a', 'b', '__proto__', 'constructor', 'toString', 'a.b');
    const records = fc.dictionary(keys, fc.jsonValue({ maxDepth: 4 }));
    const selections = rows.map(([, selection]) => selection);
    const compiled = compileRules(
      selections.map((selection, index) => ruleOf({ id: `r${index}`, selections: { selection } })),
    );
    fc.assert(
      fc.property(records, (record) => {
        const ids = matchRules(compiled, eventOf(), record).map(({ rule }) => rule.id);
        expect(ids).toEqual(selections.flatMap((selection, index) => (holds(selection, record) ? [`r${index}`] : [])));
      }),
      { numRuns: 50 },
    );
  });
});
