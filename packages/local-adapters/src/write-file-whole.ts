import { mkdir, open, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Directory under a root where files are written before they get their name; what is left there is of a run that died. */
export const unfinishedDirectory = '.unfinished';

/** `lasting`: on the disk before the call returns. `quick`: outlives the process; a power failure may still take it. */
export type Durability = 'lasting' | 'quick';

/**
 * Writes a file so that it is there whole or not at all: under another name first, then renamed.
 *
 * @param root  directory of the same file system that contains unfinished files
 */
export const writeFileWhole = async (
  root: string,
  path: string,
  bytes: Uint8Array,
  durability: Durability,
): Promise<void> => {
  const unfinished = join(root, unfinishedDirectory);
  await mkdir(unfinished, { recursive: true });
  await mkdir(dirname(path), { recursive: true });
  writeCount += 1;
  const temporary = join(unfinished, `${process.pid}-${writeCount}-${basename(path)}`.slice(0, 120));
  const file = await open(temporary, 'w');
  try {
    await file.writeFile(bytes);
    if (durability === 'lasting') {
      await file.sync();
    }
  } finally {
    await file.close();
  }
  await rename(temporary, path);
};

/** Two writes of one path at once must not share a temporary name. */
let writeCount = 0;
