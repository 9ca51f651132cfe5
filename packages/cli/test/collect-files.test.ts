import { execFileSync } from 'node:child_process';
import { link, mkdir, symlink } from 'node:fs/promises';
import { relative } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { collectFiles, reasonOf } from '../src/analyze/collect-files.ts';
import { openWorkspace } from './workspace.ts';

const workspace = openWorkspace();
const path = (name: string): string => workspace.path(name);

/** Names as they lie in the workspace, in the order they are read. */
const namesIn = async (names: readonly string[], own: readonly string[] = []): Promise<readonly string[]> =>
  (await collectFiles(names.map(path), own.map(path))).files.map(({ name }) => relative(path('.'), name));

beforeAll(async () => {
  await workspace.write('logs/b.log', 'b\n');
  await workspace.write('logs/a.log', 'a\n');
  await workspace.write('logs/deep/er/c.log', 'c\n');
  await workspace.write('logs/.git/HEAD', 'ref\n');
  await workspace.write('logs/node_modules/x/index.log', 'x\n');
  await workspace.write('logs/.bellwether/alerts.ndjson', '{}\n');
  await workspace.write('own/app.log', 'a\n');
  await workspace.write('own/report.html', '<!doctype html>\n');
  await workspace.write('own/kept/state.duckdb', 'database\n');
  await workspace.write('links/app.log', 'a\n');
  await workspace.write('elsewhere/far.log', 'f\n');
  await symlink('.', path('links/back'));
  await symlink('../links', path('links/round'));
  await symlink('app.log', path('links/z-again.log'));
  await link(path('links/app.log'), path('links/z-hard.log'));
  await symlink('../elsewhere', path('links/elsewhere'));
  await workspace.write('broken/app.log', 'a\n');
  await symlink('nowhere', path('broken/link.log'));
  await mkdir(path('empty/inner'), { recursive: true });
});

describe('collecting files', () => {
  it('reads a folder with everything below it, in name order', async () => {
    expect(await namesIn(['logs'])).toEqual(['logs/a.log', 'logs/b.log', 'logs/deep/er/c.log']);
  });

  it('reads a file named twice once, in the order of the names', async () => {
    expect(await namesIn(['logs/b.log', 'logs', 'logs/b.log'])).toEqual([
      'logs/b.log',
      'logs/a.log',
      'logs/deep/er/c.log',
    ]);
  });

  it('follows links, reads a file with several names once and a folder that leads back to itself once', async () => {
    const { files, problems } = await collectFiles([path('links')]);
    expect(problems).toEqual([]);
    expect(files.map(({ name }) => relative(path('.'), name))).toEqual(['links/app.log', 'links/elsewhere/far.log']);
  });

  it('reads a skipped folder when it is named itself', async () => {
    expect(await namesIn(['logs/.git'])).toEqual(['logs/.git/HEAD']);
  });

  it('leaves out the state and the report of the run, wherever they lie and whatever they are called', async () => {
    expect(await namesIn(['own'], ['own/report.html', 'own/kept'])).toEqual(['own/app.log']);
    expect(await namesIn(['own'], ['own/not-there-yet', 'own/neither/nor.html'])).toHaveLength(3);
  });

  it('says so when the state or the report of the run is named as input', async () => {
    const { files, problems } = await collectFiles([path('own/report.html')], [path('own/report.html')]);
    expect(files).toEqual([]);
    expect(problems.map(({ reason }) => reason)).toEqual(['This run keeps its state or writes its report there.']);
  });

  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['a name', ['a.log'], [], ['logs/a.log']],
    ['a pattern of names', ['?.log', '*er/*'], [], ['logs/deep/er/c.log']],
    ['what is left out', [], ['b.*', '*/deep/*'], ['logs/a.log']],
    ['both', ['*.log'], ['a*'], ['logs/b.log', 'logs/deep/er/c.log']],
  ])('reads only what the filter lets through: %s', async (_, include, exclude, expected) => {
    const { files } = await collectFiles([path('logs')], [], { include, exclude });
    expect(files.map(({ name }) => relative(path('.'), name))).toEqual(expected);
  });

  it('reads a file that is named itself whatever the filter, and says when nothing is left of a folder', async () => {
    const filter = { include: ['*.json'], exclude: ['a.log'] };
    const { files, problems } = await collectFiles([path('logs/a.log'), path('logs')], [], filter);
    expect(files.map(({ name }) => name)).toEqual([path('logs/a.log')]);
    expect(problems).toEqual([
      { name: path('logs'), reason: 'No file in the folder matches --include and --exclude.' },
    ]);
  });

  it('takes the standard input once and pipes that are named; those in a folder are passed over', async () => {
    await workspace.write('piped/app.log', 'a\n');
    execFileSync('mkfifo', [path('piped/pipe')]);
    const { files, problems } = await collectFiles(['-', path('piped/pipe'), '/dev/stdin', path('piped')]);
    expect(problems).toEqual([]);
    expect(files.map(({ name, isStream = false }) => [name, isStream])).toEqual([
      ['stdin', true],
      [path('piped/pipe'), true],
      [path('piped/app.log'), false],
    ]);
  });

  it.each([
    ['nowhere', 'There is no such file or folder.'],
    ['empty', 'The folder contains no files.'],
    ['logs/a.log/b', 'It cannot be opened (ENOTDIR).'],
  ])('says of %s: %s', async (name, reason) => {
    expect(await collectFiles([path(name)])).toEqual({ files: [], problems: [{ name: path(name), reason }] });
  });

  it('names a broken link and reads what lies beside it', async () => {
    const { files, problems } = await collectFiles([path('broken')]);
    expect(files).toHaveLength(1);
    expect(problems).toEqual([{ name: path('broken/link.log'), reason: 'There is no such file or folder.' }]);
  });

  it('says that something which is neither file nor folder is neither', async () => {
    expect((await collectFiles(['/dev/null'])).problems).toEqual([
      { name: '/dev/null', reason: 'It is neither a file nor a folder.' },
    ]);
  });

  it.each([
    ['EACCES', 'You do not have permission to read it.'],
    ['EPERM', 'You do not have permission to read it.'],
    ['EIO', 'It cannot be opened (EIO).'],
  ])('words the system error %s', (code, reason) => {
    expect(reasonOf(Object.assign(new Error('said by the system'), { code }))).toBe(reason);
  });

  it('words an error without a code', () => {
    expect(reasonOf('odd')).toBe('It cannot be opened (unknown error).');
  });
});
