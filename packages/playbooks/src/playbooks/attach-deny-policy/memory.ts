import { PortError } from '@bellwether/ports';
import type { DeniedUser, UserDenials } from './port.ts';

export interface MemoryUserDenials extends UserDenials {
  /** User name to how it is. Set it to arrange a test. */
  readonly users: Map<string, DeniedUser>;
}

/** Users of an account that exists in memory alone. Denying an absent one throws, as IAM does. */
export const openInMemory = (): MemoryUserDenials => {
  const users = new Map<string, DeniedUser>();
  return {
    users,
    look: async (userName) => users.get(userName),
    deny: async (userName) => {
      const user = users.get(userName);
      if (user === undefined)
        throw new PortError('userDenials', 'deny', false, { cause: new Error('NoSuchEntityException') });
      users.set(userName, { ...user, isDenied: true });
    },
  };
};
