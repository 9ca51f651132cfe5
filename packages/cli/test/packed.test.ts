import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { manyLines, openWorkspace } from './workspace.ts';

const workspace = openWorkspace();
const run = promisify(execFile);
const root = fileURLToPath(new URL('../../..', import.meta.url));
const modules = join(root, 'node_modules');

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
const manifestIn = async (folder: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;

/** Installs what a package declares, from the packages at hand instead of a registry; those of other platforms are not there. */
const install = async (folder: string, into: string): Promise<void> => {
  const { dependencies = {}, optionalDependencies = {} } = await manifestIn(folder);
  for (const name of [...Object.keys(dependencies), ...Object.keys(optionalDependencies)]) {
    const [from, to] = [join(modules, name), join(into, name)];
    const isThere = await stat(from).catch(() => undefined);
    if (isThere === undefined && name in optionalDependencies) continue;
    await cp(from, to, { recursive: true });
    await install(to, into);
  }
};

/** A copy of the workspace that npm packs, so that the one that other tests look at keeps its manifest. */
const copyWorkspace = async (): Promise<string> => {
  const copy = workspace.path('monorepo');
  for (const name of ['package.json', 'LICENSE', 'NOTICE', 'packages/local-adapters/package.json'])
    await cp(join(root, name), join(copy, name));
  for (const name of ['package.json', 'README.md', 'bellwether.config.schema.json', 'bin', 'dist'])
    await cp(join(root, 'packages/cli', name), join(copy, 'packages/cli', name), { recursive: true });
  await symlink(modules, join(copy, 'node_modules'));
  await symlink(join(root, 'scripts'), join(copy, 'scripts'));
  return join(copy, 'packages/cli');
};

describe('the packed command', () => {
  it('works without the monorepo, with what it declares alone', async () => {
    const cli = await copyWorkspace();
    const before = await readFile(join(cli, 'package.json'), 'utf8');
    await mkdir(workspace.path('packed'), { recursive: true });
    await run('npm', ['pack', '--silent', '--pack-destination', workspace.path('packed')], { cwd: cli });
    expect(await readFile(join(cli, 'package.json'), 'utf8')).toBe(before);
    const [tarball = ''] = await readdir(workspace.path('packed'));
    await run('tar', ['-xzf', tarball], { cwd: workspace.path('packed') });
    const home = workspace.path('packed/package');
    expect(Object.keys((await manifestIn(home)).dependencies ?? {})).toEqual(['@duckdb/node-api']);
    expect((await readdir(home)).sort()).toEqual([
      'LICENSE',
      'NOTICE',
      'README.md',
      'bellwether.config.schema.json',
      'bin',
      'dist',
      'package.json',
    ]);
    // npm links the man page for `man bellwether`.
    const { man } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { readonly man: string };
    expect(await readFile(join(home, man), 'utf8')).toMatch(/^\.TH BELLWETHER 1 /);
    await install(home, join(home, 'node_modules'));

    await workspace.write('work/app.log', manyLines(20));
    const bellwether = (...args: readonly string[]) =>
      run(process.execPath, [join(home, 'bin/bellwether.mjs'), ...args], { cwd: workspace.path('work') });
    expect((await bellwether('--version')).stdout).toBe('0.1.0\n');
    const analyzed = await bellwether('analyze', 'app.log', '--format', 'json');
    expect(JSON.parse(analyzed.stdout)).toMatchObject({ records: { received: 20, classified: 20 } });
    const asked = await bellwether('query', 'SELECT count(*) AS n FROM events', '--format', 'json');
    expect(asked.stdout).toBe('{"n":20}\n');
    expect((await bellwether('parse', 'app.log')).stdout.trim().split('\n')).toHaveLength(20);
  }, 120_000);
});
