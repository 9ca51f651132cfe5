import { describe, expect, it } from '@jest/globals';
import { spentCpuMs } from '@bellwether/testkit';
import fc from 'fast-check';
import { readRuleDocuments, RuleFileError } from '../../src/sigma/rule-documents.ts';

const contentsOf = (text: string): readonly unknown[] => readRuleDocuments('a.yml', text).map(({ content }) => content);

const refusalOf = (text: string): RuleFileError | undefined => {
  try {
    readRuleDocuments('a.yml', text);
  } catch (error) {
    if (error instanceof RuleFileError) return error;
    throw error;
  }
  return undefined;
};

/** Nine names of nine values each, four times over: 6,561 values of 200 characters. */
const aliasBomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...['b', 'c', 'd'].map((name, at) => `${name}: &${name} [${`*${'abc'[at]}, `.repeat(9)}]`)].join('\n'); // prettier-ignore

const refused: readonly (readonly [name: string, text: string, reason: string])[] = [
  ['a rule of 1 MB', `title: ${'x'.repeat(1_048_576)}`, 'it is longer than 131072 characters'],
  ['an alias bomb', aliasBomb, 'it has aliases that are missing or make more than 100 values'],
  ['an alias of itself', 'a: &a [*a]', 'its values nest more than 24 deep'],
  ['an alias of nothing', 'a: *b', 'it has aliases that are missing or make more than 100 values'],
  ['brackets that nest', `a: ${'['.repeat(100)}${']'.repeat(100)}`, 'its values nest more than 24 deep'],
  ['brackets that nest deeper than a stack', `a: ${'['.repeat(100_000)}`, 'its values nest more than 24 deep'],
  ['braces that nest deeper than a stack', '{a: '.repeat(30_000), 'its values nest more than 24 deep'],
  ['lists that nest deeper than a stack', `${'- '.repeat(60_000)}x`, 'its values nest more than 24 deep'],
  ['keys that nest deeper than a stack', `${'? '.repeat(60_000)}x`, 'its values nest more than 24 deep'],
  [
    'lines that nest deeper than a stack',
    Array.from({ length: 480 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    'its values nest more than 24 deep',
  ],
  ['a key of JavaScript', '__proto__: {x: 1}', 'the key __proto__ is refused'],
  ['a map as a key', '? {a: b}\n: c', 'it is not YAML'],
  ['a long key', `${'k'.repeat(600)}: v`, 'a key is not a text of 512 characters at most'],
  ['a key twice', 'a: 1\na: 2', 'a key is there twice'],
  ['a tag of a program', 'a: !!js/function "x"', 'it is not YAML'],
  ['brackets that are open', 'title: [', 'it is not YAML'],
  ['many marks of keys', `[${'? '.repeat(60_000)}`, 'it is not YAML'],
  ['many commas', `[${','.repeat(120_000)}]`, 'it is not YAML'],
  ['many anchors', `${'&a '.repeat(40_000)}x`, 'it is not YAML'],
  ['many keys that are alike', 'a: b\n'.repeat(20_000), 'a key is there twice'],
  ['many documents', '---\na: 1\n'.repeat(300), 'it has more than 200 documents'],
  ['many values', `a: [${'1,'.repeat(30_000)}1]`, 'a document has more than 20000 values'],
];

describe('readRuleDocuments', () => {
  it('gives each document of a file, with the file', () => {
    const text = '# a comment\n---\ntitle: One\nlevel: high\n---\n---\ntitle: Two\n';
    expect(readRuleDocuments('a.yml', text)).toEqual([
      { file: 'a.yml', content: { title: 'One', level: 'high' } },
      { file: 'a.yml', content: { title: 'Two' } },
    ]);
  });

  it('gives nothing of an empty file', () => {
    expect(contentsOf('')).toEqual([]);
    expect(contentsOf('# nothing\n')).toEqual([]);
  });

  it('keeps numbers as text that would lose digits', () => {
    expect(contentsOf('[012345678901, 123456789012345678901, 111122223333, 0, -5, 1.5, 0x1f]')).toEqual([
      ['012345678901', '123456789012345678901', 111122223333, 0, -5, 1.5, 31],
    ]);
  });

  it('does not take brackets, dashes and indents of texts for depth', () => {
    const lines = Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth + 2)}- [{ x: y`);
    const text = `a: |\n${lines.join('\n')}\nb: "${'['.repeat(200)}"\nc: x${'-'.repeat(200)}\nd: >-\n${lines.join('\n')}\n`;
    expect(contentsOf(text)).toEqual([expect.objectContaining({ b: '['.repeat(200), c: `x${'-'.repeat(200)}` })]);
  });

  it('reads many lines that do not nest', () => {
    const text = `s:\n${'  - a: 1\n    b: [1, [2]]\n'.repeat(2_000)}`;
    expect((contentsOf(text)[0] as { s: unknown[] }).s).toHaveLength(2_000);
  });

  it('takes an alias for what it names', () => {
    expect(contentsOf('a: &x [1, 2]\nb: *x\n')).toEqual([{ a: [1, 2], b: [1, 2] }]);
  });

  it('takes names that JavaScript knows for keys of their own', () => {
    const [content] = contentsOf('constructor: 1\ntoString: 2\n"<<": {a: 3}\n');
    expect(Object.keys(content as object)).toEqual(['constructor', 'toString', '<<']);
  });

  it.each(refused)('refuses %s, naming the file and the cause', (_name, text, reason) => {
    let error: ReturnType<typeof refusalOf>;
    const spentMs = spentCpuMs(() => (error = refusalOf(text)));
    expect(error).toMatchObject({ file: 'a.yml', reason });
    expect(error?.message.startsWith('a.yml: ')).toBe(true);
    expect(error?.message.length).toBeLessThan(400);
    expect(spentMs).toBeLessThan(10_000);
  });

  it('reads or refuses any text', () => {
    const pieces = fc.constantFrom('a', ': ', '- ', '\n', '  ', '[', ']', '{', '}', '&x ', '*x', '!!t ', '"', "'", '|', '>', '?', '#', '%', '\t', '---\n', '\u0000', '\ud800'); // prettier-ignore
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        const error = refusalOf(text);
        expect(error === undefined || error.file === 'a.yml').toBe(true);
      }),
    );
  });
});
