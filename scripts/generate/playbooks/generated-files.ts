import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ownRules } from '@bellwether/detections';
import { format, resolveConfig } from 'prettier';
import { readPlaybookFolders } from './playbook-folders.ts';
import { playbookDocument } from './render-document.ts';
import { registryFiles } from './render-registry.ts';
import { terraformFiles } from './render-terraform.ts';
import { wiringProblems } from './wiring-problems.ts';

/** As the formatter would leave it, so that formatting and generating never undo each other. */
const formatted = async (path: string, text: string): Promise<string> =>
  format(text, { ...(await resolveConfig(path)), filepath: path });

/** Every file that follows from the folders of playbooks, by path, and what is wrong with the folders. */
export const generatedFiles = async (
  repository: string,
): Promise<{ readonly files: ReadonlyMap<string, string>; readonly problems: readonly string[] }> => {
  const { folders, problems } = await readPlaybookFolders();
  const files = new Map<string, string>();
  for (const [name, text] of registryFiles(folders)) {
    const path = join(repository, 'packages/playbooks/src/registry', name);
    files.set(path, await formatted(path, text));
  }
  for (const [path, text] of terraformFiles(folders)) files.set(join(repository, 'infra', path), text);
  const document = join(repository, 'docs/playbooks.md');
  files.set(document, await formatted(document, playbookDocument(folders)));
  return { files, problems: [...problems, ...wiringProblems(folders, ownRules)] };
};

/** Generated Terraform files of playbooks that are gone. */
export const leftOvers = (repository: string, files: ReadonlyMap<string, string>): readonly string[] =>
  readdirSync(join(repository, 'infra/stack'))
    .filter((name) => /^playbook-.+\.tf$/.test(name))
    .map((name) => join(repository, 'infra/stack', name))
    .filter((path) => !files.has(path));
