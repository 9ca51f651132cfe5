import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { analyze, type AnalyzeOptions, type AnalyzeResult } from '../src/analyze/analyze.ts';

export interface Workspace {
  /** Absolute path of a name in the workspace. */
  path(name: string): string;
  /** Writes a file, with its folders; gives back its path. */
  write(name: string, content: string | Uint8Array): Promise<string>;
  /** Analyses names of the workspace in this process, with a state of its own for each `state`. */
  analyze(
    names: readonly string[],
    options?: Partial<Omit<AnalyzeOptions, 'names'>> & { readonly state?: string },
  ): Promise<AnalyzeResult>;
}

export const silent = { update: () => undefined, done: () => undefined };

/** A temporary folder for the tests of one file; goes away with them. */
export const openWorkspace = (): Workspace => {
  let directory = '';
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bellwether-cli-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));
  const path = (name: string): string => join(directory, name);
  return {
    path,
    write: async (name, content) => {
      await mkdir(dirname(path(name)), { recursive: true });
      await writeFile(path(name), content);
      return path(name);
    },
    analyze: (names, { state = 'state', ...changes } = {}) =>
      analyze({
        names: names.map((name) => (name === '-' ? name : path(name))),
        stateDirectory: path(`.states/${state}`),
        reportPath: path(`.states/${state}.html`),
        progress: silent,
        now: () => Date.UTC(2026, 0, 15, 12),
        ...changes,
      }),
  };
};

/** `count` lines of a service, a second apart, all of one template. */
export const manyLines = (count: number, from = 0): string =>
  Array.from({ length: count }, (_, index) => {
    const n = from + index;
    return `${new Date(Date.UTC(2026, 0, 15, 12) + n * 1_000).toISOString()} INFO request ${n} served in ${n % 97} ms\n`;
  }).join('');
