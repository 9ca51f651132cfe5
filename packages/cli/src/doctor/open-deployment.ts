import { awsDeployment, dynamoCounts } from '@bellwether/aws-adapters';
import type { CountStore, DeploymentReads } from '@bellwether/ports';

/** A deployment on AWS; this file alone loads the SDK for it. */
export const openDeployment = (
  countsTable: string,
): { readonly reads: DeploymentReads; readonly counts: Pick<CountStore, 'scopes'> } => ({
  reads: awsDeployment(),
  // Nothing is written, so how long a row would be kept does not matter.
  counts: dynamoCounts(countsTable, { retentionDays: 1 }),
});
