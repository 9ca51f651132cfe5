import { describe, expect, it } from '@jest/globals';
import { regularExpression } from '../src/regular-expression.ts';

describe('regularExpression', () => {
  it.each([
    ['.+:assumed-role/aws:.+', 'arn:aws:sts::1:assumed-role/aws:ec2/i-1', true],
    ['.+x', 'x', false],
    ['x.+', 'x', false],
    ['.*', '', true],
    ['^(?:\\d{1,3}\\.){3}\\d{1,3}$', '10.0.0.1', true],
    ['(?:stop|delete)Trail?', 'deleteTrai', true],
    ['a{2}b', 'aab', true],
    ['[)(*+]', '(', true],
    ['\\(a\\)', '(a)', true],
    ['(?<name>ab)c', 'abc', true],
  ])('finds %s in %s: %s', (source, text, expected) => {
    expect(regularExpression(source, '')(text)).toBe(expected);
  });

  it.each([
    ['(a+)+', 'nested quantifiers'],
    ['(a*)*b', 'nested quantifiers'],
    ['(?:a|a)*b', 'nested quantifiers'],
    ['(a?){64}', 'nested quantifiers'],
    ['((ab)*c)*', 'nested quantifiers'],
    ['(a{1,60}){1,60}', 'too many'],
    ['(?:a|b|c){12}', 'too many'],
    ['a.*b.*c.*d', 'more than two'],
    ['(a)\\1', 'back references'],
    ['(?=a)b', 'look-around'],
    ['(?<!a)b', 'look-around'],
    ['(', 'not a regular expression'],
    ['a'.repeat(1_001), '1,000 characters'],
  ])('refuses %s', (source, problem) => {
    expect(() => regularExpression(source, '')).toThrow(problem);
  });

  it('searches only the beginning of a long text when the expression costs more than the length', () => {
    const test = regularExpression('a.*b', '');
    expect(test(`a${'-'.repeat(3_000)}b`)).toBe(true);
    expect(test(`a${'-'.repeat(100_000)}b`)).toBe(false);
  });
});
