import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { escapeForTerminal } from '@bellwether/log-model';
import {
  maxRuleFileLength,
  readRuleDocuments,
  RuleFileError,
  type LeftOut,
  type RuleDocument,
} from '@bellwether/log-model/sigma';

/** What a folder of rules contains. File names are below the folder, with slashes. */
export interface RuleFolder {
  readonly documents: readonly RuleDocument[];
  /** Files that cannot be read, and why. */
  readonly unread: readonly LeftOut[];
}

const maxFiles = 50_000;
const maxDepth = 24;
/** A character of UTF-8 takes up to four bytes; a longer file is refused without being read. */
const maxFileBytes = 4 * maxRuleFileLength;
/** Beside `name.yml`: events that hit the rule and events that miss it. */
export const evidenceSuffix = '.events.yml';

const isRuleFile = (name: string): boolean => /\.ya?ml$/i.test(name) && !name.endsWith(evidenceSuffix);

/** Names of rule files below a folder, sorted. Links and folders that begin with a dot are left out. */
const filesBelow = async (folder: string): Promise<readonly string[]> => {
  const files: string[] = [];
  const visit = async (below: string, depth: number): Promise<void> => {
    const entries: readonly Dirent[] = await readdir(join(folder, below), { withFileTypes: true });
    for (const entry of [...entries].sort((left, right) => (left.name < right.name ? -1 : 1))) {
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory() && !entry.name.startsWith('.') && depth < maxDepth) await visit(name, depth + 1);
      if (entry.isFile() && isRuleFile(entry.name)) files.push(name);
      if (files.length > maxFiles) throw new RangeError(`${folder} contains more than ${maxFiles} rule files.`);
    }
  };
  await visit('', 0);
  return files;
};

const unreadOf = (file: string, reason: string, detail: string): LeftOut => ({
  file,
  id: '',
  title: '',
  reason,
  detail,
});

/** Reads one YAML file. @throws RuleFileError saying what is wrong with it */
export const readRuleFile = async (folder: string, name: string): Promise<readonly RuleDocument[]> => {
  const path = join(folder, ...name.split('/'));
  const { size } = await stat(path);
  if (size > maxFileBytes) throw new RuleFileError(name, `it is longer than ${maxRuleFileLength} characters`);
  return readRuleDocuments(name, await readFile(path, 'utf8'));
};

/**
 * Reads the rule files of a folder and of everything below it. A file that cannot be read is named and takes no other with it.
 *
 * @throws RangeError when there is no such folder
 */
export const readRuleFolder = async (folder: string): Promise<RuleFolder> => {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true) throw new RangeError(`There is no folder ${escapeForTerminal(folder)}.`);
  const documents: RuleDocument[] = [];
  const unread: LeftOut[] = [];
  for (const name of await filesBelow(folder.endsWith(sep) ? folder.slice(0, -1) : folder)) {
    try {
      documents.push(...(await readRuleFile(folder, name)));
    } catch (error) {
      if (error instanceof RuleFileError)
        unread.push(unreadOf(name, 'not a YAML file within bounds', error.message.slice(name.length + 2)));
      else if (error instanceof Error && 'code' in error)
        unread.push(unreadOf(name, 'a file that cannot be opened', String(error.code)));
      else throw error;
    }
  }
  return { documents, unread };
};
