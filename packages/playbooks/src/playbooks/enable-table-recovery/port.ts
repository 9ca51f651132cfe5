import type { Tags } from '../../playbook.ts';

/** A table as it is now. */
export interface RecoverableTable {
  readonly isRecoverable: boolean;
  /** Account that owns it, twelve digits. */
  readonly account: string;
  readonly tags: Tags;
}

/** What enabling recovery asks of DynamoDB. */
export interface TableRecovery {
  /** `undefined` when there is no such table. */
  look(tableName: string): Promise<RecoverableTable | undefined>;
  enable(tableName: string): Promise<void>;
}
