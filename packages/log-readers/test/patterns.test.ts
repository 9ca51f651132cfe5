import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { ambiguousRepeat, hasUnbounded, maxRepeat } from './pattern-check.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../src');

/** Source text of every regular expression literal under src, found in the syntax trees. */
const patterns = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) => {
    const found: (readonly [string, string, string])[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/');
        found.push([name, node.text.slice(1, end), node.text.slice(end + 1)]);
      }
      if (ts.isNewExpression(node) && node.expression.getText() === 'RegExp') found.push([name, '(.*)*', '']);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(name, readFileSync(join(root, name), 'utf8'), ts.ScriptTarget.Latest, true));
    return found;
  });

describe('patterns that run on log text', () => {
  it('are found in the sources', () => {
    expect(patterns.length).toBeGreaterThan(100);
  });

  it.each(patterns)('%s: /%s/ repeats nothing without bound and in one way only', (_name, pattern) => {
    // A bounded, unambiguous pattern takes a constant number of steps from each start, so time is linear in the text.
    expect(hasUnbounded(pattern)).toBe(false);
    expect(ambiguousRepeat(pattern)).toBeUndefined();
  });
});

/** Repeats that a pattern may have from each place where it can begin. */
const maxFromAnywhere = 20_000;

describe('a pattern that may begin anywhere in a text', () => {
  it('looks no further from each place than the text of one field', () => {
    const far = patterns.filter(
      ([, pattern, flags]) => !pattern.startsWith('^') && !flags.includes('y') && maxRepeat(pattern) > maxFromAnywhere,
    );
    expect(far).toEqual([]);
  });
});

describe('the check itself', () => {
  it.each([['a+'], ['[ab]*c'], ['a{3,}'], ['(?:ab)*'], ['(.*)*']])('refuses the unbounded /%s/', (pattern) => {
    expect(hasUnbounded(pattern)).toBe(true);
  });

  it.each([
    ['(?:a{1,9}){1,9}'],
    ['(?:[a-z]{1,9}b?){2,8}'],
    ['(?:a|ab){1,9}'],
    ['(?:\\w{1,9}\\.?){1,9}'],
    ['(?:x?){0,9}'],
  ])('refuses the ambiguous /%s/', (pattern) => {
    expect(ambiguousRepeat(pattern)).toBeDefined();
  });

  it.each([['(?:[a-z]{1,9}\\.){1,9}'], ['(?:[^"\\\\]|\\\\.){0,99}'], ['(?:a{1,9})?b'], ['[+*]\\+a{2}']])(
    'accepts /%s/',
    (pattern) => {
      expect(hasUnbounded(pattern)).toBe(false);
      expect(ambiguousRepeat(pattern)).toBeUndefined();
    },
  );
});
