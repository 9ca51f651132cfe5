import { PortError } from '@bellwether/ports';
import type { KeyDeletions, KmsKey } from './port.ts';

export interface MemoryKeyDeletions extends KeyDeletions {
  /** Key id to its state and owner. Set it to arrange a test. */
  readonly keys: Map<string, KmsKey>;
}

/** Keys of an account that exists in memory alone. Cancelling of an absent key or of no deletion throws, as KMS does. */
export const openInMemory = (): MemoryKeyDeletions => {
  const keys = new Map<string, KmsKey>();
  return {
    keys,
    look: async (keyId) => keys.get(keyId),
    cancel: async (keyId) => {
      const key = keys.get(keyId);
      if (key?.isPending !== true)
        throw new PortError('keyDeletions', 'cancel', false, {
          cause: new Error(key === undefined ? 'NotFoundException' : 'KMSInvalidStateException'),
        });
      keys.set(keyId, { ...key, isPending: false });
    },
  };
};
