import type { Tags } from '../../playbook.ts';

/** A user as it is now. */
export interface DeniedUser {
  /** Whether AWSDenyAll is attached. */
  readonly isDenied: boolean;
  readonly tags: Tags;
}

/** What denying everything to a user asks of IAM. */
export interface UserDenials {
  /** `undefined` when there is no such user. */
  look(userName: string): Promise<DeniedUser | undefined>;
  /** Attaches AWSDenyAll. */
  deny(userName: string): Promise<void>;
}
