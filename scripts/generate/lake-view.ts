// Writes the text of Athena's view into the catalog module, from the query that the laptop's view is made from.
// usage: tsx scripts/generate/lake-view.ts [--check]     --check writes nothing and fails where the text is stale
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { athenaViewSql } from '@bellwether/lake';

const path = resolve(import.meta.dirname, '../../infra/modules/catalog/files/events-once.sql');
const isChecked = process.argv.includes('--check');
if (!isChecked) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, athenaViewSql());
}
const isStale = readFileSync(path, 'utf8') !== athenaViewSql();
console.log(isStale ? 'stale: events-once.sql; run: tsx scripts/generate/lake-view.ts' : 'The view is up to date.');
process.exitCode = isStale ? 1 : 0;
