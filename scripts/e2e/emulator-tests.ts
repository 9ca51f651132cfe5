/**
 * `npm run emulator-tests`: the conformance suites of the ports over the AWS adapters, against an AWS endpoint that is not
 * AWS. Options: --if-found (skip with a plain line where there is none).
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findLocalAws } from './local-aws.ts';

const { values: flags } = parseArgs({ options: { 'if-found': { type: 'boolean', default: false } } });
const aws = await findLocalAws();
if (typeof aws === 'string') {
  console.log(`emulator tier skipped: ${aws}`);
  process.exit(flags['if-found'] ? 0 : 1);
}
const work = mkdtempSync(join(tmpdir(), 'bellwether-emulator-'));
const reportPath = join(work, 'jest.json');
try {
  spawnSync(
    'npm',
    ['run', '-s', 'unit', '--', '--config', 'jest.emulator.config.mjs', '--json', '--outputFile', reportPath],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        AWS_ENDPOINT_URL: aws.endpoint,
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
      },
    },
  );
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
    readFileSync(reportPath, 'utf8'),
  ) as {
    numPassedTests: number;
    numFailedTests: number;
    numRuntimeErrorTestSuites: number;
  };
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  console.log(`${numPassedTests} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
} finally {
  rmSync(work, { recursive: true, force: true });
  aws.stop();
}
