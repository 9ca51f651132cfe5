import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

// The zip format keeps local time. A local date gives the same bits in every time zone; its universal twin must be left out.
const fixedEntry = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100644 };

/**
 * Packs the files of a folder, sorted by name, with fixed times and modes: unchanged files give an unchanged archive.
 *
 * @param isIncluded  decides by path inside the folder, with `/`
 * @returns bytes of the archive and its SHA-256 in base64, as Lambda and Terraform compare it
 */
export const zipFolder = async (
  folder: string,
  target: string,
  isIncluded: (path: string) => boolean,
): Promise<{ readonly zipBytes: number; readonly sha256: string }> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter(isIncluded)
    .toSorted();
  const zip = new ZipFile();
  for (const path of paths) zip.addBuffer(await readFile(join(folder, path)), path, fixedEntry);
  zip.end();
  const bytes = await buffer(zip.outputStream);
  await writeFile(target, bytes);
  return { zipBytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('base64') };
};
