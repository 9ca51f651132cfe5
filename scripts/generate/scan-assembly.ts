// Compiles `packages/known-lines/assembly` and writes it as text for the core to load: docs/adr/0019.
// usage: tsx scripts/generate/scan-assembly.ts [--check]     --check writes nothing and fails where the text is stale
import { readFileSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { main } from 'assemblyscript/asc';

const root = resolve(import.meta.dirname, '../..');
const fastPath = resolve(root, 'packages/known-lines');
const target = resolve(fastPath, 'src/payload/scan-assembly.ts');

/** Three pages are enough for most payloads; it grows for those that are larger. */
const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--initialMemory', '4'];
/** Vectors pass between functions inside the module alone. */
const silenced = ['--disableWarning', '112'];

const compiled = await (async (): Promise<Uint8Array> => {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await main(
    ['index.ts', '--baseDir', resolve(fastPath, 'assembly'), '--outFile', 'scan.wasm', ...options, ...silenced],
    {
      writeFile: (name, contents) => {
        if (name === 'scan.wasm' && typeof contents !== 'string') binary = contents;
      },
    },
  );
  if (error !== null || binary === undefined)
    throw new Error(`The assembly does not compile.\n${(stderr as { toString(): string }).toString()}`);
  return binary;
})();

const text = `/** Generated from \`assembly\` by \`npm run generate\`: a WebAssembly module, in base64. */
export const scanAssembly =
  '${Buffer.from(compiled).toString('base64')}';
`;
const isChecked = process.argv.includes('--check');
if (!isChecked) writeFileSync(target, text);
const isStale = readFileSync(target, 'utf8') !== text;
const name = relative(root, target);
console.log(isStale ? `stale: ${name}; run: tsx scripts/generate/scan-assembly.ts` : 'The assembly is up to date.');
process.exitCode = isStale ? 1 : 0;
