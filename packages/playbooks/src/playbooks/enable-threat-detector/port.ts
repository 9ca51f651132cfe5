import type { Tags } from '../../playbook.ts';

/** A detector as it is now. */
export interface Detector {
  readonly isEnabled: boolean;
  readonly tags: Tags;
}

/** What enabling a detector asks of GuardDuty. */
export interface Detectors {
  /** `undefined` when the account has no such detector in the region. */
  look(detectorId: string): Promise<Detector | undefined>;
  enable(detectorId: string): Promise<void>;
}
