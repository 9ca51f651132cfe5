import { countNested, readBlocks, type HclBlock } from './hcl-blocks.ts';
import { membersOf } from './hcl-text.ts';
import type { TerraformFolder } from './terraform-lint.ts';

const isNamed = (texts: readonly string[], reference: string): boolean => {
  const pattern = new RegExp(`(?<![\\w.-])${reference.replaceAll('.', '\\.')}(?![\\w-])`);
  return texts.some((text) => pattern.test(text));
};

const blocksOf = ({ files }: TerraformFolder): readonly HclBlock[] => Object.values(files).flatMap(readBlocks);

const localNames = (blocks: readonly HclBlock[]): readonly string[] =>
  blocks.filter(({ kind }) => kind === 'locals').flatMap(({ body }) => [...membersOf(body.join('\n')).keys()]);

/** Variables, locals and data sources of a folder that nothing in it reads. */
const unread = (folder: TerraformFolder): readonly string[] => {
  const texts = Object.values(folder.files);
  const blocks = blocksOf(folder);
  const declared = [
    ...blocks.filter(({ kind }) => kind === 'variable').map(({ labels }) => `var.${labels[0] ?? ''}`),
    ...localNames(blocks).map((name) => `local.${name}`),
    ...blocks.filter(({ kind }) => kind === 'data').map(({ labels }) => `data.${labels.join('.')}`),
  ];
  return declared
    .filter((reference) => !isNamed(texts, reference))
    .map((reference) => `${folder.name} declares ${reference} and never reads it.`);
};

/** Outputs of modules that neither the stack, nor another module, nor a test reads. */
const unreadOutputs = (folders: readonly TerraformFolder[]): readonly string[] => {
  const readers = folders.flatMap(({ files }) => Object.values(files));
  return folders
    .filter(({ name }) => name.startsWith('modules/'))
    .flatMap((folder) => {
      const tests = Object.values(folder.tests);
      return blocksOf(folder)
        .filter(({ kind }) => kind === 'output')
        .map(({ labels }) => labels[0] ?? '')
        .filter((output) => !isNamed(tests, `output.${output}`))
        .filter((output) => !readers.some((text) => new RegExp(`\\.${output}\\b`).test(text)))
        .map((output) => `${folder.name} has the output ${output}, which nothing reads.`);
    });
};

/** `"${var.name}"` alone is `var.name`, with a needless conversion to text. */
const needlessQuotes = ({ name, files }: TerraformFolder): readonly string[] =>
  Object.entries(files).flatMap(([file, text]) =>
    text.split('\n').flatMap((line, index) =>
      // A key has to be text: there the quotes make it one.
      /[=[,(]\s*"\$\{[^"{}]*\}"(?!\s*=)/.test(line)
        ? [`${name}/${file}:${index + 1} quotes a reference that stands alone.`]
        : [],
    ),
  );

/** Conditions of resources that no run of the folder's tests trips: such a condition may well be one that can't fail. */
const untrippedConditions = (folder: TerraformFolder): readonly string[] => {
  const expected = Object.values(folder.tests).flatMap((text) =>
    Array.from(text.matchAll(/expect_failures\s*=\s*\[([^\]]*)\]/g), ([, list = '']) =>
      list.split(',').map((name) => name.trim()),
    ),
  );
  return blocksOf(folder)
    .filter(({ kind }) => kind === 'resource')
    .flatMap((block) => {
      const address = block.labels.join('.');
      const lifecycle = block.body.filter((line) => /^ {4}(?:pre|post)condition \{$/.test(line)).length;
      const conditions = lifecycle + countNested(block, 'precondition');
      const tripped = expected.filter((names) => names.includes(address)).length;
      return tripped < conditions
        ? [`${folder.name}: ${address} has ${conditions} conditions, of which runs trip ${tripped}.`]
        : [];
    });
};

/** What is declared and not used, quoted without need, or never tried. One sentence each. */
export const untidyTerraform = (folders: readonly TerraformFolder[]): readonly string[] => [
  ...folders.flatMap((folder) => [...unread(folder), ...needlessQuotes(folder), ...untrippedConditions(folder)]),
  ...unreadOutputs(folders),
];
