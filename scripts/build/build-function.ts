/**
 * Builds the Lambda in the current folder: `src/handler.ts` to `dist/handler.mjs` with its chunks, and `dist/<name>.zip`.
 *
 * Run by a function's `npm run build` as `tsx ../../scripts/build/build-function.ts`.
 */
import { join } from 'node:path';
import { bundle, kilobytes, packageName } from './bundle.ts';
import { lateZod } from './late-zod.ts';
import { lightRules } from './light-rules.ts';
import { zipFolder } from './zip-folder.ts';

/**
 * Bytes that a cold start may parse before the handler is ready. The readers and the tables of log types and of secrets are needed from the
 * first record on, so they are what grows; the rules are read while a function waits for its key, and everything else is loaded with `import()`.
 */
const maxEagerBytes = 500_000;

const folder = process.cwd();
const name = packageName(folder);

const sizes = await bundle({ folder, entry: 'src/handler.ts', output: 'handler', plugins: [lateZod, lightRules] });
const dist = join(folder, 'dist');
// Source maps name every file and comment of the source's layout: they stay beside the archive unless asked for.
const shipsSourceMaps = process.env['BELLWETHER_SOURCE_MAPS'] === '1';
const { zipBytes, sha256 } = await zipFolder(
  dist,
  join(dist, `${name}.zip`),
  (path) => !path.endsWith('.zip') && (shipsSourceMaps || !path.endsWith('.map')),
);

console.log(
  `${name}: eager ${kilobytes(sizes.eagerBytes)}, lazy ${kilobytes(sizes.lazyBytes)} in ${sizes.lazyChunks} chunks, ` +
    `zip ${kilobytes(zipBytes)}, sha256 ${sha256}`,
);

if (sizes.eagerBytes > maxEagerBytes) {
  console.error(
    `${name} loads ${kilobytes(sizes.eagerBytes)} at its start; at most ${kilobytes(maxEagerBytes)} are allowed. ` +
      'Import what is not always needed with import().',
  );
  process.exitCode = 1;
}
