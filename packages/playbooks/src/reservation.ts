import type { Finding } from '@bellwether/log-model';
import type { LateWindowStore, RemediationLedger, Reservation, ReservationBound } from '@bellwether/ports';
import type { Playbook } from './playbook.ts';

/** What acting asks so that two remediations never meet and none comes too often. */
export interface LedgerPorts {
  readonly remediationLedger: RemediationLedger;
}

/** What planning asks to see whether ingestion works off what waited. */
export interface BacklogPorts {
  readonly lateWindows: Pick<LateWindowStore, 'backlogs'>;
}

/** How long after a backlog its findings are only rehearsed, in milliseconds. */
const afterBacklogMs = 60 * 60_000;

/** Why nothing is applied while events that waited are worked off; undefined when none waited lately. */
export const backlogReasonOf = async ({ lateWindows }: BacklogPorts, nowMs: number): Promise<string | undefined> =>
  (await lateWindows.backlogs(nowMs - afterBacklogMs)).length === 0
    ? undefined
    : 'Events had to wait within the last hour, so what is found now may be of an outage long over.';

/**
 * What a playbook changes for a finding. The first resource that it reads names it; an ARN counts as the name it ends with, so that one
 * resource has one lock. Names that come to the same are serialised, never mixed up: the lock says nothing about what is changed.
 *
 * @example
 * reservationOf(stopInstance, finding); // { ..., resource: 'instanceId=i-0a1b' }
 */
export const reservationOf = (
  { id, resources: [name = ''], isGlobal = false }: Pick<Playbook, 'id' | 'resources' | 'isGlobal'>,
  { id: findingId, account, region, resources }: Pick<Finding, 'id' | 'account' | 'region' | 'resources'>,
): Reservation => ({
  findingId,
  playbookId: id,
  account,
  region: isGlobal ? 'global' : region,
  resource: `${name}=${resources[name]?.split(/[:/]/).at(-1) ?? ''}`,
});

const boundWords: Readonly<Record<ReservationBound, string>> = {
  resource: 'Another finding is changing the same resource.',
  running: 'The playbook is running for another finding of this account.',
  playbook_hour: 'The playbook has been applied as often in this hour as one may be (MAX_APPLIED_PER_HOUR).',
  account_hour:
    'As many remediations were applied in this account in this hour as may be (MAX_APPLIED_PER_ACCOUNT_HOUR).',
  first_run:
    'The playbook has not been verified in this account within 30 days, and has had the one finding an hour that it may have until then.',
};

export interface ApplyLimits {
  /** Findings that one playbook may be applied to in an hour, in one account; integer. */
  readonly perPlaybookHour: number;
  /** Findings that all playbooks may be applied to in an hour, in one account; integer. */
  readonly perAccountHour: number;
}

/** The limits where no setting names others. */
export const usualApplyLimits: ApplyLimits = { perPlaybookHour: 5, perAccountHour: 10 };

/** Reserves what a remediation needs. Why it may not go on, which is also the case when the ledger cannot be asked; undefined when it may. */
export const reservationRefusalOf = async (
  { remediationLedger }: LedgerPorts,
  reservation: Reservation,
  limits: ApplyLimits,
  nowMs: number,
): Promise<string | undefined> => {
  try {
    const reserved = await remediationLedger.reserve(reservation, limits, nowMs);
    return reserved.kind === 'reserved' ? undefined : boundWords[reserved.bound];
  } catch (error) {
    return `Locks and rates could not be asked: ${error instanceof Error ? error.message : 'unknown failure'}`;
  }
};
