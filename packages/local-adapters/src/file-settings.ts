import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { identify } from '@bellwether/log-model';
import type { SettingsDocument, SettingsSource } from '@bellwether/ports';
import { asPortError, errorCode } from './state-error.ts';

/** Maximum bytes of a document; a file that is larger is not one. */
const maxBytes = 4_000_000;

const read = async (directory: string, name: string): Promise<readonly SettingsDocument[]> => {
  const path = join(directory, `${name}.json`);
  try {
    if ((await stat(path)).size > maxBytes) throw new RangeError('The file is too large to be a settings document.');
    const text = await readFile(path, 'utf8');
    return [{ name, version: identify('settings', text), text }];
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
};

/**
 * Settings as files `<document>.json` of a directory. Their version is a hash of the text.
 *
 * @throws PortError from `load` when there is no such directory, or a file cannot be read
 */
export const fileSettings = (directory: string): SettingsSource => ({
  load: async (names) => {
    try {
      if (!(await stat(directory)).isDirectory()) throw new TypeError('The settings are not a directory.');
      return (await Promise.all(names.map((name) => read(directory, name)))).flat();
    } catch (cause) {
      throw asPortError('settings', 'load', cause);
    }
  },
});
