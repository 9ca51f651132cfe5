/**
 * Writes `packages/cli/bellwether.config.schema.json`, the JSON schema of the command line's configuration, from the options of its
 * commands.
 *
 * usage: tsx scripts/generate/config-schema.ts [--check]     --check writes nothing and fails where the file is stale
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { configSchemaOf } from '../../packages/cli/src/config/config-schema.ts';
import { createProgram } from '../../packages/cli/src/program.ts';

const repository = resolve(import.meta.dirname, '..', '..');
const path = join(repository, 'packages', 'cli', 'bellwether.config.schema.json');
const program = createProgram({ asJson: false, folder: repository, isInputTerminal: false, say: () => undefined });
const schema = JSON.stringify(configSchemaOf(program));
const text = await format(schema, { ...(await resolveConfig(path)), filepath: path });

const isCheck = process.argv.includes('--check');
const isStale = !existsSync(path) || readFileSync(path, 'utf8') !== text;
if (isStale && isCheck) console.error(`stale: ${relative(repository, path)}. Run: npm run generate`);
if (isStale && !isCheck) writeFileSync(path, text);
console.log(`${isStale ? 1 : 0} ${isCheck ? 'stale' : 'written'}`);
process.exitCode = isCheck && isStale ? 1 : 0;
