import type { Finding } from '@bellwether/log-model';

/** What a batch raised, and what it did not add. */
export interface RaisedFindings {
  /** Findings raised or merged. */
  readonly findings: readonly Finding[];
  readonly alertsSent: number;
  /** What was not done because a log source made too many findings. */
  readonly heldBack: HeldBack;
  /** Events that its counts left out: counted before, or out of order; integer. */
  readonly eventsLeftOut: number;
}

/** Findings of one log source beyond each of its limits; integers. */
export interface HeldBack {
  /** Not listed. */
  readonly findings: number;
  /** Listed, and not notified one by one. */
  readonly notifications: number;
  /** Listed, and their remediation not started. */
  readonly workflows: number;
}

export const nothingHeldBack: HeldBack = { findings: 0, notifications: 0, workflows: 0 };

export const nothingRaised: RaisedFindings = {
  findings: [],
  alertsSent: 0,
  heldBack: nothingHeldBack,
  eventsLeftOut: 0,
};

/** What two batches raised together. */
export const addRaised = (left: RaisedFindings, right: RaisedFindings): RaisedFindings => ({
  findings: [...left.findings, ...right.findings],
  alertsSent: left.alertsSent + right.alertsSent,
  heldBack: {
    findings: left.heldBack.findings + right.heldBack.findings,
    notifications: left.heldBack.notifications + right.heldBack.notifications,
    workflows: left.heldBack.workflows + right.heldBack.workflows,
  },
  eventsLeftOut: left.eventsLeftOut + right.eventsLeftOut,
});
