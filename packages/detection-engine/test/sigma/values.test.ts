import { describe, expect, it } from '@jest/globals';
import { detects, selects, type Detection, type Record_ } from './sigma-factory.ts';

type Row = [clause: string, selection: unknown, document: Record_, expected: boolean];

const rows: readonly Row[] = [
  ['a text is compared without case', { 'a.b': 'NO' }, { a: { b: 'No' } }, true],
  ['a text is the whole field', { a: 'Stop' }, { a: 'StopLogging' }, false],
  ['* is any text', { a: 'arn:*:policy/Admin*' }, { a: 'arn:aws:iam::aws:policy/AdministratorAccess' }, true],
  ['* matches an empty text', { a: 'a*b' }, { a: 'ab' }, true],
  ['* is a line end too', { a: 'a*b' }, { a: 'a\nb' }, true],
  ['? is one character', { a: 'prog?.exe' }, { a: 'progA.exe' }, true],
  ['? is mandatory', { a: 'prog?.exe' }, { a: 'prog.exe' }, false],
  ['\\* is a plain star', { a: 'a\\*b' }, { a: 'a*b' }, true],
  ['\\* is not a wildcard', { a: 'a\\*b' }, { a: 'axb' }, false],
  ['\\? is a plain question mark', { a: 'a\\?b' }, { a: 'a?b' }, true],
  ['\\? is not a wildcard', { a: 'a\\?b' }, { a: 'axb' }, false],
  ['\\ before another character is itself', { a: 'C:\\temp' }, { a: 'c:\\TEMP' }, true],
  ['\\\\ is one backslash', { a: 'C:\\\\temp' }, { a: 'C:\\temp' }, true],
  ['\\\\* is a backslash and a wildcard', { a: 'C:\\\\*' }, { a: 'C:\\temp' }, true],
  ['\\\\\\* is a backslash and a star', { a: 'C:\\\\\\*' }, { a: 'C:\\*' }, true],
  ['\\\\\\* is not a wildcard', { a: 'C:\\\\\\*' }, { a: 'C:\\temp' }, false],
  ['\\\\\\\\ is two backslashes', { a: '\\\\\\\\server' }, { a: '\\\\server' }, true],
  ['a lone * needs a value', { a: '*' }, {}, false],
  ['an empty text is an empty field', { a: '' }, { a: '' }, true],
  ['an empty text differs from an absent field', { a: '' }, {}, false],
  ['an empty text is not null', { a: '' }, { a: null }, false],
  ['null is a field that is null', { a: null }, { a: null }, true],
  ['null is an absent field', { a: null }, {}, true],
  ['null is not an empty text', { a: null }, { a: '' }, false],
  ['null is not the word', { a: null }, { a: 'null' }, false],
  ['null is not zero', { a: null }, { a: 0 }, false],
  ['a number is a text of its digits', { a: 443 }, { a: '443' }, true],
  ['a text of digits is a number', { a: '443' }, { a: 443 }, true],
  ['a number does not match a part of another', { a: 44 }, { a: 443 }, false],
  ['true is the word in any case', { a: true }, { a: 'True' }, true],
  ['false is not absent', { a: false }, {}, false],
  ['a list is any of its values', { a: ['x', 'y'] }, { a: 'Y' }, true],
  ['a list may have null in it', { a: ['x', null] }, {}, true],
  ['all fields of a map', { a: '1', b: '2' }, { a: '1', b: '3' }, false],
  ['a list of maps is any of them', [{ a: '1' }, { b: '2' }], { b: '2' }, true],
  ['a list of maps and words is any of them', [{ a: '1' }, 'needle'], { b: 'a Needle' }, true],
  ['a field with dots in its name', { 'a.b': 'x' }, { 'a.b': 'x' }, true],
  ['a field in a field with dots', { 'a.b.c': 'x' }, { 'a.b': { c: 'x' } }, true],
  ['a field of the record before the event’s own', { account: 'mine' }, { account: 'mine' }, true],
  ['a field that is only inherited', { 'constructor.name': '*' }, {}, false],
  ['the prototype is not a field', { '__proto__.toString|exists': true }, { a: {} }, false],
  ['keywords are any of them', ['needle', 'thread'], { a: { b: ['the NEEDLE is here'] } }, true],
  ['keywords are looked for in values, not in names', ['needle'], { needle: 'x' }, false],
  ['keywords may be numbers', [4625], { a: 'id 4625' }, true],
  ['keywords may have wildcards', ['nee*dle'], { a: 'a neeXdle' }, true],
  ['|all of keywords, in any values', { '|all': ['needle', 'thread'] }, { a: 'needle', b: 'thread' }, true],
  ['|all of keywords needs each', { '|all': ['needle', 'thread'] }, { a: 'needle' }, false],
  ['|re of keywords', { '|re': ['^need.e$'] }, { a: 'needle' }, true],
];

type ConditionRow = [clause: string, condition: unknown, truths: Readonly<Record<string, boolean>>, expected: boolean];

/** Selections a, b, c and filters, each true where the record says so. */
const conditionRows: readonly ConditionRow[] = [
  ['and binds before or', 'a or b and c', { a: true, b: false, c: false }, true],
  ['and binds before or, on the left too', 'a and b or c', { a: false, b: true, c: true }, true],
  ['not binds before and', 'not a and b', { a: true, b: false, c: false }, false],
  ['not binds before or', 'not a or b', { a: true, b: true, c: false }, true],
  ['parentheses come first', '(a or b) and c', { a: true, b: false, c: false }, false],
  ['not before parentheses', 'not (a and b)', { a: true, b: false, c: false }, true],
  ['two nots', 'not not a', { a: true, b: false, c: false }, true],
  ['words in any case', 'a AND NOT b', { a: true, b: false, c: false }, true],
  ['1 of them', '1 of them', { a: false, b: false, c: true }, true],
  ['1 of them without names that begin with _', '1 of them', { a: false, b: false, c: false, _d: true }, false],
  ['all of them', 'all of them', { a: true, b: true, c: false }, false],
  ['all of them without names that begin with _', 'all of them', { a: true, b: true, c: true, _d: false }, true],
  ['1 of a pattern', '1 of filter*', { a: true, filter_x: false, filter_y: true }, true],
  ['all of a pattern', 'all of filter*', { a: true, filter_x: false, filter_y: true }, false],
  ['a pattern with a star in the middle', '1 of f*_y', { a: true, filter_x: true, filter_y: false }, false],
  ['not 1 of a pattern', 'a and not 1 of filter*', { a: true, filter_x: false, filter_y: false }, true],
  ['a list of conditions is any of them', ['a', 'b'], { a: false, b: true, c: false }, true],
];

describe('a value of Sigma', () => {
  it.each(rows)('%s', (_clause, selection, document, expected) => {
    expect(selects(selection, document)).toBe(expected);
  });
  it('a keyword is looked for in the message', () => {
    expect(detects({ selection: ['mkfs'] }, {}, 'sudo mkfs /dev/sda')).toBe(true);
  });
});

describe('a condition of Sigma', () => {
  it.each(conditionRows)('%s', (_clause, condition, truths, expected) => {
    const selections = Object.fromEntries(Object.keys(truths).map((name) => [name, { [name]: 'yes' }]));
    const record = Object.fromEntries(Object.entries(truths).map(([name, isTrue]) => [name, isTrue ? 'yes' : 'no']));
    expect(detects({ ...selections, condition } satisfies Detection, record)).toBe(expected);
  });
});
