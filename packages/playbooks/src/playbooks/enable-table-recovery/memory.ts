import { PortError } from '@bellwether/ports';
import type { RecoverableTable, TableRecovery } from './port.ts';

export interface MemoryTableRecovery extends TableRecovery {
  /** Table name to how it is. Set it to arrange a test. */
  readonly tables: Map<string, RecoverableTable>;
}

/** Tables of an account that exists in memory alone. Acting on an absent one throws, as DynamoDB does. */
export const openInMemory = (): MemoryTableRecovery => {
  const tables = new Map<string, RecoverableTable>();
  return {
    tables,
    look: async (tableName) => tables.get(tableName),
    enable: async (tableName) => {
      const table = tables.get(tableName);
      if (table === undefined)
        throw new PortError('tableRecovery', 'enable', false, { cause: new Error('TableNotFoundException') });
      tables.set(tableName, { ...table, isRecoverable: true });
    },
  };
};
