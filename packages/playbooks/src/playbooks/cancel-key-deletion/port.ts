import type { Tags } from '../../playbook.ts';

/** A key as it is now. */
export interface KmsKey {
  /** Whether its deletion is pending. */
  readonly isPending: boolean;
  /** Account that owns it, twelve digits. */
  readonly account: string;
  /** Tags of a key whose deletion is pending; of others they are not read. */
  readonly tags: Tags;
}

/** What cancelling a deletion asks of KMS. */
export interface KeyDeletions {
  /** `undefined` when there is no such key. */
  look(keyId: string): Promise<KmsKey | undefined>;
  cancel(keyId: string): Promise<void>;
}
