import { appendFile, rename, truncate, writeFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { followFile, type FollowOptions } from '../../src/tail/follow-file.ts';
import { openWorkspace } from '../workspace.ts';

const workspace = openWorkspace();

const take = async (path: string, options: Partial<FollowOptions>, until?: (text: string) => Promise<boolean>) => {
  const stop = new AbortController();
  let text = '';
  const all = { lines: Number.POSITIVE_INFINITY, follow: false, signal: stop.signal, pollMs: 5, ...options };
  for await (const chunk of followFile(path, all)) {
    text += Buffer.from(chunk).toString('utf8');
    if (until !== undefined && (await until(text))) stop.abort();
  }
  return text;
};

describe('the end of a file', () => {
  it.each([
    [0, ''],
    [1, 'three\n'],
    [2, 'two\nthree\n'],
    [9, 'one\ntwo\nthree\n'],
    [Number.POSITIVE_INFINITY, 'one\ntwo\nthree\n'],
  ])('of %s lines', async (lines, expected) => {
    const path = await workspace.write('three.log', 'one\ntwo\nthree\n');
    expect(await take(path, { lines })).toBe(expected);
  });

  it('has a last line without a line end, and lines longer than a chunk', async () => {
    const long = 'x'.repeat(200_000);
    const path = await workspace.write('long.log', `a\n${long}\nlast`);
    expect(await take(path, { lines: 1 })).toBe('last');
    expect(await take(path, { lines: 2 })).toBe(`${long}\nlast`);
    expect(await take(await workspace.write('nothing.log', ''), { lines: 3 })).toBe('');
  });

  it('is an error where there is no file', async () => {
    await expect(take(workspace.path('gone.log'), {})).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a file that is followed', () => {
  it('is read on when it grows, into its successor when it is rotated, and from its beginning when it is cut short', async () => {
    const path = await workspace.write('live.log', 'one\n');
    const steps: Readonly<Record<string, () => Promise<void>>> = {
      'one\n': () => appendFile(path, 'two\n'),
      'one\ntwo\n': async () => {
        await rename(path, `${path}.1`);
        await writeFile(path, 'three\n');
      },
      'one\ntwo\nthree\n': async () => {
        await truncate(path);
        await new Promise((resolve) => setTimeout(resolve, 50));
        await appendFile(path, 'four\n');
      },
    };
    let done = false;
    const text = await take(path, { follow: true }, async (soFar) => {
      // The change is made while the follower looks on.
      if (steps[soFar] !== undefined) setTimeout(() => void steps[soFar]?.(), 0);
      done = soFar.endsWith('four\n');
      return done;
    });
    expect(text).toBe('one\ntwo\nthree\nfour\n');
  }, 20_000);
});
