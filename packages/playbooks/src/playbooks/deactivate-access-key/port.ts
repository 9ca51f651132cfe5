import type { Tags } from '../../playbook.ts';

/** A key as it is now. */
export interface AccessKey {
  readonly isActive: boolean;
  /** Tags of its user; keys have none. */
  readonly tags: Tags;
}

/** What deactivating an access key asks of IAM. */
export interface AccessKeys {
  /** `undefined` when there is no such user or the user has no such key. */
  look(userName: string, accessKeyId: string): Promise<AccessKey | undefined>;
  deactivate(userName: string, accessKeyId: string): Promise<void>;
}
