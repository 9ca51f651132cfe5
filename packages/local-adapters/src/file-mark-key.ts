import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { PortError, type MarkKeySource } from '@bellwether/ports';

const keyBytes = 32;

const codeOf = (error: unknown): unknown => (error as { readonly code?: unknown } | undefined)?.code;

/** The key in a file of its own, which only the one who ran this can read. Whoever comes first draws it. */
export const fileMarkKey = (path: string): MarkKeySource => ({
  read: async () => {
    try {
      await writeFile(path, randomBytes(keyBytes).toString('base64url'), { flag: 'wx', mode: 0o600, flush: true });
    } catch (cause) {
      if (codeOf(cause) !== 'EEXIST') throw new PortError('mark-key', 'read', false, { cause });
    }
    try {
      const key = await readFile(path, 'utf8');
      if (key.length >= keyBytes) return key;
    } catch (cause) {
      throw new PortError('mark-key', 'read', false, { cause });
    }
    throw new PortError('mark-key', 'read', false, {
      cause: new Error('The file of the key is cut short. Delete it, and marks begin anew.'),
    });
  },
});
