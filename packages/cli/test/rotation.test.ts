import { appendFile, copyFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { manyLines, openWorkspace } from './workspace.ts';

const workspace = openWorkspace();

/** Begins an application's log, reads it, lets it be rotated, and reads all of it again: what was received in all. */
const receivedAfter = async (
  state: string,
  rotate: (path: string) => Promise<unknown>,
): Promise<{ readonly received: number; readonly fields: number; readonly scopes: number }> => {
  const path = await workspace.write(`${state}/app.log`, manyLines(41));
  await workspace.analyze([state], { state });
  await rotate(path);
  const { facts } = await workspace.analyze([state], { state });
  const events = facts.datasets.flatMap(({ bySeverity }) => Object.values(bySeverity));
  const scopes = new Set(facts.templates.map(({ scope }) => scope));
  return {
    received: facts.records.received,
    fields: events.reduce((sum, count) => sum + count, 0),
    scopes: scopes.size,
  };
};

describe('a log that is rotated between two runs is counted once', () => {
  it.each<[string, (path: string) => Promise<unknown>, number]>([
    ['renamed', (path) => rename(path, `${path}.1`), 41],
    [
      'renamed, with a new log in its place',
      async (path) => {
        await rename(path, `${path}.1`);
        await writeFile(path, manyLines(9, 100));
      },
      50,
    ],
    [
      'renamed after it had grown',
      async (path) => {
        await appendFile(path, manyLines(5, 41));
        await rename(path, `${path}.1`);
      },
      46,
    ],
    [
      'renamed and compressed after it had grown',
      async (path) => {
        await writeFile(`${path}.1.gz`, gzipSync(manyLines(46)));
        await writeFile(path, manyLines(2, 100));
      },
      48,
    ],
    [
      'copied and truncated',
      async (path) => {
        await appendFile(path, manyLines(5, 41));
        await copyFile(path, `${path}.1`);
        await truncate(path, 0);
      },
      46,
    ],
    ['copied as it is', (path) => copyFile(path, `${path}.bak`), 41],
    [
      'copied by a run of lines that went on',
      async (path) => {
        await writeFile(path, manyLines(41));
        await appendFile(path, manyLines(3, 41));
        await copyFile(path, `${path}.bak`);
      },
      44,
    ],
  ])('%s', async (name, rotate, received) => {
    const seen = await receivedAfter(name.replaceAll(/\W/g, '-'), rotate);
    expect(seen.received).toBe(received);
    expect(seen.fields).toBe(received);
  });

  it('keeps a last line that is finished after it was compressed', async () => {
    const path = await workspace.write('half/app.log', `${manyLines(20)}2026-01-15T13:00:00Z ERROR lost the le`);
    await workspace.analyze(['half'], { state: 'half' });
    await rm(path);
    await writeFile(
      `${path}.1.gz`,
      gzipSync(`${manyLines(20)}2026-01-15T13:00:00Z ERROR lost the ledger\n${manyLines(1, 90)}`),
    );
    const { facts } = await workspace.analyze(['half'], { state: 'half' });
    expect(facts.templates.map(({ text }) => text)).toContain('lost the ledger');
    expect(facts.records.received).toBe(23);
  });

  it('is one log group under a relative and an absolute path', async () => {
    const path = await workspace.write('paths/app.log', manyLines(20));
    const options = { stateDirectory: workspace.path('.states/paths') };
    const run = (name: string) => workspace.analyze([], { ...options, ...{ names: [name] } });
    await run(relative(process.cwd(), path));
    await appendFile(path, manyLines(5, 20));
    const { facts } = await run(path);
    expect(facts.records.received).toBe(25);
    expect(new Set(facts.templates.map(({ scope }) => scope)).size).toBe(1);
  });
});

describe('files that only begin alike are all read', () => {
  /** More than 64 KiB in few lines, without a time. */
  const banner = `/docker-entrypoint.sh: launching ${'the scripts of /docker-entrypoint.d '.repeat(60)}\n`.repeat(32);

  it('reads fifty pods with the same first 64 KiB, whichever was read first', async () => {
    await workspace.write('pods/pod-25.log', `${banner}${manyLines(1, 25)}`);
    await workspace.analyze(['pods'], { state: 'pods' });
    for (let pod = 0; pod < 50; pod += 1) await workspace.write(`pods/pod-${pod}.log`, `${banner}${manyLines(1, pod)}`);
    const { facts } = await workspace.analyze(['pods'], { state: 'pods' });
    expect(facts.records.received).toBe(50 * 33);
  }, 180_000);

  it('reads a pod that has logged more than the beginning it shares with another', async () => {
    await workspace.write('more/a.log', banner);
    await workspace.write('more/b.log', `${banner}${manyLines(3)}`);
    const { facts } = await workspace.analyze(['more'], { state: 'more' });
    expect(facts.records.received).toBe(32 + 35);
  });

  it('reads short files that are the same', async () => {
    await workspace.write('short/a.log', 'ready\n');
    await workspace.write('short/b.log', 'ready\n');
    expect((await workspace.analyze(['short'], { state: 'short' })).facts.records.received).toBe(2);
  });
});
