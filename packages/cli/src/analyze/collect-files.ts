import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** A file to read, under the name the user knows it by. */
export interface InputFile {
  /** As given, or the folder as given with the path below it. */
  readonly name: string;
  /** Resolved, so that a file named twice is read once. */
  readonly path: string;
  readonly sizeBytes: number;
  /** When the file was last written, epoch milliseconds UTC. */
  readonly modifiedMs: number;
}

export interface CollectedFiles {
  readonly files: readonly InputFile[];
  /** What was named but cannot be read, with the reason. */
  readonly problems: readonly { readonly name: string; readonly reason: string }[];
}

/** Folders that hold no logs of the user's: our own state and version control. */
const skippedFolders = new Set(['.bellwether', '.git', 'node_modules']);

const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return 'There is no such file or folder.';
  if (code === 'EACCES' || code === 'EPERM') return 'You may not read it.';
  return `It cannot be opened (${code || 'unknown error'}).`;
};

/** Finds the files behind the names: files as they are, folders with everything below them, in name order. */
export const collectFiles = async (names: readonly string[]): Promise<CollectedFiles> => {
  const files = new Map<string, InputFile>();
  const problems: { name: string; reason: string }[] = [];
  const visit = async (name: string, isNamed: boolean): Promise<void> => {
    try {
      const path = await realpath(name);
      const entry = await stat(path);
      if (entry.isDirectory()) {
        if (!isNamed && skippedFolders.has(basename(path))) return;
        const children = (await readdir(path)).sort();
        if (isNamed && children.length === 0) problems.push({ name, reason: 'The folder is empty.' });
        for (const child of children) await visit(join(name, child), false);
      } else if (entry.isFile()) {
        if (!files.has(path))
          files.set(path, { name, path, sizeBytes: entry.size, modifiedMs: Math.floor(entry.mtimeMs) });
      } else if (isNamed) {
        problems.push({ name, reason: 'It is neither a file nor a folder.' });
      }
    } catch (error) {
      problems.push({ name, reason: reasonOf(error) });
    }
  };
  for (const name of names) await visit(name, true);
  return { files: [...files.values()], problems };
};
