import type { PlaybookScenarios, Scenario } from '../../scenario.ts';
import { protectedTagKey } from '../../tags.ts';
import type { MemoryLogRetention } from './memory.ts';
import type { LogGroup } from './port.ts';

const logGroupName = 'aws-cloudtrail-logs';

const keeping =
  (retentionDays: LogGroup['retentionDays']) =>
  ({ groups }: MemoryLogRetention): void =>
    void groups.set(logGroupName, { retentionDays, tags: {} });

const cut: Omit<Scenario<MemoryLogRetention>, 'name' | 'expected' | 'says'> = {
  finding: { rule: 'logs-deleted', dataset: 'cloudtrail', resources: { logGroupName } },
  settings: {},
  arrange: keeping(1),
};

export const scenarios: PlaybookScenarios<MemoryLogRetention> = {
  usual: {
    ...cut,
    name: 'a log group whose retention was cut to a day',
    expected: 'ready',
    says: [
      `logs:DeleteRetentionPolicy on ${logGroupName}: events are kept until a person sets how long, instead of 1 days`,
    ],
  },
  others: [
    {
      ...cut,
      name: 'a log group that keeps its events for a month',
      arrange: keeping(30),
      expected: 'already_right',
      says: ['for 30 days'],
    },
    {
      ...cut,
      name: 'a log group that keeps its events forever',
      arrange: keeping('forever'),
      expected: 'already_right',
      says: ['forever'],
    },
    {
      ...cut,
      name: 'a log group that was deleted',
      arrange: () => undefined,
      expected: 'not_found',
      says: ['There is no log group'],
    },
    {
      ...cut,
      name: 'an ARN in the place of the name',
      finding: {
        ...cut.finding,
        resources: { logGroupName: `arn:aws:logs:us-east-1:444455556666:log-group:${logGroupName}` },
      },
      expected: 'refused',
      says: ['names no log group'],
    },
  ],
  look: ({ groups }) => [...groups].toSorted(),
  protect: ({ groups }) =>
    void groups.set(logGroupName, { retentionDays: 1, tags: { [protectedTagKey]: 'load test' } }),
};
