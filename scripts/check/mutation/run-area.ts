import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import type { MutantResult } from '@stryker-mutator/api/core';
import type { MutationArea } from './areas.ts';
import { explainedMutants } from './explained.ts';

const repository = resolve(import.meta.dirname, '..', '..', '..');

/** A mutant that every test passed, or that no test reached. */
export interface Survivor {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly original: string;
  readonly replacement: string;
  /** Why it is accepted; absent for one that a test has to be written for. */
  readonly reason?: string;
}

/** What became of the mutants of one file. */
export interface FileScore {
  readonly file: string;
  readonly killed: number;
  readonly survivors: number;
}

export interface AreaResult {
  readonly name: string;
  readonly files: readonly FileScore[];
  readonly survivors: readonly Survivor[];
}

/** The text that a mutant replaces; Stryker counts lines and columns from 1. */
const originalOf = ({ fileName, location: { start, end } }: MutantResult): string => {
  const lines = readFileSync(fileName, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line);
  const last = lines.length - 1;
  lines[last] = (lines[last] ?? '').slice(0, end.column - 1);
  lines[0] = (lines[0] ?? '').slice(start.column - 1);
  return lines.join('\n');
};

const survivorOf = (mutant: MutantResult): Survivor => {
  const file = relative(repository, mutant.fileName);
  const original = originalOf(mutant);
  const replacement = mutant.replacement ?? '';
  const reason = explainedMutants.find(
    (known) => known.file === file && known.original === original && known.replacement === replacement,
  )?.reason;
  return {
    file,
    line: mutant.location.start.line,
    original,
    replacement,
    ...(reason === undefined ? {} : { reason }),
  };
};

const isKilled = ({ status }: MutantResult): boolean => status === 'Killed' || status === 'Timeout';
const isSurvivor = ({ status }: MutantResult): boolean => status === 'Survived' || status === 'NoCoverage';

/**
 * Mutates one area and runs its tests against every mutant, one at a time.
 *
 * @throws when the tests fail without any mutant
 */
export const runArea = async (area: MutationArea): Promise<AreaResult> => {
  const mutants = await new Stryker({
    mutate: [...area.mutate],
    testRunner: 'jest',
    jest: {
      projectType: 'custom',
      configFile: 'scripts/check/mutation/jest.config.mjs',
      enableFindRelatedTests: false,
    },
    buildCommand: `tsx scripts/check/mutation/bundle-tests.ts ${area.name}`,
    testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    plugins: ['@stryker-mutator/jest-runner', join(import.meta.dirname, 'ignore-messages.mjs')],
    ignorers: ['messages'],
    coverageAnalysis: 'perTest',
    // One at a time: the tests of an area take the time, and other tiers run beside it.
    concurrency: 1,
    // A busy machine must not count a slow mutant as killed.
    timeoutMS: 30_000,
    reporters: ['progress-append-only'],
    ignorePatterns: ['dist', '.turbo', '.demo', '.bellwether', 'infra', 'docs', 'bench'],
    allowConsoleColors: false,
    packageManager: 'npm',
    tempDirName: '.stryker-tmp',
  }).runMutationTest();
  const files = [...new Set(mutants.map(({ fileName }) => fileName))].sort();
  return {
    name: area.name,
    files: files.map((fileName) => {
      const own = mutants.filter((mutant) => mutant.fileName === fileName);
      return {
        file: relative(repository, fileName),
        killed: own.filter(isKilled).length,
        survivors: own.filter(isSurvivor).length,
      };
    }),
    survivors: mutants.filter(isSurvivor).map(survivorOf),
  };
};
