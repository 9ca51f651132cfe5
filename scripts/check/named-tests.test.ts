import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const repository = resolve(import.meta.dirname, '..', '..');
/** A file with tests in back quotes, and after a colon the title, where one is named: it ends at the cell, or at a semicolon and the next file. */
const named =
  /`([\w./-]+\/[\w./-]+\.(?:test|emulator)\.ts|[\w./-]+\.tftest\.hcl|packages\/testkit\/src\/conformance\/[\w-]+\.ts)`(?:: ([^|`]+?)(?= \||; `))?/g;

const testsNamedIn = (page: string): readonly { readonly file: string; readonly title: string | undefined }[] =>
  [...readFileSync(join(repository, 'docs', page), 'utf8').matchAll(named)].map(([, file = '', title]) => ({
    file,
    title,
  }));

describe.each(['security.md', 'reliability.md'])('the tests that %s names', (page) => {
  it('are there, under the title that it gives', () => {
    const tests = testsNamedIn(page);
    expect(tests.length).toBeGreaterThan(15);
    const missing = tests.filter(({ file, title }) => {
      const path = join(repository, file);
      return !existsSync(path) || (title !== undefined && !readFileSync(path, 'utf8').includes(title));
    });
    expect(missing).toEqual([]);
  });
});

it('every attack that security.md lists names its test and the title', () => {
  const rows = readFileSync(join(repository, 'docs', 'security.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| attack '));
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter((row) => !/\.(?:ts|hcl)`: .+ \|$/.test(row))).toEqual([]);
});
