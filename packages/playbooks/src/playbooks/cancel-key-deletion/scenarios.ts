import type { PlaybookScenarios, Scenario } from '../../scenario.ts';
import { protectedTagKey } from '../../tags.ts';
import type { MemoryKeyDeletions } from './memory.ts';

const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab';
/** The account of the suite's findings. */
const account = '111122223333';

const scheduled: Omit<Scenario<MemoryKeyDeletions>, 'name' | 'expected' | 'says'> = {
  finding: { rule: 'kms-key-scheduled-for-deletion', dataset: 'cloudtrail', resources: { keyId } },
  settings: {},
  arrange: ({ keys }) => void keys.set(keyId, { isPending: true, account, tags: {} }),
};

export const scenarios: PlaybookScenarios<MemoryKeyDeletions> = {
  usual: {
    ...scheduled,
    name: 'a key whose deletion is pending',
    expected: 'ready',
    says: [`kms:CancelKeyDeletion on ${keyId}: the key stays disabled until a person enables it`],
  },
  others: [
    {
      ...scheduled,
      name: 'a key that was only disabled',
      arrange: ({ keys }) => void keys.set(keyId, { isPending: false, account, tags: {} }),
      expected: 'already_right',
      says: ['No deletion of the key'],
    },
    {
      ...scheduled,
      name: 'a key that is gone',
      arrange: () => undefined,
      expected: 'not_found',
      says: ['There is no key'],
    },
    {
      ...scheduled,
      name: 'a key of another account',
      arrange: ({ keys }) => void keys.set(keyId, { isPending: true, account: '444455556666', tags: {} }),
      expected: 'refused',
      says: ['belongs to another account'],
    },
    ...['alias/orders', 'arn:aws:kms:us-east-1:444455556666:alias/orders', '../1234abcd'].map((other) => ({
      ...scheduled,
      name: `the name ${other}`,
      finding: { ...scheduled.finding, resources: { keyId: other } },
      expected: 'refused' as const,
      says: ['names no key by its id or ARN'],
    })),
  ],
  look: ({ keys }) => [...keys].toSorted(),
  protect: ({ keys }) => void keys.set(keyId, { isPending: true, account, tags: { [protectedTagKey]: 'legal hold' } }),
};
