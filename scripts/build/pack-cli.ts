/**
 * Makes `npm pack` of the command line a package that works without the monorepo: everything but the embedded database is bundled, so
 * the package that is packed depends on that alone.
 *
 * Run by the CLI's `prepack` and `postpack`: `tsx ../../scripts/build/pack-cli.ts prepare|restore`. While npm packs, the manifest of the
 * workspace is kept beside the one that is packed.
 */
import { access, copyFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Manifest {
  readonly engines?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

const folder = process.cwd();
const manifest = join(folder, 'package.json');
const kept = join(folder, 'package.workspace.json');
const legal = ['LICENSE', 'NOTICE'];
const read = async (path: string): Promise<Manifest> => JSON.parse(await readFile(path, 'utf8')) as Manifest;

/** Packages that `build-cli.ts` leaves out of the bundle, as the packages that import them ask for them. */
const external = async (): Promise<Readonly<Record<string, string>>> => {
  const { dependencies = {} } = await read(join(folder, '../local-adapters/package.json'));
  return Object.fromEntries(Object.entries(dependencies).filter(([name]) => name.startsWith('@duckdb/')));
};

const prepare = async (): Promise<void> => {
  await access(join(folder, 'dist', 'bellwether.mjs')).catch(() => {
    throw new Error('The command is not built. Run npm run build first.');
  });
  const { scripts: _scripts, devDependencies: _dev, ...workspace } = await read(manifest);
  const { engines } = await read(join(folder, '../../package.json'));
  const packed = { ...workspace, engines, dependencies: await external() };
  await copyFile(manifest, kept);
  await writeFile(manifest, `${JSON.stringify(packed, null, 2)}\n`);
  for (const name of legal) await copyFile(join(folder, '../..', name), join(folder, name));
};

const restore = async (): Promise<void> => {
  await rename(kept, manifest);
  for (const name of legal) await rm(join(folder, name), { force: true });
};

await (process.argv[2] === 'restore' ? restore() : prepare());
