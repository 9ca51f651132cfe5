import { actingPorts, ssmRemediationSwitch } from '@bellwether/aws-adapters';
import { openLog, openMetrics } from '@bellwether/lambda-kit';
import { taskHandler } from '@bellwether/lambda-kit/task-handler';
import { findingOf } from '@bellwether/log-model';
import { applyLimitsOf, guardrailsOf, settingsOf } from '@bellwether/playbooks';
import { openPortOnAws } from '@bellwether/playbooks/aws';
import { ExecuteRemediationRequest, ExecuteRemediationResult } from './contract.ts';
import { readEnv } from './env.ts';
import { executeRemediation } from './execute-remediation.ts';

const env = readEnv(process.env);
const metrics = openMetrics();
const log = openLog();
const remediationSwitch = ssmRemediationSwitch(env.REMEDIATION_SWITCH_PARAMETER, (error) =>
  log.warn('The switch of remediation could not be read, so it counts as off.', {}, error),
);
const onUnnoted = (error: unknown): void => log.warn('What came of a remediation could not be noted.', {}, error);

const execute = executeRemediation(
  { openPort: openPortOnAws, remediationSwitch, ...actingPorts(env) },
  { ...guardrailsOf(env), applyLimits: applyLimitsOf(env) },
  settingsOf(env),
  onUnnoted,
);

export const handler = taskHandler({
  input: ExecuteRemediationRequest,
  output: ExecuteRemediationResult,
  metrics,
  run: async (request) => {
    const done = await execute({ ...request, finding: findingOf(request.finding) });
    metrics.addSplit('RemediationSteps', done.action, 1);
    return done;
  },
});
