import { openMetrics } from '@bellwether/lambda-kit';
import { taskHandler } from '@bellwether/lambda-kit/task-handler';
import { findingOf } from '@bellwether/log-model';
import { guardrailsOf, settingsOf } from '@bellwether/playbooks';
import { openPortOnAws } from '@bellwether/playbooks/aws';
import { PlanRemediationRequest, PlanRemediationResult } from './contract.ts';
import { readEnv } from './env.ts';
import { planRemediationTask } from './plan-remediation.ts';

const env = readEnv(process.env);
const metrics = openMetrics();

const plan = planRemediationTask({ openPort: openPortOnAws }, guardrailsOf(env), settingsOf(env));

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
