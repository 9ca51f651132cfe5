/**
 * Builds the command line in the current folder: `src/main.ts` to `dist/bellwether.mjs` with its chunks, and its man page, made of the
 * commands themselves, to `dist/bellwether.1`.
 *
 * Run by the CLI's `npm run build` as `tsx ../../scripts/build/build-cli.ts`. The embedded database has a native part and stays
 * a dependency.
 */
import { execFile } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundle, kilobytes, packageName } from './bundle.ts';

const folder = process.cwd();
const sizes = await bundle({ folder, entry: 'src/main.ts', output: 'bellwether', external: ['@duckdb/*'] });

// Only the file that is run gets the first line: a banner would stand in every chunk. Put before the code on the same line
// count, it would shift the source map, so the map gains one empty line too.
const command = join(folder, 'dist', 'bellwether.mjs');
const code = await readFile(command, 'utf8');
if (!code.startsWith('#!')) {
  await writeFile(command, `#!/usr/bin/env node\n${code}`);
  const map = JSON.parse(await readFile(`${command}.map`, 'utf8')) as { mappings: string };
  await writeFile(`${command}.map`, JSON.stringify({ ...map, mappings: `;${map.mappings}` }));
}
await chmod(command, 0o755);
const { stdout: manPage } = await promisify(execFile)(process.execPath, [command, 'manual', '--no-config']);
await writeFile(join(folder, 'dist', 'bellwether.1'), manPage);

console.log(
  `${packageName(folder)}: eager ${kilobytes(sizes.eagerBytes)}, lazy ${kilobytes(sizes.lazyBytes)} in ${sizes.lazyChunks} chunks`,
);
