import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const tables = /packages\/redaction\/src\/table\/(?:context|password|personal)-rules\.ts$/;
const tokens = /packages\/redaction\/src\/table\/(?:platform|service)-tokens\.ts$/;
const detections = /packages\/detections\/src\/rules\/[\w-]+\.ts$/;

/** A property of a rule on a line of its own, or with its value on the next, as the formatter leaves it. */
const example = /^ {4}(?:name|example|lookAlike):(?: .*|\n {6}.*),\n/gm;
/** Whose tokens a row of the table describes. */
const owner = /(?<=^ {4}|^ {2}\{ )name: '[^']*',\s+/gm;
/** The links of a detection rule, on one line or over several; no link contains a bracket. */
const references = /^ {2}references: \[[^\]]*\],\n/gm;

/** The source of a table of rules without the names, examples and look-alikes of its rules. */
export const withoutExamples = (source: string): string => source.replace(example, '');

/** The source of a table of tokens without the names of those who issue them. */
export const withoutOwners = (source: string): string => source.replace(owner, '');

/** The source of a detection rule without its links, which documents and the command line alone read. */
export const withoutReferences = (source: string): string => source.replace(references, '');

/** Leaves out of a function what tests, documents and the command line alone read of rules: 13 KB that each start would parse. */
export const lightRules: Plugin = {
  name: 'light-rules',
  setup(build) {
    build.onLoad({ filter: tables }, async ({ path }) => ({
      contents: withoutExamples(await readFile(path, 'utf8')),
      loader: 'ts',
    }));
    build.onLoad({ filter: tokens }, async ({ path }) => ({
      contents: withoutOwners(await readFile(path, 'utf8')),
      loader: 'ts',
    }));
    build.onLoad({ filter: detections }, async ({ path }) => ({
      contents: withoutReferences(await readFile(path, 'utf8')),
      loader: 'ts',
    }));
  },
};
