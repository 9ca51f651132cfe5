import type { PlaybookScenarios, Scenario } from '../../scenario.ts';
import { protectedTagKey } from '../../tags.ts';
import type { MemoryTableRecovery } from './memory.ts';
import type { RecoverableTable } from './port.ts';

const tableName = 'orders';

const being =
  (changes: Partial<RecoverableTable>) =>
  ({ tables }: MemoryTableRecovery): void =>
    // The account of the suite's findings.
    void tables.set(tableName, { isRecoverable: false, account: '111122223333', tags: {}, ...changes });

const off: Omit<Scenario<MemoryTableRecovery>, 'name' | 'expected' | 'says'> = {
  finding: { rule: 'backups-deleted', dataset: 'cloudtrail', resources: { tableName } },
  settings: {},
  arrange: being({}),
};

export const scenarios: PlaybookScenarios<MemoryTableRecovery> = {
  usual: {
    ...off,
    name: 'a table whose point-in-time recovery is off',
    expected: 'ready',
    says: [`dynamodb:UpdateContinuousBackups on ${tableName}: point-in-time recovery becomes ENABLED`],
  },
  others: [
    {
      ...off,
      name: 'a table whose recovery is on again',
      arrange: being({ isRecoverable: true }),
      expected: 'already_right',
      says: ['has point-in-time recovery'],
    },
    {
      ...off,
      name: 'a table that was deleted',
      arrange: () => undefined,
      expected: 'not_found',
      says: ['There is no table'],
    },
    {
      ...off,
      name: 'a table of another account',
      arrange: being({ account: '444455556666' }),
      expected: 'refused',
      says: ['belongs to another account'],
    },
    {
      ...off,
      name: 'a name that is none',
      finding: { ...off.finding, resources: { tableName: 'arn:aws:dynamodb:us-east-1:1:table/a/../b' } },
      expected: 'refused',
      says: ['names no table'],
    },
  ],
  look: ({ tables }) => [...tables].toSorted(),
  protect: being({ tags: { [protectedTagKey]: 'cache' } }),
};
