import { existsSync } from 'node:fs';

/** The program of a Chromium on this machine; CHROMIUM names another. Undefined where none is found. */
export const findChromium = (): string | undefined =>
  [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (path) => path !== undefined && path !== '' && existsSync(path),
  );
