/**
 * What takes too long for every change: the readers under a hundred thousand hostile inputs each, and five thousand random
 * fault schedules through the ways in. `npm run nightly`; closes with `N passed, N failed`.
 */
import { runStep } from './run-step.ts';

const steps = [
  {
    name: 'hostile input, 100,000 a reader',
    args: ['packages/log-readers/test/fuzz'],
    env: { BELLWETHER_FUZZ_RUNS: '100000' },
  },
  {
    name: 'fault schedules, 5,000',
    args: ['functions/ingest-', '-t', 'schedule', '-w', '1'],
    env: { EXACTLY_ONCE_SCHEDULES: '5000' },
  },
];

let passed = 0;
let failed = 0;
for (const { name, args, env } of steps) {
  const step = await runStep(name, 'npm', ['run', '-s', 'unit', '--', '--silent', ...args], {
    isShownOnlyOnFailure: false,
    env,
  });
  console.log(step.line);
  passed += step.passed;
  failed += step.failed;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
