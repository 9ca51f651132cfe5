/**
 * Writes `dist/sbom.cdx.json`: every package that the functions and the command line ship, in the form of CycloneDX. The last step of
 * `npm run build`. The same lockfile gives the same bytes.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const target = 'dist/sbom.cdx.json';
const maxBytes = 50_000_000;

interface Bom {
  readonly bomFormat: string;
  readonly serialNumber?: string;
  readonly metadata: { readonly timestamp?: string };
  readonly components: readonly unknown[];
}

const written = execFileSync(
  'npm',
  ['sbom', '--package-lock-only', '--omit', 'dev', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'],
  { encoding: 'utf8', maxBuffer: maxBytes, stdio: ['ignore', 'pipe', 'inherit'] },
);
const { serialNumber: _serialNumber, metadata, ...rest } = JSON.parse(written) as Bom;
const { timestamp: _timestamp, ...stable } = metadata;
if (rest.bomFormat !== 'CycloneDX' || rest.components.length === 0) throw new Error('npm wrote no bill of materials.');
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, `${JSON.stringify({ ...rest, metadata: stable }, undefined, 2)}\n`);
console.log(`${target}: ${rest.components.length} components`);
