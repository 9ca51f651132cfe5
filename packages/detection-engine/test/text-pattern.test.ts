import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { textPattern } from '../src/text-pattern.ts';

/** The same pattern as a regular expression: slow, but plainly right. */
const reference = (pattern: string): RegExp => {
  const source = pattern.replace(
    /\\([*?\\])|([*?])|([^])/g,
    (_all, escaped: string | undefined, wild: string | undefined, plain: string) =>
      wild === undefined
        ? `\\u${(escaped ?? plain).charCodeAt(0).toString(16).padStart(4, '0')}`
        : wild === '*'
          ? '[^]*'
          : '[^]',
  );
  return new RegExp(`^${source}$`);
};

describe('textPattern', () => {
  it('matches as the regular expression of the same meaning does', () => {
    const units = fc.constantFrom('a', 'b', '*', '?', '\\');
    fc.assert(
      fc.property(
        fc.string({ unit: units, maxLength: 7 }),
        fc.string({ unit: units, maxLength: 9 }),
        (pattern, text) => {
          expect(textPattern(pattern, 'equals', true).test(text)).toBe(reference(pattern).test(text));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('gives its literal only when it contains no wildcard', () => {
    expect(textPattern('Stop\\*Logging', 'equals', false).literal).toBe('stop*logging');
    expect(textPattern('Stop*', 'equals', false).literal).toBeUndefined();
    expect(textPattern('Stop', 'contains', false).literal).toBeUndefined();
  });
});
