/**
 * Bundles the tests of one area where it runs, for Stryker: `tsx bundle-tests.ts <area>`. Stryker runs this once, in its mutated copy of
 * the tree. A mutant then costs the time of its tests and not that of loading a thousand modules, and our packages
 * come from the copy, where the links of node_modules lead back to the originals.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { mutationArea } from './areas.ts';

const root = process.cwd();

/** Each name that a package of ours exports, such as `@bellwether/lake/parquet`, to its file. */
const exportsOf = (packageFile: string): readonly (readonly [string, string])[] => {
  const { name, exports = {} } = JSON.parse(readFileSync(packageFile, 'utf8')) as {
    readonly name: string;
    readonly exports?: Readonly<Record<string, string>>;
  };
  const folder = join(packageFile, '..');
  return Object.entries(exports).map(([subpath, target]) => [name + subpath.slice(1), join(folder, target)]);
};

const files = new Map(
  ['packages', 'functions']
    .flatMap((group) => readdirSync(join(root, group)).map((folder) => join(root, group, folder, 'package.json')))
    .flatMap(exportsOf),
);

const fixedChance = join(root, 'scripts/check/mutation/fixed-chance.ts');

const ours: Plugin = {
  name: 'our packages come from this tree',
  setup: (bundler) => {
    // Our packages say that loading them does nothing, which is not so for a test.
    bundler.onResolve({ filter: /\.test\.ts$/ }, ({ path }) => ({ path, sideEffects: true }));
    bundler.onResolve({ filter: /^fast-check$/ }, ({ importer }) =>
      importer === fixedChance ? undefined : { path: fixedChance },
    );
    bundler.onResolve({ filter: /^@bellwether\// }, ({ path }) => {
      const file = files.get(path);
      return file === undefined ? { errors: [{ text: `${path} is exported by no package.` }] } : { path: file };
    });
  },
};

const [, , name = ''] = process.argv;
const testsOf = (path: string): readonly string[] =>
  path.endsWith('.test.ts')
    ? [join(root, path)]
    : readdirSync(join(root, path), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.test.ts'))
        .map((file) => join(root, path, file));
const tests = mutationArea(name).tests.flatMap(testsOf);
if (tests.length === 0) throw new Error(`The area ${name} has no tests.`);
const outdir = join(root, '.mutation');
rmSync(outdir, { recursive: true, force: true });
await build({
  // One bundle, so that fast-check and the core are loaded once per mutant.
  stdin: { contents: tests.map((test) => `import ${JSON.stringify(test)};`).join('\n'), resolveDir: root },
  outfile: join(outdir, `${name}.test.mjs`),
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: ['@jest/globals', '@aws-sdk/*', '@duckdb/*'],
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  plugins: [ours],
  logLevel: 'error',
});
