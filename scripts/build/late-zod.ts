import { readFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const namespace = 'late-zod';
const repository = fileURLToPath(new URL('../..', import.meta.url));

/** Modules that are only ever loaded late, and would draw what they use of zod into what every start parses. */
const importers =
  /packages\/(?:aws-adapters\/src\/findings\/finding-item|pipeline\/src\/replay\/replay-call|settings\/src\/(?:documents|first-version|grouping|mutes|outputs|read-document|routes|thresholds))\.ts$/;

/**
 * Gives modules that are loaded late a zod of their own.
 *
 * A file lies in one chunk alone, so the parts of zod that only they use would lie beside those that read the environment at the
 * start: 7 KB. Two copies get on with each other: zod looks at what a schema can do, not at who made it.
 */
export const lateZod: Plugin = {
  name: namespace,
  setup(build) {
    build.onResolve({ filter: /^zod(?:\/|$)/ }, async (args) => {
      if (args.namespace !== 'file' || !importers.test(args.importer) || args.pluginData === namespace)
        return undefined;
      const { kind, importer, resolveDir } = args;
      const { path } = await build.resolve(args.path, { kind, importer, resolveDir, pluginData: namespace });
      return { path: relative(repository, path), namespace, sideEffects: false, pluginData: { path } };
    });
    build.onResolve({ filter: /./, namespace }, async ({ path: wanted, kind, resolveDir }) => {
      const { path } = await build.resolve(wanted, { kind, resolveDir, pluginData: namespace });
      return { path: relative(repository, path), namespace, sideEffects: false, pluginData: { path } };
    });
    build.onLoad({ filter: /./, namespace }, async ({ pluginData }) => {
      const { path } = pluginData as { readonly path: string };
      return { contents: await readFile(path, 'utf8'), loader: 'js', resolveDir: dirname(path) };
    });
  },
};
