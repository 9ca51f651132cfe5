import { cloudTrailControl, ec2NetworkInterfaces } from '@bellwether/aws-adapters';
import { taskHandler } from '@bellwether/lambda-kit';
import { findingOf } from '@bellwether/log-model';
import { guardrailsOf, settingsOf } from '@bellwether/playbooks';
import { ExecuteRemediationRequest, ExecuteRemediationResult } from './contract.ts';
import { readEnv } from './env.ts';
import { executeRemediation } from './execute-remediation.ts';

const env = readEnv(process.env);

const execute = executeRemediation(
  { trails: cloudTrailControl(), interfaces: ec2NetworkInterfaces() },
  guardrailsOf(env),
  settingsOf(env),
);

export const handler = taskHandler({
  input: ExecuteRemediationRequest,
  output: ExecuteRemediationResult,
  run: (request) => execute({ ...request, finding: findingOf(request.finding) }),
});
