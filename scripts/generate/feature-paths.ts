/**
 * Writes `infra/modules/feature-paths/paths.tf`: the paths that `features` of an environment may have, from the stack's own types. An
 * object type drops what it does not know, so a misspelt `audit.enable` would plan cleanly without a trail.
 *
 * usage: tsx scripts/generate/feature-paths.ts [--check]     --check writes nothing and fails where the file is stale
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { terraformFolders } from '../check/terraform-folders.ts';
import { featureParts, featurePathsOf, pathsFile } from './feature-types.ts';

const infra = join(resolve(import.meta.dirname, '..', '..'), 'infra');
const folders = terraformFolders(infra);
const stack = folders.find(({ name }) => name === 'stack');
const environment = folders.find(({ name }) => name === 'environments/prod');
if (stack === undefined || environment === undefined) throw new Error('infra has no stack, or no environment prod.');

const parts = featureParts(Object.values(environment.files).join('\n'));
const text = pathsFile(featurePathsOf(Object.values(stack.files).join('\n'), parts));
const path = join(infra, 'modules', 'feature-paths', 'paths.tf');
const isStale = !existsSync(path) || readFileSync(path, 'utf8') !== text;
const isCheck = process.argv.includes('--check');
if (isStale && isCheck) console.error('stale: infra/modules/feature-paths/paths.tf. Run: npm run generate');
else if (isStale) writeFileSync(path, text);
console.log(`${isStale ? 1 : 0} ${isCheck ? 'stale' : 'written'}`);
process.exitCode = isCheck && isStale ? 1 : 0;
