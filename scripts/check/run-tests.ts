/**
 * The tests that need nothing but Node: `npm test`. Two series run side by side: the static checks, and the build with the
 * unit tests. Closes with `N passed, N failed`.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStep, type StepResult } from './run-step.ts';

const workDirectory = await mkdtemp(join(tmpdir(), 'bellwether-tests-'));
const jestReport = join(workDirectory, 'jest.json');

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
  readonly numRuntimeErrorTestSuites: number;
}

/** Counts single tests instead of the one command. A suite that could not even start counts as a failure. */
const unitTests = async (): Promise<StepResult> => {
  const step = await runStep(
    'unit tests',
    'npm',
    ['run', '-s', 'unit', '--', '--silent', '--json', '--outputFile', jestReport],
    {
      isShownOnlyOnFailure: true,
    },
  );
  try {
    const report = JSON.parse(readFileSync(jestReport, 'utf8')) as JestReport;
    return { ...step, passed: report.numPassedTests, failed: report.numFailedTests + report.numRuntimeErrorTestSuites };
  } catch (error) {
    console.error(`unit tests: no report was written (${error instanceof Error ? error.message : String(error)})`);
    return { ...step, passed: 0, failed: 1 };
  }
};

const check = (name: string, script: string): Promise<StepResult> =>
  runStep(name, 'npm', ['run', '-s', script], { isShownOnlyOnFailure: true });

const inSeries = async (steps: readonly (() => Promise<StepResult>)[]): Promise<readonly StepResult[]> => {
  const results: StepResult[] = [];
  for (const step of steps) results.push(await step());
  return results;
};

const results = (
  await Promise.all([
    inSeries([() => check('build', 'build'), unitTests, () => check('ingestion without the fast path', 'unit:plain')]),
    inSeries([
      () => check('typecheck', 'typecheck'),
      () => check('import table', 'deps:check'),
      () => check('generated files', 'generate:check'),
      () => check('permissions', 'check:iam'),
      () => check('format', 'format:check'),
      () => check('lint', 'lint'),
    ]),
  ])
).flat();
await rm(workDirectory, { recursive: true, force: true });

const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
for (const result of results) console.log(result.line);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
