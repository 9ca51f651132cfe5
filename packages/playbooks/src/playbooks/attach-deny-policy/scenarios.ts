import type { PlaybookScenarios, Scenario } from '../../scenario.ts';
import { protectedTagKey } from '../../tags.ts';
import type { MemoryUserDenials } from './memory.ts';

const userName = 'ci-upload';

const leaked: Omit<Scenario<MemoryUserDenials>, 'name' | 'expected' | 'says'> = {
  finding: { rule: 'credentials-quarantined', dataset: 'cloudtrail', resources: { userName } },
  settings: {},
  arrange: ({ users }) => void users.set(userName, { isDenied: false, tags: {} }),
};

export const scenarios: PlaybookScenarios<MemoryUserDenials> = {
  usual: {
    ...leaked,
    name: 'a user whose credentials leaked',
    expected: 'ready',
    says: [`iam:AttachUserPolicy on ${userName}: AWSDenyAll is attached`],
  },
  others: [
    {
      ...leaked,
      name: 'a user to whom everything is denied',
      arrange: ({ users }) => void users.set(userName, { isDenied: true, tags: {} }),
      expected: 'already_right',
      says: ['Everything is denied'],
    },
    {
      ...leaked,
      name: 'a user that was deleted',
      arrange: () => undefined,
      expected: 'not_found',
      says: ['There is no user'],
    },
    {
      ...leaked,
      name: 'an ARN in the place of the user name',
      finding: { ...leaked.finding, resources: { userName: `arn:aws:iam::444455556666:user/${userName}` } },
      expected: 'refused',
      says: ['names no user'],
    },
  ],
  look: ({ users }) => [...users].toSorted(),
  protect: ({ users }) => void users.set(userName, { isDenied: false, tags: { [protectedTagKey]: 'break-glass' } }),
};
