/**
 * Writes what follows from the folders of `packages/playbooks/src/playbooks`: the registry that code loads them by, the Terraform
 * of the stack and of the permissions boundary, and `docs/playbooks.md`. Fails when a playbook is half-wired.
 *
 * usage: tsx scripts/generate/playbooks.ts [--check]     --check writes nothing and fails where a file is stale
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { generatedFiles, leftOvers } from './playbooks/generated-files.ts';

const repository = resolve(import.meta.dirname, '..', '..');
const isCheck = process.argv.includes('--check');
const { files, problems } = await generatedFiles(repository);
for (const problem of problems) console.error(problem);

const left = leftOvers(repository, files);
const stale = [...files].filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
for (const path of [...stale.map(([written]) => written), ...left])
  if (isCheck) console.error(`stale: ${relative(repository, path)}. Run: npm run generate`);
if (!isCheck && problems.length === 0) {
  for (const [path, text] of stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  for (const path of left) rmSync(path);
}
console.log(`${stale.length + left.length} ${isCheck ? 'stale' : 'written'}, ${problems.length} problems`);
process.exitCode = problems.length > 0 || (isCheck && stale.length + left.length > 0) ? 1 : 0;
