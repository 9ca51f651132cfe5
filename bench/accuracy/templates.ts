/** Mines the loghub samples with the code of `bellwether mine`, from raw lines and from their Content column. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCsvReader } from '../../packages/cli/src/csv-rows.ts';
import { columnOf, messagesOf, type Message } from '../../packages/cli/src/mine/messages-of.ts';
import { mine } from '../../packages/cli/src/mine/mine.ts';
import { openInput } from '../../packages/cli/src/parse/open-input.ts';
import { systemPath, systems, readLines, type System } from '../data.ts';
import { numberOf, runScorer } from './scorer.ts';
import { wrongLinesOf, type WrongLines } from './wrong-groups.ts';

export interface TemplateScore {
  readonly system: System;
  /** Scores in [0, 1]. */
  readonly grouping: number;
  readonly correctedGrouping: number;
  readonly exactLines: number;
  readonly exactTemplates: number;
  readonly wrong: WrongLines;
}

export type MinedFrom = 'raw' | 'content';

const rowsOf = (text: string): readonly (readonly string[])[] => {
  const reader = createCsvReader();
  return [...reader.push(text), ...reader.end()];
};

const column = (text: string, name: string): readonly string[] => {
  const [header = [], ...rows] = rowsOf(text);
  const at = header.indexOf(name);
  return rows.map((row) => row[at] ?? '');
};

const open = async (path: string, from: MinedFrom): Promise<AsyncIterable<readonly Message[]>> => {
  const nothing = { bytes: (async function* () {})(), nowMs: 0 };
  if (from === 'raw') return messagesOf(await openInput(path, nothing));
  return columnOf((await openInput(`${path}_structured.csv`, nothing)).bytes, 'Content');
};

/** A template that begins like a formula has a quote before it for spreadsheets, which is none of its own. */
const withoutFormulaGuard = (row: string): string => row.replace(/(^|,"?)'(?=[=+\-@])/g, '$1');

const scoreSystem = async (data: string, work: string, system: System, from: MinedFrom): Promise<TemplateScore> => {
  const path = systemPath(data, system);
  let predicted = '';
  for await (const row of mine(await open(path, from))) predicted += `${withoutFormulaGuard(row)}\n`;
  const predictedPath = join(work, `${system}-${from}.csv`);
  writeFileSync(predictedPath, predicted);
  const truthPath = `${path}_structured.csv`;
  const printed = runScorer(
    data,
    'parse_score',
    truthPath,
    predictedPath,
    '--corrected',
    `${path}_structured_corrected.csv`,
  );
  const [plain = '', corrected = ''] = printed.split('corrected');
  const truth = column(readLines(truthPath).join('\n'), 'EventId');
  return {
    system,
    grouping: numberOf(plain, 'GA'),
    correctedGrouping: numberOf(corrected, 'GA'),
    exactLines: numberOf(corrected, 'PA'),
    exactTemplates: numberOf(corrected, 'FTA'),
    wrong: wrongLinesOf(truth, column(predicted, 'EventId')),
  };
};

/** Scores every system; an unassigned line is a miss. */
export const scoreTemplates = async (
  data: string,
  work: string,
  from: MinedFrom,
): Promise<readonly TemplateScore[]> => {
  const scores: TemplateScore[] = [];
  for (const system of systems) scores.push(await scoreSystem(data, work, system, from));
  return scores;
};

export const meanOf = (scores: readonly TemplateScore[], pick: (score: TemplateScore) => number): number =>
  scores.reduce((sum, score) => sum + pick(score), 0) / scores.length;
