import { PortError } from '@bellwether/ports';
import type { AccessKey, AccessKeys } from './port.ts';

export interface MemoryAccessKeys extends AccessKeys {
  /** `user/key` to how it is. Set it to arrange a test. */
  readonly keys: Map<string, AccessKey>;
}

/** Access keys of an account that exists in memory alone. Deactivating an absent one throws, as IAM does. */
export const openInMemory = (): MemoryAccessKeys => {
  const keys = new Map<string, AccessKey>();
  return {
    keys,
    look: async (userName, accessKeyId) => keys.get(`${userName}/${accessKeyId}`),
    deactivate: async (userName, accessKeyId) => {
      const key = keys.get(`${userName}/${accessKeyId}`);
      if (key === undefined)
        throw new PortError('accessKeys', 'deactivate', false, { cause: new Error('NoSuchEntity') });
      keys.set(`${userName}/${accessKeyId}`, { ...key, isActive: false });
    },
  };
};
