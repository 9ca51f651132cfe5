import type { Finding } from '@bellwether/log-model';

/** What a batch raised. */
export interface RaisedFindings {
  /** Findings raised or merged. */
  readonly findings: readonly Finding[];
  readonly alertsSent: number;
  /** Findings that were not listed, or listed and not notified, because their log source made too many; integer. */
  readonly findingsHeldBack: number;
}

export const nothingRaised: RaisedFindings = { findings: [], alertsSent: 0, findingsHeldBack: 0 };

/** What two batches raised together. */
export const addRaised = (left: RaisedFindings, right: RaisedFindings): RaisedFindings => ({
  findings: [...left.findings, ...right.findings],
  alertsSent: left.alertsSent + right.alertsSent,
  findingsHeldBack: left.findingsHeldBack + right.findingsHeldBack,
});
