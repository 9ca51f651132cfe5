import type { ApprovalStore, Ports, RemediationLedger } from '@bellwether/ports';
import { findingStatusPorts } from '../compose-ports.ts';
import { dynamoApprovals } from './dynamo-approvals.ts';
import { dynamoRemediationLedger } from './dynamo-remediation-ledger.ts';

/** What a remediation that acts asks besides the account and the switch: locks and rates, approvals, and the findings that it notes its state on. */
export const actingPorts = (stores: {
  readonly COUNTS_TABLE: string;
  readonly FINDINGS_TABLE: string;
}): Pick<Ports, 'findings' | 'clock'> & {
  readonly remediationLedger: RemediationLedger;
  readonly approvals: ApprovalStore;
} => ({
  remediationLedger: dynamoRemediationLedger(stores.COUNTS_TABLE),
  approvals: dynamoApprovals(stores.COUNTS_TABLE),
  ...findingStatusPorts(stores.FINDINGS_TABLE),
});
