import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { openLocalState } from '@bellwether/local-adapters';
import { sampleTimeMs } from '@bellwether/testkit';

const folders: string[] = [];
const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'bellwether-removed-'));
  folders.push(folder);
  return join(folder, 'state');
};

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

const contribution = { sequence: '1', scope: 'web', windowStartMs: sampleTimeMs, field: 'events', count: 1 };

/** What becomes of the folder of a state that is open. */
const removals: readonly (readonly [string, (state: string) => Promise<void>])[] = [
  ['is removed', (state) => rm(state, { recursive: true })],
  ['is moved away', (state) => rename(state, `${state}-old`)],
  [
    'is replaced by a new state',
    async (state) => {
      await rename(state, `${state}-old`);
      await (await openLocalState(`${state}-new`)).close();
      await rename(`${state}-new`, state);
    },
  ],
];

describe('a state whose folder goes while it is open', () => {
  it.each(removals)('that %s commits nothing more, says so, and closes', async (_, remove) => {
    const folder = await newFolder();
    const state = await openLocalState(folder);
    await state.counts.add('shard', [contribution]);
    await remove(folder);
    const failed = { name: 'StateError', code: 'unusable', message: expect.stringContaining(folder) as unknown };
    await expect(state.transaction(() => state.counts.add('shard', [contribution]))).rejects.toMatchObject(failed);
    await expect(state.counts.scopes(0, sampleTimeMs * 2)).rejects.toMatchObject(failed);
    await state.close();
  });

  it('does not commit what was begun before', async () => {
    const folder = await newFolder();
    const state = await openLocalState(folder);
    const begun = state.transaction(async () => {
      await state.counts.add('shard', [contribution]);
      await rm(folder, { recursive: true });
    });
    await expect(begun).rejects.toMatchObject({ name: 'StateError', code: 'unusable' });
    await state.close();
  });
});
