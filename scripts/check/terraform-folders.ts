import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TerraformFolder } from './terraform-lint.ts';

const textsIn = (folder: string, suffix: string): Readonly<Record<string, string>> => {
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder).filter((name) => name.endsWith(suffix));
  return Object.fromEntries(names.toSorted().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
};

const subfolders = (infra: string, parent: string): readonly string[] =>
  readdirSync(join(infra, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${parent}/${name}`)
    .toSorted();

/** Every folder of Terraform under `infra`: modules, then the stack, then environments. */
export const terraformFolders = (infra: string): readonly TerraformFolder[] =>
  [...subfolders(infra, 'modules'), 'stack', ...subfolders(infra, 'environments')].map((name) => ({
    name,
    files: textsIn(join(infra, name), '.tf'),
    tests: textsIn(join(infra, name, 'tests'), '.tftest.hcl'),
  }));
