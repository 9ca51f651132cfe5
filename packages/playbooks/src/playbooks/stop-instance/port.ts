import type { Tags } from '../../playbook.ts';

/** An instance as it is now. */
export interface Instance {
  /** As EC2 writes it: `pending`, `running`, `stopping`, `stopped`, `shutting-down`, `terminated`. */
  readonly state: string;
  readonly tags: Tags;
  /** Whether its root is on a volume of EBS; an instance without one cannot be stopped. */
  readonly hasVolumeRoot: boolean;
  /** Whether its type has disks of its own, which a stop empties. */
  readonly hasInstanceStore: boolean;
  /** Whether it was bought on the spot market, which starts and stops instances by itself. */
  readonly isSpot: boolean;
}

/** What stopping an instance asks of EC2. */
export interface Instances {
  /** `undefined` when there is no such instance. */
  look(instanceId: string): Promise<Instance | undefined>;
  stop(instanceId: string): Promise<void>;
}
