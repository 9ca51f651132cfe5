import { attributeOf, countNested, readBlocks, textOf } from './hcl-blocks.ts';

/** A Terraform folder with its files: `name` from infra on, such as `modules/kms`; texts by file name, tests by theirs. */
export interface TerraformFolder {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly tests: Readonly<Record<string, string>>;
}

const maxLines = 120;

/**
 * Inputs a folder may have. The stack is where every choice of a deployment comes in, and grouping them would hide the
 * validations that stand on each; environments only hand choices through.
 */
const maxInputs = (folder: string): number => (folder.startsWith('modules/') ? 14 : 40);

/** Whether a line grants on every resource, in either way of writing a policy. */
const isBareStar = (line: string): boolean => /\b(?:Resource|resources)\s*=\s*\[?\s*"\*"/.test(line);

const hasComment = (line: string | undefined): boolean => line !== undefined && /(?:^\s*|\s)# \S/.test(line);

const lintFile = (path: string, text: string): string[] => {
  const lines = text.trimEnd().split('\n');
  const problems = lines.length > maxLines ? [`${path} has ${lines.length} lines; ${maxLines} are the most.`] : [];
  lines.forEach((line, index) => {
    const at = `${path}:${index + 1}`;
    if (isBareStar(line) && !hasComment(line) && !hasComment(lines[index - 1]))
      problems.push(`${at} grants on every resource without a reason on the line or above it.`);
    if (/data\.aws_region\.\w+\.(?:name|region)\b/.test(line))
      problems.push(`${at} reads an attribute of the region that one provider major lacks; take id.`);
    if (/^\s*source\s*=\s*"hashicorp\/(?!aws")/.test(line)) problems.push(`${at} asks for a provider besides aws.`);
  });
  return problems;
};

const isSentence = (text: string | undefined): boolean => text !== undefined && text.length > 15 && text.endsWith('.');

/** Runs of a folder's tests that expect a check to fail, by what they name, such as `var.name`. */
const countExpectations = (tests: Readonly<Record<string, string>>): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const text of Object.values(tests))
    for (const [, list = ''] of text.matchAll(/expect_failures\s*=\s*\[([^\]]*)\]/g))
      for (const name of list.split(',').map((item) => item.trim())) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};

const lintFolder = ({ name, files, tests }: TerraformFolder): string[] => {
  const blocks = Object.values(files).flatMap(readBlocks);
  const inputs = blocks.filter(({ kind }) => kind === 'variable');
  const outputs = blocks.filter(({ kind }) => kind === 'output');
  const expected = countExpectations(tests);
  const problems =
    inputs.length > maxInputs(name) ? [`${name} has ${inputs.length} inputs; ${maxInputs(name)} are the most.`] : [];
  for (const block of [...inputs, ...outputs]) {
    const what = `${name}: ${block.kind} ${block.labels[0] ?? ''}`;
    if (!isSentence(textOf(block, 'description'))) problems.push(`${what} has no sentence as its description.`);
    if (block.kind !== 'variable') continue;
    if (attributeOf(block, 'type') === undefined) problems.push(`${what} has no type.`);
    const tripped = expected.get(`var.${block.labels[0] ?? ''}`) ?? 0;
    if (tripped < countNested(block, 'validation')) problems.push(`${what} has a validation that no run trips.`);
  }
  return problems;
};

/** What our own rules find wrong, one sentence each; none when all is well. */
export const lintTerraform = (folders: readonly TerraformFolder[]): readonly string[] =>
  folders.flatMap((folder) => [
    ...Object.entries(folder.files).flatMap(([file, text]) => lintFile(`${folder.name}/${file}`, text)),
    ...lintFolder(folder),
  ]);

/** Metrics of our own that alarms sum, in the order they stand. */
export const alarmedMetrics = (folders: readonly TerraformFolder[]): readonly string[] =>
  folders.flatMap(({ files }) =>
    Object.values(files).flatMap((text) =>
      Array.from(text.matchAll(/SELECT SUM\((\w+)\) \$\{local\.own_metric\}/g), (match) => match[1] ?? ''),
    ),
  );

/** Metrics of our own that the dashboard shows, in the order they stand. */
export const shownMetrics = (folders: readonly TerraformFolder[]): readonly string[] =>
  folders.flatMap(({ files }) =>
    Array.from((files['dashboard.tf'] ?? '').matchAll(/\bmetrics = \[("[^\]]*)\]/g)).flatMap(([, list = '']) =>
      Array.from(list.matchAll(/"(\w+)"/g), (match) => match[1] ?? ''),
    ),
  );
