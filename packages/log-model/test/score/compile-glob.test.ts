import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileGlob } from '@bellwether/log-model';

describe('a pattern', () => {
  it.each([
    ['*', '', true],
    ['*', 'anything', true],
    ['/app/*', '/app/', true],
    ['/app/*', '/application', false],
    ['*:/app/web', '111122223333:/app/web', true],
    ['a*b*c', 'a--b--b--c', true],
    ['a*b*c', 'a--c--b', false],
    ['a.c', 'abc', false],
    ['', '', true],
    ['', 'a', false],
    ['**', 'a', true],
    ['[a]+', '[a]+', true],
  ])('%j fits %j: %s', (pattern, text, isMatch) => {
    expect(compileGlob(pattern)(text)).toBe(isMatch);
  });

  it('means what a regular expression of the same parts means', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.', '/'), maxLength: 12 });
    fc.assert(
      fc.property(text, text, (pattern, value) => {
        const parts = pattern.split('*').map((part) => part.replaceAll(/[.*/]/g, (sign) => `\\${sign}`));
        expect(compileGlob(pattern)(value)).toBe(new RegExp(`^${parts.join('[^]*')}$`).test(value));
      }),
      { numRuns: 500 },
    );
  });

  it('takes no longer than the product of both lengths', () => {
    expect(compileGlob(`${'*a'.repeat(120)}b`)('a'.repeat(20_000))).toBe(false);
  });
});
