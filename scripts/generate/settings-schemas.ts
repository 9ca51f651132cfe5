/**
 * Writes what Terraform and AppConfig check settings by, from the schemas in packages/settings:
 * `infra/modules/settings-rules/problems-<document>.tf` and `infra/modules/config/schemas/<document>.schema.json`.
 *
 * usage: tsx scripts/generate/settings-schemas.ts [--check]     --check writes nothing and fails where a file is stale
 */
import { settingsJsonSchemas } from '@bellwether/settings/documents';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { rulesFile, settingsRules } from './settings-rules.ts';

const repository = resolve(import.meta.dirname, '..', '..');
const modules = join(repository, 'infra', 'modules');

const files: { readonly path: string; readonly text: string }[] = [];
for (const [name, schema] of Object.entries(settingsJsonSchemas())) {
  const path = join(modules, 'config', 'schemas', `${name}.schema.json`);
  const text = await format(JSON.stringify(schema), { ...(await resolveConfig(path)), filepath: path });
  files.push({ path, text });
  const rules = settingsRules(name, schema);
  files.push({ path: join(modules, 'settings-rules', `problems-${name}.tf`), text: rulesFile(name, rules) });
}

const isCheck = process.argv.includes('--check');
const stale = files.filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
for (const { path, text } of stale) {
  if (isCheck) console.error(`stale: ${relative(repository, path)}. Run: npm run generate`);
  else writeFileSync(path, text);
}
console.log(`${stale.length} ${isCheck ? 'stale' : 'written'}`);
process.exitCode = isCheck && stale.length > 0 ? 1 : 0;
