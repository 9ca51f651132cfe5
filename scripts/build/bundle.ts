import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import type { BuildOptions, Metafile, Plugin } from 'esbuild';

/** What a bundle weighs, in bytes. */
export interface BundleSizes {
  /** The entry file and all that it imports at once: what every start pays for. */
  readonly eagerBytes: number;
  /** Chunks that are imported when they are first used. */
  readonly lazyBytes: number;
  readonly lazyChunks: number;
}

export interface BundleRequest {
  /** Folder of the package: `src` is read, `dist` is emptied and written. */
  readonly folder: string;
  /** Such as `src/handler.ts`. */
  readonly entry: string;
  /** Name of the output without extension, such as `handler`. */
  readonly output: string;
  readonly external?: readonly string[];
  readonly plugins?: readonly Plugin[];
}

// Some dependencies are CommonJS inside and ask for Node's own modules with `require`, which ES modules lack.
const requireBanner =
  "import{createRequire as bellwetherRequire}from'node:module';const require=bellwetherRequire(import.meta.url);";

const settings: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  minify: true,
  splitting: true,
  // ES modules first: what is not used of them is left out. The default for Node prefers CommonJS, which is kept whole.
  mainFields: ['module', 'main'],
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunks/[name]-[hash]',
  logLevel: 'warning',
};

/** Paths of an output and of all outputs it leads to over imports of these kinds. */
const reachable = (metafile: Metafile, entry: string, kinds: readonly string[]): ReadonlySet<string> => {
  const found = new Set<string>();
  const queue = [entry];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const output = metafile.outputs[path];
    if (output === undefined || found.has(path)) continue;
    found.add(path);
    for (const imported of output.imports) if (kinds.includes(imported.kind)) queue.push(imported.path);
  }
  return found;
};

/**
 * Removes chunks that nothing imports. esbuild writes one for every import() it reads, also for those it left out of the code,
 * such as the clients of services that a function does not use.
 */
const removeUnused = async (folder: string, metafile: Metafile, used: ReadonlySet<string>): Promise<void> => {
  for (const path of Object.keys(metafile.outputs))
    if (!used.has(path.replace(/\.map$/, ''))) await rm(join(folder, path));
};

const sizesOf = (metafile: Metafile, eager: ReadonlySet<string>, used: ReadonlySet<string>): BundleSizes => {
  const sizes = { eagerBytes: 0, lazyBytes: 0, lazyChunks: 0 };
  for (const path of used) {
    const bytes = metafile.outputs[path]?.bytes ?? 0;
    if (eager.has(path)) sizes.eagerBytes += bytes;
    else {
      sizes.lazyBytes += bytes;
      sizes.lazyChunks += 1;
    }
  }
  return sizes;
};

/** Fails when a bundle contains all of zod's languages: 350 KB that `import * as z from 'zod'` leaves out. */
const refuseLocales = (metafile: Metafile): void => {
  const importers = Object.entries(metafile.inputs)
    .filter(
      ([path, { imports }]) => !path.includes('node_modules') && imports.some(({ original }) => original === 'zod'),
    )
    .map(([path]) => path);
  const hasLocales = Object.values(metafile.outputs).some((output) =>
    Object.entries(output.inputs).some(
      ([path, { bytesInOutput }]) => /zod\/v4\/locales\/fr\./.test(path) && bytesInOutput > 0,
    ),
  );
  if (hasLocales)
    throw new Error(
      `Import zod as \`import * as z from 'zod'\`, not \`{ z }\`. It is imported by: ${importers.join(', ')}.`,
    );
};

/** Bundles a package into `dist/<output>.mjs` and its chunks. The same sources give the same bytes. */
export const bundle = async ({
  folder,
  entry,
  output,
  external = [],
  plugins = [],
}: BundleRequest): Promise<BundleSizes> => {
  const dist = join(folder, 'dist');
  await rm(dist, { recursive: true, force: true });
  const { metafile } = await build({
    ...settings,
    absWorkingDir: folder,
    entryPoints: [{ in: entry, out: output }],
    outdir: 'dist',
    external: [...external],
    banner: { js: requireBanner },
    plugins: [...plugins],
    metafile: true,
  });
  refuseLocales(metafile);
  const main = `dist/${output}.mjs`;
  const eager = reachable(metafile, main, ['import-statement']);
  const used = reachable(metafile, main, ['import-statement', 'dynamic-import', 'require-call']);
  await removeUnused(folder, metafile, used);
  return sizesOf(metafile, eager, used);
};

/** Name of the package in a folder: the folder's own, as in Terraform, log group and metrics. */
export const packageName = (folder: string): string => basename(folder) || basename(dirname(folder));

export const kilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(0)} KB`;
