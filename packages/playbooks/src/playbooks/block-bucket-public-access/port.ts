import type { Tags } from '../../playbook.ts';

/** The guards of a bucket against public access, in the order in which plans name them. */
export const guards = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;
export type Guard = (typeof guards)[number];

/** A bucket as it is now. */
export interface GuardedBucket {
  readonly on: readonly Guard[];
  readonly tags: Tags;
}

/** What blocking public access asks of S3. Every call names the account that must own the bucket; another owner's is an error. */
export interface BucketGuards {
  /** `undefined` when there is no such bucket. */
  look(bucketName: string, account: string): Promise<GuardedBucket | undefined>;
  /** Switches all guards on. */
  blockAll(bucketName: string, account: string): Promise<void>;
}
