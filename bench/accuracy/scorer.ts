/** Runs the scorers that come with the data: a number counts when the scorer printed it. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export type Scorer = 'parse_score' | 'fields_score' | 'severity_score' | 'detect_score' | 'nab_score';

export const runScorer = (data: string, scorer: Scorer, ...args: readonly string[]): string =>
  execFileSync('python3', [join(data, 'scorers', `${scorer}.py`), ...args], { encoding: 'utf8' });

/** The number after a name in a scorer's output, such as `'GA': 0.97` or `accuracy 0.97`. */
export const numberOf = (output: string, name: string): number => {
  const found = new RegExp(`${name}'?:? ([0-9.]+)`).exec(output)?.[1];
  if (found === undefined) throw new Error(`The scorer printed no ${name}: ${output.slice(0, 200)}`);
  return Number(found);
};
