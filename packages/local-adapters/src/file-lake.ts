import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lake, ListedObject } from '@bellwether/ports';
import { fileArchive } from './file-archive.ts';
import { objectPath } from './object-path.ts';
import { asPortError, errorCode } from './state-error.ts';
import { unfinishedDirectory } from './write-file-whole.ts';

/** Files below a directory, by path; none where there is no directory. Paths are parted by `/`. */
export async function* filesBelow(root: string, below = ''): AsyncGenerator<string> {
  let entries;
  try {
    entries = await readdir(join(root, below), { withFileTypes: true });
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return;
    throw asPortError('lake', 'list', cause);
  }
  for (const entry of entries.sort((left, right) => (left.name < right.name ? -1 : 1))) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory() && entry.name !== unfinishedDirectory) yield* filesBelow(root, path);
    else if (entry.isFile()) yield path;
  }
}

/**
 * The archive of a state directory, to be looked after.
 *
 * @throws PortError when a path would leave the directory, or the disk refuses
 */
export const fileLake = (root: string): Lake => {
  const attempt = async <Result>(operation: string, work: () => Promise<Result>): Promise<Result | undefined> => {
    try {
      return await work();
    } catch (cause) {
      if (errorCode(cause) === 'ENOENT') return undefined;
      throw asPortError('lake', operation, cause);
    }
  };
  return {
    ...fileArchive(root),
    list: async function* (prefix): AsyncGenerator<ListedObject> {
      // Only the folder that the prefix names is looked through.
      const folder = prefix.slice(0, Math.max(0, prefix.lastIndexOf('/')));
      for await (const path of filesBelow(root, folder)) {
        if (!path.startsWith(prefix)) continue;
        const found = await attempt('list', () => stat(join(root, path)));
        if (found !== undefined) yield { path, sizeBytes: found.size };
      }
    },
    read: async (path) =>
      (await attempt('read', () => readFile(objectPath('lake', 'read', root, path)))) ?? 'not_found',
    remove: async (paths) => {
      for (const path of paths)
        await attempt('remove', () => rm(objectPath('lake', 'remove', root, path), { force: true }));
    },
  };
};
