import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { mutationAreas } from './mutation/areas.ts';
import { explainedMutants } from './mutation/explained.ts';

const repository = resolve(import.meta.dirname, '..', '..');

describe('mutation testing', () => {
  it.each(explainedMutants.map((mutant) => [mutant.file, mutant.original, mutant.replacement] as const))(
    'explains text that is in %s: %s',
    (file, original) => {
      expect(readFileSync(join(repository, file), 'utf8')).toContain(original);
    },
  );

  it.each(mutationAreas.map((area) => [area.name, area] as const))('has the tests of the area %s', (_, { tests }) => {
    expect(tests.filter((path) => !existsSync(join(repository, path)))).toEqual([]);
  });

  it('has a section in the committed table for every area, without a survivor that is not explained', () => {
    const table = readFileSync(join(repository, 'bench', 'results', 'mutation.md'), 'utf8');
    expect([...table.matchAll(/^## (.*)$/gm)].map(([, name]) => name)).toEqual(mutationAreas.map(({ name }) => name));
    expect(table).not.toContain('not explained yet');
  });
});
