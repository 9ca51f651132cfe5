import { copyFile, lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { DetectionRule } from '@bellwether/log-model';
import type { FromFile, LeftOut } from '@bellwether/log-model/sigma';
import { byReason, loadRules } from './load-rules.ts';
import { evidenceSuffix } from './read-rule-folder.ts';
import { linkOf, originOfCheckout, type CheckoutOrigin } from './origin-of-checkout.ts';

/** A rule, correlation or filter that was imported. */
export interface ImportedRule {
  readonly id: string;
  readonly title: string;
  readonly kind: 'rule' | 'correlation' | 'filter';
  readonly author: string;
  readonly license: string;
  /** Where it was published; absent where the checkout does not say. */
  readonly link?: string;
  readonly file: string;
}

/** What an import did. */
export interface ImportResult {
  readonly origin?: CheckoutOrigin;
  readonly rules: readonly ImportedRule[];
  readonly leftOut: readonly LeftOut[];
  /** Absolute; absent for a dry run. */
  readonly folder?: string;
}

/** Says what a folder was imported from, and which files of it are replaced by the next import. */
export const manifestName = 'import.json';
/** What rules of SigmaHQ are licensed under when they do not say. */
const usualLicense = 'Detection Rule License 1.1';

const textOf = (content: unknown, key: string): string => {
  const value = typeof content === 'object' && content !== null ? (content as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' ? value.trim() : '';
};

const importedOf = (
  kind: ImportedRule['kind'],
  { file, content, read }: FromFile<Pick<DetectionRule, 'id' | 'title'>>,
  origin: CheckoutOrigin | undefined,
): ImportedRule => {
  const link = linkOf(origin, file);
  return {
    id: read.id,
    title: read.title,
    kind,
    author: textOf(content, 'author') || 'unknown author',
    license: textOf(content, 'license') || usualLicense,
    ...(link === undefined ? {} : { link }),
    file,
  };
};

/** Whether a name is one below a folder: a manifest may have been changed. */
const isBelow = (name: unknown): name is string =>
  typeof name === 'string' && name !== '' && !name.startsWith('/') && !name.split(/[\\/]/).includes('..');

/** Removes what the import before put there. @throws RangeError when the folder contains something else */
const makeRoom = async (folder: string): Promise<void> => {
  const names = await readdir(folder).catch(() => []);
  if (names.length === 0) return;
  const manifest = await readFile(join(folder, manifestName), 'utf8').catch(() => undefined);
  if (manifest === undefined)
    throw new RangeError(`${folder} is not empty and was not made by an import. Name another folder with --out.`);
  const { files } = JSON.parse(manifest) as { readonly files?: unknown };
  for (const file of Array.isArray(files) ? files.filter(isBelow) : []) await rm(join(folder, file), { force: true });
};

/**
 * Imports the rules of a checkout that can run here: copies their files as they are, with the licences of the checkout, and writes what was
 * taken from where.
 *
 * @param out  folder to write to; nothing is written when absent
 * @throws RangeError when a folder is missing, or `out` contains something that is not an import
 */
export const importRules = async (checkout: string, out: string | undefined): Promise<ImportResult> => {
  const loaded = await loadRules(checkout);
  const origin = await originOfCheckout(checkout);
  const rules = [
    ...loaded.rules.map((found) => importedOf('rule', found, origin)),
    ...loaded.correlations.map((found) => importedOf('correlation', found, origin)),
    ...loaded.filters.map((found) => importedOf('filter', found, origin)),
  ];
  const result = { ...(origin === undefined ? {} : { origin }), rules, leftOut: loaded.leftOut };
  if (out === undefined || rules.length === 0) return result;
  const folder = resolve(out);
  if (folder === resolve(checkout)) throw new RangeError('--out names the checkout itself. Name another folder.');
  await makeRoom(folder);
  const licences = (await readdir(checkout, { withFileTypes: true }))
    .filter((entry) => entry.isFile() && /^(?:licen[cs]e|notice|copying)/i.test(entry.name))
    .map(({ name }) => name);
  const used = [...new Set(rules.map(({ file }) => file))];
  const beside = used.map((file) => file.replace(/\.ya?ml$/i, evidenceSuffix));
  const present = await Promise.all(
    beside.map(async (file) =>
      (await lstat(join(checkout, file)).catch(() => undefined))?.isFile() === true ? [file] : [],
    ),
  );
  const files = [...used, ...present.flat(), ...licences];
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await copyFile(join(checkout, file), join(folder, file));
  }
  const leftOut = byReason(loaded.leftOut).map(({ reason, count }) => ({ reason, count }));
  const manifest = { version: 1, ...(origin === undefined ? {} : { origin }), rules, leftOut, files };
  await writeFile(join(folder, manifestName), `${JSON.stringify(manifest, undefined, 2)}\n`);
  return { ...result, folder };
};
