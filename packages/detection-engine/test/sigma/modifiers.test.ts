import { describe, expect, it } from '@jest/globals';
import { spentCpuMs } from '@bellwether/testkit';
import { selects, type Record_ } from './sigma-factory.ts';

type Row = [clause: string, selection: Record_, document: Record_, expected: boolean];

/** The modifiers appendix, a row or more for each clause. */
const rows: readonly Row[] = [
  ['contains: anywhere in the field', { 'a|contains': 'LOG' }, { a: 'StopLogging' }, true],
  ['contains: not elsewhere', { 'a|contains': 'trail' }, { a: 'StopLogging' }, false],
  ['contains: a wildcard inside the value', { 'a|contains': 'st*log' }, { a: 'a StopLogging b' }, true],
  ['startswith: at the beginning', { 'a|startswith': 'stop' }, { a: 'StopLogging' }, true],
  ['startswith: not in the middle', { 'a|startswith': 'log' }, { a: 'StopLogging' }, false],
  ['endswith: at the end', { 'a|endswith': '\\cmd.exe' }, { a: 'C:\\Windows\\CMD.EXE' }, true],
  ['endswith: not in the middle', { 'a|endswith': 'cmd' }, { a: 'cmd.exe' }, false],
  ['all: every value of the list', { 'a|contains|all': ['-a', '-b'] }, { a: 'x -b -a' }, true],
  ['all: not when one is missing', { 'a|contains|all': ['-a', '-b'] }, { a: 'x -b' }, false],
  ['all: before what it links', { 'a|all|contains': ['-a', '-b'] }, { a: 'x -b -a' }, true],
  ['exists: a field with a value', { 'a|exists': true }, { a: 'x' }, true],
  ['exists: a field that is null', { 'a|exists': true }, { a: null }, true],
  ['exists: a field that is empty', { 'a|exists': true }, { a: '' }, true],
  ['exists: an empty list', { 'a|exists': true }, { a: [] }, true],
  ['exists: no field', { 'a|exists': true }, { b: 'x' }, false],
  ['exists false: no field', { 'a|exists': false }, {}, true],
  ['exists false: a field that is null', { 'a.b|exists': false }, { a: { b: null } }, false],
  ['cased: letters as they are', { 'a|cased': 'NO' }, { a: 'No' }, false],
  ['cased: the same letters', { 'a|contains|cased': 'NO' }, { a: 'a NO b' }, true],
  ['neq: another text', { 'a|neq': 'x' }, { a: 'y' }, true],
  ['neq: the same text', { 'a|neq': 'X' }, { a: 'x' }, false],
  ['neq: none of a list', { 'a|neq': ['x', 'y'] }, { a: 'y' }, false],
  ['neq: another number', { 'a|neq': 3 }, { a: 4 }, true],
  ['neq: an absent field differs', { 'a|neq': 'x' }, {}, true],
  ['neq: an array that has the value', { 'a|neq': 'x' }, { a: ['y', 'x'] }, false],
  ['neq: an array without the value', { 'a|neq': 'x' }, { a: ['y', 'z'] }, true],
  ['neq: with fieldref', { 'a|neq|fieldref': 'b' }, { a: 'x', b: 'y' }, true],
  ['neq: with fieldref, equal', { 'a|fieldref|neq': 'b' }, { a: 'x', b: 'X' }, false],
  ['neq: with contains', { 'a|contains|neq': 'x' }, { a: 'axb' }, false],
  ['windash: a dash as a slash', { 'a|windash|contains': ' -f ' }, { a: 'cmd /f x' }, true],
  [
    'windash: a slash as a dash',
    { 'a|contains|windash': undefined, 'a|windash|contains': ' /f ' },
    { a: 'cmd -f x' },
    true,
  ],
  ['windash: a dash as an en dash', { 'a|windash|contains': ' -f' }, { a: 'cmd –f' }, true],
  ['windash: a dash as an em dash', { 'a|windash|contains': ' -f' }, { a: 'cmd —f' }, true],
  ['windash: a dash as a horizontal bar', { 'a|windash|contains': ' -f' }, { a: 'cmd ―f' }, true],
  ['windash: each flag of its own', { 'a|windash|contains': '-a -b' }, { a: 'x /a –b' }, true],
  ['windash: not a dash inside a word', { 'a|windash': '-user-name' }, { a: '-user/name' }, false],
  ['windash: with all', { 'a|windash|contains|all': ['-a', '-b'] }, { a: '/b /a' }, true],
  ['base64: the encoded value', { 'a|base64': 'cmd' }, { a: 'Y21k' }, true],
  ['base64: not the value itself', { 'a|base64': 'cmd' }, { a: 'cmd' }, false],
  ['base64: UTF-8', { 'a|base64|contains': 'ü' }, { a: 'xw7w=' }, true],
  ['base64offset: no byte before', { 'a|base64offset|contains': 'http://' }, { a: btoa('http://x') }, true],
  ['base64offset: one byte before', { 'a|base64offset|contains': 'http://' }, { a: btoa('ahttp://x') }, true],
  ['base64offset: two bytes before', { 'a|base64offset|contains': 'http://' }, { a: btoa('abhttp://x') }, true],
  ['base64offset: not what is not there', { 'a|base64offset|contains': 'http://' }, { a: btoa('https://x') }, false],
  ['wide: then Base64', { 'a|wide|base64offset|contains': 'cmd' }, { a: btoa('\0c\0m\0d\0'.slice(1)) }, true],
  ['utf16le: the bytes', { 'a|utf16le': 'cmd' }, { a: 'c\0m\0d\0' }, true],
  ['utf16le: as wide', { 'a|utf16le|base64': 'cmd' }, { a: 'YwBtAGQA' }, true],
  ['utf16be: the bytes', { 'a|utf16be|base64': 'cmd' }, { a: btoa('\0c\0m\0d') }, true],
  ['utf16: with a byte order mark', { 'a|utf16|base64': 'cmd' }, { a: btoa('\u00ff\u00fec\0m\0d\0') }, true],
  ['lt: less', { 'a|lt': 10 }, { a: 9 }, true],
  ['lt: equal', { 'a|lt': 10 }, { a: 10 }, false],
  ['lte: equal', { 'a|lte': 10 }, { a: 10 }, true],
  ['gt: greater, in a text', { 'a|gt': 10 }, { a: '10.5' }, true],
  ['gte: equal', { 'a|gte': 10 }, { a: 10 }, true],
  ['gte: not a number', { 'a|gte': 10 }, { a: 'ten' }, false],
  ['gt: any member', { 'a|gt': 10 }, { a: [1, 11] }, true],
  ['minute: of a time', { 'a|minute': 15 }, { a: '2026-03-02T09:15:00Z' }, true],
  ['hour: of a time', { 'a|hour': 9 }, { a: '2026-03-02T09:15:00Z' }, true],
  ['hour: as the clock in the record shows it', { 'a|hour': 9 }, { a: '2026-03-02T09:15:00+05:00' }, true],
  ['hour: with a comparison', { 'a|hour|gte': 22 }, { a: '2026-03-02 21:59:59' }, false],
  ['day: of a time', { 'a|day': 2 }, { a: '2026-03-02' }, true],
  ['week: of ISO 8601', { 'a|week': 53 }, { a: '2027-01-01' }, true],
  ['month: of a time', { 'a|month': [2, 3] }, { a: '2026-03-02' }, true],
  ['year: of a time in milliseconds', { 'a|year': 2026 }, { a: Date.UTC(2026, 2, 2) }, true],
  ['year: of a time in seconds', { 'a|year': 2026 }, { a: Date.UTC(2026, 2, 2) / 1_000 }, true],
  ['year: not of what is not a time', { 'a|year': 2026 }, { a: '2026 was a year' }, false],
  ['cidr: an IPv4 address', { 'a|cidr': '10.0.0.0/8' }, { a: '10.1.2.3' }, true],
  ['cidr: an IPv6 address', { 'a|cidr': ['10.0.0.0/8', 'fd00::/8'] }, { a: 'fd12::1' }, true],
  ['cidr: not a name', { 'a|cidr': '0.0.0.0/0' }, { a: 'ec2.amazonaws.com' }, false],
  ['fieldref: another field', { 'a|fieldref': 'b.c' }, { a: 'Alice', b: { c: 'alice' } }, true],
  ['fieldref: an absent field equals nothing', { 'a|fieldref': 'b' }, { a: 'x' }, false],
  ['fieldref: a part of the field', { 'a|fieldref|endswith': 'b' }, { a: 'user/alice', b: 'alice' }, true],
  ['re: a part of the field', { 'a|re': 'role/aws:.+' }, { a: 'x:assumed-role/aws:ec2' }, true],
  ['re: cased', { 'a|re': 'ROLE' }, { a: 'role' }, false],
  ['re|i: without case', { 'a|re|i': 'ROLE' }, { a: 'role' }, true],
  ['re: ^ is the beginning of the text', { 'a|re': '^b' }, { a: 'a\nb' }, false],
  ['re|m: ^ is the beginning of a line', { 'a|re|m': '^b$' }, { a: 'a\nb\nc' }, true],
  ['re: . is not a line end', { 'a|re': 'a.b' }, { a: 'a\nb' }, false],
  ['re|s: . is a line end', { 'a|re|s': 'a.b' }, { a: 'a\nb' }, true],
  ['re: . is a carriage return, as in PCRE', { 'a|re': 'a.b' }, { a: 'a\rb' }, true],
  ['re: quantifiers, classes, groups, alternatives', { 'a|re': '^(?:x|[a-c]{2,3})[^0-9]?z*$' }, { a: 'abczz' }, true],
  ['re: wildcards are not read', { 'a|re': 'a\\*b' }, { a: 'a*b' }, true],
  ['re: any of a list', { 'a|re': ['^x', '^y'] }, { a: 'yes' }, true],
  ['re: the end of a long text', { 'a|re': 'needle$' }, { a: `${'x'.repeat(300_000)}needle` }, true],
];

describe('a modifier of Sigma', () => {
  it.each(rows)('%s', (_clause, selection, document, expected) => {
    const given = Object.fromEntries(Object.entries(selection).filter(([, value]) => value !== undefined));
    expect(selects(given, document)).toBe(expected);
  });

  it('searches in linear time what makes other engines run without end', () => {
    const spentMs = spentCpuMs(() => {
      expect(selects({ 'a|re': '^(a+)+$' }, { a: `${'a'.repeat(50_000)}!` })).toBe(false);
      expect(selects({ 'a|re': '(x+x+)+y' }, { a: 'x'.repeat(20_000) })).toBe(false);
    });
    expect(spentMs).toBeLessThan(10_000);
  });
});
