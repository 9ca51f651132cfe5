import { stepFunctionsRuns, workflowStarter } from '@bellwether/aws-adapters';
import type { WorkflowRuns, WorkflowStarter } from '@bellwether/ports';

/** The runs of a remediation machine on AWS; this file alone loads the SDK for them. */
export const openRuns = (machineArn: string): WorkflowRuns => stepFunctionsRuns(machineArn);

/** Starts runs of a remediation machine on AWS. */
export const openStarter = (machineArn: string): WorkflowStarter => workflowStarter(machineArn);
