import { dynamoRemediationLedger, findingStatusPorts, ssmRemediationSwitch } from '@bellwether/aws-adapters';
import { openLog, openMetrics } from '@bellwether/lambda-kit';
import { taskHandler } from '@bellwether/lambda-kit/task-handler';
import { findingOf } from '@bellwether/log-model';
import { readStarts, settingsOf } from '@bellwether/playbooks';
import { openPortOnAws } from '@bellwether/playbooks/aws';
import { VerifyRemediationRequest, VerifyRemediationResult } from './contract.ts';
import { readEnv } from './env.ts';
import { verifyRemediation } from './verify-remediation.ts';

const env = readEnv(process.env);
const metrics = openMetrics();
const log = openLog();
const remediationSwitch = ssmRemediationSwitch(env.REMEDIATION_SWITCH_PARAMETER, (error) =>
  log.warn('The switch of remediation could not be read, so it counts as off.', {}, error),
);
const remediationLedger = dynamoRemediationLedger(env.COUNTS_TABLE);
const onUnnoted = (error: unknown): void => log.warn('What came of a remediation could not be noted.', {}, error);

const verify = verifyRemediation(
  { openPort: openPortOnAws, remediationSwitch, remediationLedger, ...findingStatusPorts(env.FINDINGS_TABLE) },
  settingsOf(env),
  onUnnoted,
  readStarts(env.REMEDIATION_STARTS),
);

export const handler = taskHandler({
  input: VerifyRemediationRequest,
  output: VerifyRemediationResult,
  metrics,
  run: async (request) => {
    const checked = await verify({ ...request, finding: findingOf(request.finding) });
    metrics.addSplit('RemediationSteps', checked.verified ? 'verified' : 'not_verified', 1);
    return checked;
  },
});
