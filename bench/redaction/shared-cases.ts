import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Figure } from '../report.ts';

/** Makes secrets and personal data of its own kinds with fresh values, and measures what `bellwether parse` leaves of them. */
export const sharedCases = '../shared/cases/redaction.mjs';
export const sharedSeed = 7;

const lastLine =
  /^credentials ([\d.]+) of (\d+), personal data ([\d.]+) of (\d+), addresses .*; look-alikes taken out (\d+) of (\d+)$/;

/**
 * Builds the command line and runs the cases.
 *
 * @returns undefined where the file is not there
 * @throws when the command line cannot be built, or the cases say something that is not understood
 */
export const measureSharedCases = (): { readonly line: string; readonly figures: readonly Figure[] } | undefined => {
  if (!existsSync(sharedCases)) return undefined;
  execFileSync('npm', ['run', '-s', 'build', '-w', 'packages/cli'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const written = execFileSync('node', [sharedCases, '--seed', String(sharedSeed)], { encoding: 'utf8' });
  const line = written.trim().split('\n').at(-1) ?? '';
  const [, credentials, credentialCases, personal, personalCases, taken, lookAlikes] = lastLine.exec(line) ?? [];
  if (taken === undefined) throw new Error(`${sharedCases} ends with a line that is not understood: ${line}`);
  const figure = { peer: 'none known', digits: 4 };
  return {
    line,
    figures: [
      {
        ...figure,
        id: 'redaction-fresh-credentials',
        measure: `fresh credentials taken out whole, of ${credentialCases}`,
        goal: 0.95,
        reached: Number(credentials),
      },
      {
        ...figure,
        id: 'redaction-fresh-personal',
        measure: `fresh personal data taken out whole, of ${personalCases}`,
        goal: 0.9,
        reached: Number(personal),
      },
      {
        ...figure,
        id: 'redaction-fresh-false',
        measure: `fresh look-alikes taken out, of ${lookAlikes}`,
        goal: 0.002,
        reached: Number(taken) / Number(lookAlikes),
        isCeiling: true,
      },
    ],
  };
};
