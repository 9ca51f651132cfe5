import type { PlaybookScenarios, Scenario } from '../../scenario.ts';
import { protectedTagKey } from '../../tags.ts';
import type { MemoryAccessKeys } from './memory.ts';

const userName = 'backup';
const accessKeyId = 'AKIAEXAMPLEKEY000002';

const made: Omit<Scenario<MemoryAccessKeys>, 'name' | 'expected' | 'says'> = {
  finding: {
    rule: 'access-key-created-for-other-user',
    dataset: 'cloudtrail',
    resources: { userName, accessKeyId },
  },
  settings: {},
  arrange: ({ keys }) => void keys.set(`${userName}/${accessKeyId}`, { isActive: true, tags: {} }),
};

const naming = (resources: Scenario<unknown>['finding']['resources']): Scenario<unknown>['finding'] => ({
  ...made.finding,
  resources: { ...made.finding.resources, ...resources },
});

export const scenarios: PlaybookScenarios<MemoryAccessKeys> = {
  usual: {
    ...made,
    name: 'an active key that was made for another user',
    expected: 'ready',
    says: [`iam:UpdateAccessKey on ${accessKeyId} of ${userName}: Active becomes Inactive`],
  },
  others: [
    {
      ...made,
      name: 'a key that is inactive',
      arrange: ({ keys }) => void keys.set(`${userName}/${accessKeyId}`, { isActive: false, tags: {} }),
      expected: 'already_right',
      says: ['is inactive'],
    },
    {
      ...made,
      name: 'a key of somebody else',
      arrange: ({ keys }) => void keys.set(`another/${accessKeyId}`, { isActive: true, tags: {} }),
      expected: 'not_found',
      says: [`The user ${userName} has no access key`],
    },
    {
      ...made,
      name: 'a key of a session',
      finding: naming({ accessKeyId: 'ASIAEXAMPLEKEY000002' }),
      expected: 'refused',
      says: ['names no user with a long-lived access key'],
    },
    {
      ...made,
      name: 'an ARN in the place of the user name',
      finding: naming({ userName: 'arn:aws:iam::444455556666:user/backup' }),
      expected: 'refused',
      says: ['names no user'],
    },
  ],
  look: ({ keys }) => [...keys].toSorted(),
  protect: ({ keys }) =>
    void keys.set(`${userName}/${accessKeyId}`, { isActive: true, tags: { [protectedTagKey]: 'break-glass' } }),
};
