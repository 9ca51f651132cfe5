import { readFile } from 'node:fs/promises';
import type { RemediationSwitch } from '@bellwether/ports';

/** The switch as a file that holds the word `on`; a line break may end it. A file that is missing or cannot be read is off. */
export const fileRemediationSwitch = (
  path: string,
  onUnread: (error: unknown) => void = () => undefined,
): RemediationSwitch => ({
  isOn: async () => {
    try {
      return (await readFile(path, 'utf8')).replace(/\r?\n$/, '') === 'on';
    } catch (error) {
      onUnread(error);
      return false;
    }
  },
});
