import { cloudTrailControl, ec2NetworkInterfaces } from '@bellwether/aws-adapters';
import { taskHandler } from '@bellwether/lambda-kit';
import { findingOf } from '@bellwether/log-model';
import { settingsOf } from '@bellwether/playbooks';
import { VerifyRemediationRequest, VerifyRemediationResult } from './contract.ts';
import { readEnv } from './env.ts';
import { verifyRemediation } from './verify-remediation.ts';

const env = readEnv(process.env);

const verify = verifyRemediation({ trails: cloudTrailControl(), interfaces: ec2NetworkInterfaces() }, settingsOf(env));

export const handler = taskHandler({
  input: VerifyRemediationRequest,
  output: VerifyRemediationResult,
  run: (request) => verify({ ...request, finding: findingOf(request.finding) }),
});
