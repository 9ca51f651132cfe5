import type { PlaybookScenarios, Scenario } from '../../scenario.ts';
import { allowingTag, protectedTagKey } from '../../tags.ts';
import type { MemoryConcurrency } from './memory.ts';
import type { ThrottledFunction } from './port.ts';

const functionName = 'orders';
const allowed = { [allowingTag.key]: allowingTag.value };

const being =
  (changes: Partial<ThrottledFunction>) =>
  ({ functions }: MemoryConcurrency): void =>
    // The account of the suite's findings.
    void functions.set(functionName, { account: '111122223333', reserved: 'none', tags: allowed, ...changes });

const changed: Omit<Scenario<MemoryConcurrency>, 'name' | 'expected' | 'says'> = {
  finding: { rule: 'lambda-code-changed-by-hand', dataset: 'cloudtrail', resources: { functionName } },
  settings: {},
  arrange: being({}),
};

export const scenarios: PlaybookScenarios<MemoryConcurrency> = {
  usual: {
    ...changed,
    name: 'a function that shares the account’s concurrency',
    expected: 'ready',
    says: [`lambda:PutFunctionConcurrency on ${functionName}: reserved none becomes 0`],
  },
  others: [
    {
      ...changed,
      name: 'a function with concurrency of its own',
      arrange: being({ reserved: 25 }),
      expected: 'ready',
      says: [`lambda:PutFunctionConcurrency on ${functionName}: reserved 25 becomes 0`],
    },
    {
      ...changed,
      name: 'a function that is kept from running already',
      arrange: being({ reserved: 0 }),
      expected: 'already_right',
      says: ['is kept from running'],
    },
    {
      ...changed,
      name: 'a function that was deleted',
      arrange: () => undefined,
      expected: 'not_found',
      says: ['There is no function'],
    },
    {
      ...changed,
      name: 'a function without the tag that lets it be throttled',
      arrange: being({ tags: {} }),
      expected: 'refused',
      says: ['bellwether-remediation=allowed'],
    },
    {
      ...changed,
      name: 'a function of another account',
      arrange: being({ account: '444455556666' }),
      expected: 'refused',
      says: ['belongs to another account'],
    },
    {
      ...changed,
      name: 'a name that is none',
      finding: { ...changed.finding, resources: { functionName: 'arn:aws:lambda:us-east-1:1:function:a/../b' } },
      expected: 'refused',
      says: ['names no function'],
    },
  ],
  look: ({ functions }) => [...functions].toSorted(),
  protect: being({ tags: { ...allowed, [protectedTagKey]: 'payments' } }),
};
