/**
 * Writes `functions/<name>/env.contract.json` from each function's `src/env.ts`: the variables it reads, which Terraform
 * compares with those it sets. The stack's tests get the same, with a stand-in for the package.
 *
 *   npm run generate              writes the files
 *   npm run generate -- --check   writes nothing, fails when one is stale
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { EnvContract } from '@bellwether/env';
import { format, resolveConfig } from 'prettier';

const root = fileURLToPath(new URL('../../', import.meta.url));
const functionsFolder = join(root, 'functions');

const contractOf = async (envFile: string): Promise<EnvContract> => {
  const loaded = (await import(pathToFileURL(envFile).href)) as {
    readonly readEnv?: { readonly contract?: EnvContract };
  };
  const contract = loaded.readEnv?.contract;
  if (contract === undefined) throw new Error(`${envFile} does not export readEnv made by defineEnv.`);
  const silent = Object.entries(contract.variables).filter(([, { description }]) => description === '');
  if (silent.length > 0)
    throw new Error(`${envFile}: describe ${silent.map(([name]) => name).join(', ')} with .describe('...').`);
  return contract;
};

/** The text as the formatter would leave it, so that formatting and generating never undo each other. */
const formatted = async (contract: EnvContract, path: string): Promise<string> =>
  format(JSON.stringify(contract), { ...(await resolveConfig(path)), filepath: path });

const isCheck = process.argv.includes('--check');
const stale: string[] = [];
const names = existsSync(functionsFolder) ? (await readdir(functionsFolder)).toSorted() : [];

for (const name of names) {
  const envFile = join(functionsFolder, name, 'src', 'env.ts');
  if (!existsSync(envFile)) continue;
  const text = await formatted(await contractOf(envFile), join(functionsFolder, name, 'env.contract.json'));
  // The stack's tests hold it against what the stack sets, where no function needs to be built.
  for (const folder of ['functions', 'infra/stack/tests/fixtures/functions']) {
    const path = join(root, folder, name, 'env.contract.json');
    const current = existsSync(path) ? await readFile(path, 'utf8') : '';
    if (text === current) continue;
    stale.push(relative(root, path));
    if (isCheck) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  const zip = join(root, 'infra/stack/tests/fixtures/functions', name, 'dist', `${name}.zip`);
  if (existsSync(zip)) continue;
  stale.push(relative(root, zip));
  if (isCheck) continue;
  await mkdir(dirname(zip), { recursive: true });
  await writeFile(zip, 'Not a package: the tests make a plan with a stand-in for AWS, and never a function.\n');
}

if (stale.length === 0) console.log('All environment contracts are up to date.');
else if (!isCheck) console.log(`Written: ${stale.join(', ')}.`);
else {
  console.error(`Stale: ${stale.join(', ')}. Run: npm run generate`);
  process.exitCode = 1;
}
