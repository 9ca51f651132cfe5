import { PortError } from '@bellwether/ports';
import type { LogGroup, LogRetention } from './port.ts';

export interface MemoryLogRetention extends LogRetention {
  /** Log group name to how it is. Set it to arrange a test. */
  readonly groups: Map<string, LogGroup>;
}

/** Log groups of an account that exists in memory alone. Acting on an absent one throws, as CloudWatch Logs does. */
export const openInMemory = (): MemoryLogRetention => {
  const groups = new Map<string, LogGroup>();
  return {
    groups,
    look: async (logGroupName) => groups.get(logGroupName),
    keepForever: async (logGroupName) => {
      const group = groups.get(logGroupName);
      if (group === undefined)
        throw new PortError('logRetention', 'keepForever', false, { cause: new Error('ResourceNotFoundException') });
      groups.set(logGroupName, { ...group, retentionDays: 'forever' });
    },
  };
};
