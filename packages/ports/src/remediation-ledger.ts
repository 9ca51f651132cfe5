/**
 * What one remediation asks for before it writes.
 *
 * @example
 * const reservation: Reservation = {
 *   findingId: '3f2a91', playbookId: 'stop-instance', account: '111122223333', region: 'eu-west-1', resource: 'instanceId=i-0a1b',
 * };
 */
export interface Reservation {
  readonly findingId: string;
  readonly playbookId: string;
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  /** Name of what is changed: two playbooks that change one thing give the same name. */
  readonly resource: string;
}

/** Most findings that may be applied in an hour of the clock; integers, 1 or more. */
export interface ReservationLimits {
  /** Of one playbook in one account. */
  readonly perPlaybookHour: number;
  /** Of all playbooks in one account. */
  readonly perAccountHour: number;
}

/**
 * The bound that refused: another finding changes the resource, the playbook runs for another finding in this account, the hour's findings
 * of the playbook or of the account are used up, or the playbook was not verified here yet and has had its one finding of the hour.
 */
export type ReservationBound = 'resource' | 'running' | 'playbook_hour' | 'account_hour' | 'first_run';

export type Reserved = { readonly kind: 'reserved' } | { readonly kind: 'refused'; readonly bound: ReservationBound };

/** How long a reservation holds that nobody releases, in milliseconds: the machine's own time and an hour. */
export const reservationHoldMs = 135 * 60_000;

/** How long a verified run of a playbook counts as experience with it in an account, in milliseconds. */
export const experienceMs = 30 * 86_400_000;

/** Locks and rates of remediations, shared by all runs of the machine. */
export interface RemediationLedger {
  /**
   * Takes the lock of the resource, the run of the playbook and a place in the hour, all or none. The same finding may take them again, so a
   * retry passes and counts once. Until a playbook was verified in an account, one finding an hour passes.
   *
   * @throws PortError when the ledger cannot be asked
   */
  reserve(reservation: Reservation, limits: ReservationLimits, nowMs: number): Promise<Reserved>;
  /** Gives lock and run back where the finding still has them. `verified` is noted as experience with the playbook. */
  release(reservation: Reservation, outcome: 'verified' | 'ended', nowMs: number): Promise<void>;
}
