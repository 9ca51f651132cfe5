import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from '@jest/globals';
import { openLocalState } from '../src/index.ts';
import { allHold, heldBy } from './commit-one.ts';
import { withDirectory } from './scratch-state.ts';

describe('a state whose process was killed', () => {
  /** Runs the committing process, kills it after some commits, and gives back the last commit it spoke of. */
  const killAfter = (directory: string, commits: number): Promise<number> =>
    new Promise((resolve, reject) => {
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', join(import.meta.dirname, 'commit-forever.ts'), directory],
        { stdio: ['ignore', 'pipe', 'pipe'], cwd: import.meta.dirname },
      );
      const errors: string[] = [];
      let seen = 0;
      let last = 0;
      child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
      createInterface({ input: child.stdout }).on('line', (line) => {
        last = Number(line);
        seen += 1;
        if (seen === commits) {
          child.kill('SIGKILL');
        }
      });
      child.on('error', reject);
      child.on('close', () => (seen >= commits ? resolve(last) : reject(new Error(errors.join('')))));
    });

  it(
    'holds every commit it spoke of, and all parts at the same record',
    () =>
      withDirectory(async (directory) => {
        for (const commits of [1, 7]) {
          const last = await killAfter(directory, commits);
          const state = await openLocalState(directory);
          const held = await heldBy(state);
          expect(held).toEqual(allHold(held['committed'] ?? 0));
          expect(held['committed']).toBeGreaterThanOrEqual(last);
          expect(held['committed']).toBeLessThanOrEqual(last + 1);
          const [archived] = await state.query('SELECT count(DISTINCT id) AS n FROM events');
          expect(archived?.['n']).toBeGreaterThanOrEqual(last);
          await state.close();
        }
      }),
    60_000,
  );

  it(
    'refuses a state that another process has open, and names that process',
    () =>
      withDirectory(async (directory) => {
        const child = spawn(
          process.execPath,
          ['--import', 'tsx', join(import.meta.dirname, 'commit-forever.ts'), directory],
          { stdio: ['ignore', 'pipe', 'inherit'], cwd: import.meta.dirname },
        );
        const closed = new Promise((resolve) => child.on('close', resolve));
        await new Promise((resolve) => child.stdout.once('data', resolve));
        await expect(openLocalState(directory)).rejects.toMatchObject({
          code: 'locked',
          retryable: true,
          message: expect.stringContaining(`process ${child.pid}`),
        });
        child.kill('SIGKILL');
        await closed;
        await (await openLocalState(directory)).close();
      }),
    60_000,
  );
});
