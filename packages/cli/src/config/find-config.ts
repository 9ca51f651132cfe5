import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** The name that is looked for in the working folder and above. */
export const configName = 'bellwether.config.json';

/** Largest configuration that is read. Bytes. */
const maxConfigBytes = 256 * 1024;

/** A configuration as it was read. */
export interface ReadConfig {
  readonly path: string;
  readonly content: unknown;
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );

/** @throws RangeError when it is too large or not JSON; Error with `code` when it cannot be read */
const readConfig = async (path: string): Promise<ReadConfig> => {
  if ((await stat(path)).size > maxConfigBytes) throw new RangeError(`${path} has more than ${maxConfigBytes} bytes.`);
  const text = await readFile(path, 'utf8');
  try {
    return { path, content: JSON.parse(text) as unknown };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new RangeError(`${path} is not JSON: ${why}`, { cause: error });
  }
};

/**
 * The configuration that is named, or the nearest one in a folder and those above it; undefined where there is none.
 *
 * @param named  path of `--config`, relative to the folder
 * @throws RangeError when the named file is not there, or what is found is not JSON
 */
export const findConfig = async (folder: string, named: string | undefined): Promise<ReadConfig | undefined> => {
  if (named !== undefined) {
    const path = resolve(folder, named);
    if (!(await isFile(path))) throw new RangeError(`There is no file ${named}.`);
    return readConfig(path);
  }
  for (let at = resolve(folder); ; at = dirname(at)) {
    const path = join(at, configName);
    if (await isFile(path)) return readConfig(path);
    if (dirname(at) === at) return undefined;
  }
};
