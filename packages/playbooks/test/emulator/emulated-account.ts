import type { Finding } from '@bellwether/log-model';
import type { PlaybookSettings } from '@bellwether/playbooks';

/** Resources that were made in an emulator of AWS, with a finding about them. */
export interface EmulatedAccount {
  readonly resources: Finding['resources'];
  readonly settings: PlaybookSettings;
  look(): Promise<unknown>;
  /** Account that owns the resources, where the playbook asks for it; that of the suite's findings when absent. */
  readonly account?: string;
  /** Removes what the finding is about. */
  remove?(): Promise<void>;
  /** Names of resources that never were, where the emulator can remove none. */
  readonly gone?: Finding['resources'];
}

/**
 * Makes an account in which there is something to do, in the emulator that the environment names.
 *
 * @param uniqueName  gives a name that no other test uses
 */
export type EmulateAccount = (uniqueName: (prefix: string) => string) => Promise<EmulatedAccount>;
