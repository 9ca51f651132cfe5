import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { table } from '../../../bench/report.ts';
import { mutationAreas } from './areas.ts';
import type { AreaResult } from './run-area.ts';

const file = resolve(import.meta.dirname, '..', '..', '..', 'bench', 'results', 'mutation.md');

const head = `# Mutation testing

Written by \`npm run check:mutation\`: Stryker changes the code in one place, and a test must fail. A mutant that runs into the time limit counts as
killed. The wording of errors is left out, and a property is tried with 25 inputs at most. A section is written when its area is run; an area without one has not been run to its end. A survivor is explained in
\`scripts/check/mutation/explained.ts\`, or the tier fails.
`;

/** Code in a cell of a table: on one line, without what would end the cell. */
const cell = (code: string): string =>
  `\`${code.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('`', "'").slice(0, 120)}\``;

const percent = (killed: number, all: number): string => `${all === 0 ? 100 : Math.floor((100 * killed) / all)} %`;

const sectionOf = ({ name, files, survivors }: AreaResult): string => {
  const rows = files.map(({ file: path, killed, survivors: left }) => [
    path,
    killed + left,
    killed,
    left,
    percent(killed, killed + left),
  ]);
  const list = table(
    ['survivor', 'instead of', 'why it is accepted'],
    survivors.map(({ file: path, line, original, replacement, reason }) => [
      `${path}:${line} ${cell(replacement)}`,
      cell(original),
      reason ?? 'not explained yet',
    ]),
  );
  return [
    `## ${name}`,
    table(['file', 'mutants', 'killed', 'survived', 'score'], rows),
    ...(survivors.length === 0 ? [] : [list]),
  ].join('\n\n');
};

/** The sections of the table as it is, by area. */
const knownSections = (): Map<string, string> => {
  if (!existsSync(file)) return new Map();
  const [, ...sections] = readFileSync(file, 'utf8').split(/^(?=## )/m);
  return new Map(sections.map((section) => [/^## (\S+)/.exec(section)?.[1] ?? '', section.trimEnd()]));
};

/** Writes the section of one area; those of the others stay. */
export const writeMutationTable = (result: AreaResult): void => {
  const sections = knownSections().set(result.name, sectionOf(result));
  const ordered = mutationAreas.flatMap(({ name }) => sections.get(name) ?? []);
  writeFileSync(file, `${[head.trimEnd(), ...ordered].join('\n\n')}\n`);
};
