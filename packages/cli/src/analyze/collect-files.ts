import { constants } from 'node:fs';
import { access, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { compileGlob } from '@bellwether/log-model';

/** A file to read, under the name the user knows it by. */
export interface InputFile {
  /** As given, or the folder as given with the path below it. */
  readonly name: string;
  /** Resolved, so that a file named twice is read once. */
  readonly path: string;
  readonly sizeBytes: number;
  /** When the file was last written, epoch milliseconds UTC. */
  readonly modifiedMs: number;
  /** Can be read only once: the standard input or a pipe. Its path is `-` or that of the pipe. */
  readonly isStream?: true;
}

/** Which files of a folder are read. In a pattern `*` stands for any text, slashes too; without a slash it is about the name alone. */
export interface FileFilter {
  /** All when empty. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** The name that stands for the standard input. */
export const standardInput = '-';

const isStandardInput = (name: string): boolean => name === standardInput || name === '/dev/stdin';
const isDescriptor = (name: string): boolean => /^\/(?:dev|proc\/self)\/fd\/\d{1,9}$/.test(name);

const matcherOf = (patterns: readonly string[]): ((path: string) => boolean) => {
  const tests = patterns.map((pattern) => {
    const matches = compileGlob(pattern);
    return pattern.includes('/') ? matches : (path: string): boolean => matches(basename(path));
  });
  return (path) => tests.some((test) => test(path));
};

export interface CollectedFiles {
  readonly files: readonly InputFile[];
  /** What was named but cannot be read, with the reason. */
  readonly problems: readonly { readonly name: string; readonly reason: string }[];
}

/** Folders that contain no logs of the user's: our own state and version control. */
const skippedFolders = new Set(['.bellwether', '.git', 'node_modules']);

const noneMatches = 'No file in the folder matches --include and --exclude.';

/** Why a file or folder cannot be read, for a person. */
export const reasonOf = (error: unknown): string => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return 'There is no such file or folder.';
  if (code === 'EACCES' || code === 'EPERM') return 'You do not have permission to read it.';
  return `It cannot be opened (${code || 'unknown error'}).`;
};

/** The path without links; one that does not exist yet has its folder resolved. */
const resolved = async (path: string): Promise<string> => {
  try {
    return await realpath(path);
  } catch {
    // Not there yet: nothing below it can be an input, but a sibling may be named through a link.
    return dirname(path) === path ? path : join(await resolved(dirname(path)), basename(path));
  }
};

/**
 * Finds the files behind the names: files as they are, folders with everything below them, in name order. A file that has
 * two names, or a folder that links lead back to, is taken once, under the first. `-` and pipes are streams.
 *
 * @param ownPaths  files and folders of the run itself, such as its state and its report, which are not input
 * @param filter  which files of folders are read; a file that is named itself always is
 */
export const collectFiles = async (
  names: readonly string[],
  ownPaths: readonly string[] = [],
  filter: FileFilter = { include: [], exclude: [] },
): Promise<CollectedFiles> => {
  const own = new Set(await Promise.all(ownPaths.map(resolved)));
  const files = new Map<string, InputFile>();
  const folders = new Set<string>();
  const problems: { name: string; reason: string }[] = [];
  const isIncluded = filter.include.length === 0 ? () => true : matcherOf(filter.include);
  const isExcluded = matcherOf(filter.exclude);
  const hasFilter = filter.include.length + filter.exclude.length > 0;
  let pipes = 0;

  /** Takes a name that leads to a stream; false for any other. */
  const takeStream = async (name: string): Promise<boolean> => {
    if (isStandardInput(name)) {
      files.set(standardInput, {
        name: 'stdin',
        path: standardInput,
        sizeBytes: 0,
        modifiedMs: Date.now(),
        isStream: true,
      });
      return true;
    }
    if (!(await stat(name)).isFIFO()) return false;
    // The number of a process substitution differs from run to run.
    if (isDescriptor(name)) pipes += 1;
    const called = isDescriptor(name) ? `pipe-${pipes}` : name;
    files.set(name, { name: called, path: name, sizeBytes: 0, modifiedMs: Date.now(), isStream: true });
    return true;
  };

  /** Gives back how many files the name led to, those that were taken before included. */
  const visit = async (name: string, isNamed: boolean): Promise<number> => {
    try {
      if (isNamed && (await takeStream(name))) return 1;
      const path = await realpath(name);
      const entry = await stat(path, { bigint: true });
      if (own.has(path)) {
        if (isNamed) problems.push({ name, reason: 'This run keeps its state or writes its report there.' });
        return 0;
      }
      if (entry.isDirectory()) return await visitFolder(name, path, isNamed);
      if (!entry.isFile()) {
        if (isNamed) problems.push({ name, reason: 'It is neither a file nor a folder.' });
        return 0;
      }
      if (!isNamed && (!isIncluded(name) || isExcluded(name))) return 0;
      await access(path, constants.R_OK);
      const identity = `${entry.dev}:${entry.ino}`;
      if (!files.has(identity)) {
        const modifiedMs = Number(entry.mtimeMs);
        files.set(identity, { name, path, sizeBytes: Number(entry.size), modifiedMs });
      }
      return 1;
    } catch (error) {
      problems.push({ name, reason: reasonOf(error) });
      return 0;
    }
  };

  const visitFolder = async (name: string, path: string, isNamed: boolean): Promise<number> => {
    if (folders.has(path) || (!isNamed && skippedFolders.has(basename(path)))) return 0;
    folders.add(path);
    const problemsBefore = problems.length;
    let found = 0;
    for (const child of (await readdir(path)).sort()) found += await visit(join(name, child), false);
    if (isNamed && found === 0 && problems.length === problemsBefore)
      problems.push({ name, reason: hasFilter ? noneMatches : 'The folder contains no files.' });
    return found;
  };

  for (const name of names) await visit(name, true);
  return { files: [...files.values()], problems };
};
