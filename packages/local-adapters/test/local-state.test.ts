import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openLocalState, probeBytes, stateLayout } from '../src/index.ts';
import { allHold, commitOne, heldBy } from './commit-one.ts';
import { makeFinding } from '@bellwether/testkit';
import { withDirectory, withState } from './scratch-state.ts';

describe('openLocalState', () => {
  it('makes a state and finds everything again when it is opened anew', () =>
    withDirectory(async (directory) => {
      const path = join(directory, 'deep', '.bellwether');
      const first = await openLocalState(path);
      const { input } = await first.inputs.begin('input.log', probeBytes(Buffer.from('content')));
      await commitOne(first, input.id, 1);
      await first.close();
      await first.close();
      const second = await openLocalState(path);
      expect(await heldBy(second)).toEqual(allHold(1));
      await commitOne(second, input.id, 2);
      expect(await heldBy(second)).toEqual(allHold(2));
      await second.close();
    }));

  it('refuses a state that this process has open, and says what to do', () =>
    withState(async ({ state, directory }) => {
      await expect(openLocalState(join(directory, '.bellwether'))).rejects.toMatchObject({
        name: 'StateError',
        code: 'locked',
        message: expect.stringMatching(
          /is in use by another run\. Wait until it has finished, stop it, or name another state directory\.$/,
        ),
      });
      await state.close();
      await (await openLocalState(join(directory, '.bellwether'))).close();
    }));

  it('sets a state of an earlier release aside, whole, and says so once', () =>
    withDirectory(async (directory) => {
      const before = await openLocalState(directory);
      await before.findings.raise(makeFinding());
      await before.archive.write('a/b.json', Buffer.from('kept'));
      await before.query('UPDATE schema_version SET version = 4');
      await before.close();
      const fresh = await openLocalState(directory);
      const folder = join(directory, 'before-version-8');
      expect(fresh.notice).toContain(folder);
      expect(await fresh.findings.list(0, Infinity, 10)).toEqual([]);
      expect((await readdir(folder)).sort()).toEqual(['archive', 'state.duckdb']);
      expect(await readdir(join(folder, 'archive', 'a'))).toEqual(['b.json']);
      await fresh.findings.raise(makeFinding());
      await fresh.close();
      const again = await openLocalState(directory);
      expect(again.notice).toBeUndefined();
      expect(await again.findings.list(0, Infinity, 10)).toHaveLength(1);
      await again.close();
    }));

  it('refuses a state of another version and names both, as often as it is tried', () =>
    withDirectory(async (directory) => {
      const state = await openLocalState(directory);
      await state.query('UPDATE schema_version SET version = 999');
      await state.close();
      const refusal = {
        code: 'other_version',
        retryable: false,
        message: expect.stringMatching(/its version is 999, this release writes 8/) as unknown,
      };
      await expect(openLocalState(directory)).rejects.toMatchObject(refusal);
      await expect(openLocalState(directory)).rejects.toMatchObject(refusal);
    }));

  it.each([
    {
      what: 'a file that is no database',
      arrange: (directory: string) => writeFile(stateLayout(directory).database, 'not a database '.repeat(1_000)),
    },
    {
      what: 'a directory in the place of the database',
      arrange: (directory: string) => mkdir(stateLayout(directory).database),
    },
  ])('refuses $what without touching it', ({ arrange }) =>
    withDirectory(async (directory) => {
      await arrange(directory);
      await expect(openLocalState(directory)).rejects.toMatchObject({
        name: 'StateError',
        code: 'unusable',
        message: expect.stringMatching(/cannot be opened/),
      });
      expect(await readdir(directory)).toEqual(['state.duckdb']);
    }),
  );

  it('refuses a state directory whose place is taken by a file', () =>
    withDirectory(async (directory) => {
      await writeFile(join(directory, 'taken'), '');
      await expect(openLocalState(join(directory, 'taken'))).rejects.toMatchObject({
        code: 'unusable',
        message: expect.stringMatching(/Name another one/),
      });
    }));

  it('clears away files that a run which died left unfinished', () =>
    withDirectory(async (directory) => {
      const unfinished = join(stateLayout(directory).archive, '.unfinished');
      await mkdir(unfinished, { recursive: true });
      await writeFile(join(unfinished, 'half.ndjson.gz'), 'half');
      const state = await openLocalState(directory);
      expect(await readdir(stateLayout(directory).archive)).toEqual([]);
      await state.close();
    }));

  it('refuses work after it was closed', () =>
    withState(async ({ state }) => {
      await state.close();
      await expect(state.findings.get('x')).rejects.toMatchObject({ name: 'PortError' });
      await expect(state.transaction(async () => 1)).rejects.toMatchObject({ name: 'PortError' });
    }));
});
