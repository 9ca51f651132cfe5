import { lateWindowsIn, ssmRemediationSwitch } from '@bellwether/aws-adapters';
import { openLog, openMetrics } from '@bellwether/lambda-kit';
import { taskHandler } from '@bellwether/lambda-kit/task-handler';
import { findingOf } from '@bellwether/log-model';
import { guardrailsOf, settingsOf } from '@bellwether/playbooks';
import { openPortOnAws } from '@bellwether/playbooks/aws';
import { PlanRemediationRequest, PlanRemediationResult } from './contract.ts';
import { readEnv } from './env.ts';
import { planRemediationTask } from './plan-remediation.ts';

const env = readEnv(process.env);
const metrics = openMetrics();
const log = openLog();

const plan = planRemediationTask(
  {
    openPort: openPortOnAws,
    clock: { now: Date.now },
    lateWindows: lateWindowsIn(env.COUNTS_TABLE),
    remediationSwitch: ssmRemediationSwitch(env.REMEDIATION_SWITCH_PARAMETER, (error) =>
      log.warn('The switch of remediation could not be read, so it counts as off.', {}, error),
    ),
  },
  guardrailsOf(env),
  settingsOf(env),
);

export const handler = taskHandler({
  input: PlanRemediationRequest,
  output: PlanRemediationResult,
  metrics,
  run: async (finding) => {
    const planned = await plan(findingOf(finding));
    metrics.addSplit('RemediationSteps', planned.decision, 1);
    return planned;
  },
});
