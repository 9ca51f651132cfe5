import { stepFunctionsRuns } from '@bellwether/aws-adapters';
import type { WorkflowRuns } from '@bellwether/ports';

/** The runs of a remediation machine on AWS; this file alone loads the SDK for them. */
export const openRuns = (machineArn: string): WorkflowRuns => stepFunctionsRuns(machineArn);
