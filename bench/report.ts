/** Writes a tier's committed table and compares its figures with their floors. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One figure of a tier. */
export interface Figure {
  /** Key in `floors.json`. */
  readonly id: string;
  readonly measure: string;
  /** The best known before, in words. */
  readonly peer: string;
  /** What is to be reached: at least, or at most where `isCeiling`. */
  readonly goal: number;
  readonly reached: number;
  /** Digits after the point. */
  readonly digits: number;
  readonly unit?: string;
  readonly isCeiling?: boolean;
}

export type Row = readonly (string | number)[];

export const table = (header: readonly string[], rows: readonly Row[]): string =>
  [header, header.map((_, index) => (index === 0 ? '---' : '---:')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');

const isMet = ({ reached, goal, isCeiling }: Figure): boolean => (isCeiling ? reached <= goal : reached >= goal);

/** @param compared  what the figures stand beside, as the column's heading */
export const figureTable = (figures: readonly Figure[], compared = 'best peer, one configuration'): string =>
  table(
    ['measure', compared, 'goal', 'reached', 'met'],
    figures.map((figure) => {
      const unit = figure.unit ?? '';
      const bound = figure.isCeiling ? 'at most' : 'at least';
      return [
        figure.measure,
        figure.peer,
        `${bound} ${figure.goal}${unit}`,
        `${figure.reached.toFixed(figure.digits)}${unit}`,
        isMet(figure) ? 'yes' : 'no',
      ];
    }),
  );

const folder = import.meta.dirname;

/** Floors by figure; ceilings where the figure is one. A run fails beyond them. */
const readFloors = (): Readonly<Record<string, number>> =>
  JSON.parse(readFileSync(join(folder, 'floors.json'), 'utf8')) as Record<string, number>;

/** How many figures are worse than their floor, or have none; says which. */
const countFallen = (figures: readonly Figure[]): number => {
  const floors = readFloors();
  let fallen = 0;
  for (const { id, reached, isCeiling } of figures) {
    const floor = floors[id];
    const isKept = floor !== undefined && (isCeiling ? reached <= floor : reached >= floor);
    if (isKept) continue;
    fallen += 1;
    console.log(`FAILED ${id}: ${reached} is beyond its floor, ${floor ?? 'of which there is none in floors.json'}`);
  }
  return fallen;
};

/**
 * Prints the figures. With `--check` they are held against their floors, and the committed table stays as it is; without
 * it the table is written anew.
 */
export const report = (tier: string, figures: readonly Figure[], page: string, compared?: string): void => {
  console.log(figureTable(figures, compared));
  if (process.argv.includes('--check')) {
    const fallen = countFallen(figures);
    console.log(`${figures.length - fallen} passed, ${fallen} failed`);
    process.exitCode = fallen > 0 ? 1 : 0;
    return;
  }
  writeFileSync(join(folder, 'results', `${tier}.md`), `${page.trim()}\n`);
  console.log(`Written to bench/results/${tier}.md.`);
};
