import { cloudTrailControl, ec2NetworkInterfaces } from '@bellwether/aws-adapters';
import { openMetrics } from '@bellwether/lambda-kit';
import { taskHandler } from '@bellwether/lambda-kit/task-handler';
import { findingOf } from '@bellwether/log-model';
import { guardrailsOf, settingsOf } from '@bellwether/playbooks';
import { PlanRemediationRequest, PlanRemediationResult } from './contract.ts';
import { readEnv } from './env.ts';
import { planRemediationTask } from './plan-remediation.ts';

const env = readEnv(process.env);
const metrics = openMetrics();

const plan = planRemediationTask(
  { trails: cloudTrailControl(), interfaces: ec2NetworkInterfaces() },
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
