import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fileSettings } from '@bellwether/local-adapters';
import { describeSettingsSource } from '@bellwether/testkit/conformance';

describeSettingsSource('fileSettings', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'bellwether-settings-'));
  return {
    store: fileSettings(directory),
    put: (name, text) => writeFile(join(directory, `${name}.json`), text),
    remove: (name) => rm(join(directory, `${name}.json`)),
    close: () => rm(directory, { recursive: true }),
  };
});

describe('fileSettings', () => {
  it('throws for a directory that is not there: a mistyped name must not mean "no settings"', async () => {
    await expect(fileSettings(join(tmpdir(), 'bellwether-no-such')).load(['mutes'])).rejects.toMatchObject({
      name: 'PortError',
      port: 'settings',
      retryable: false,
    });
  });
});
