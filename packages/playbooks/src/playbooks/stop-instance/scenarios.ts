import type { PlaybookScenarios, Scenario } from '../../scenario.ts';
import { allowingTag, protectedTagKey } from '../../tags.ts';
import type { MemoryInstances } from './memory.ts';
import type { Instance } from './port.ts';

const instanceId = 'i-0a1b2c3d4e5f60718';

const allowed = { [allowingTag.key]: allowingTag.value };
const running: Instance = {
  state: 'running',
  tags: allowed,
  hasVolumeRoot: true,
  hasInstanceStore: false,
  isSpot: false,
};

const being =
  (changes: Partial<Instance>) =>
  ({ instances }: MemoryInstances): void =>
    void instances.set(instanceId, { ...running, ...changes });

const compromised: Omit<Scenario<MemoryInstances>, 'name' | 'expected' | 'says'> = {
  finding: { rule: 'guardduty-critical-finding', dataset: 'guardduty', resources: { instanceId } },
  settings: {},
  arrange: being({}),
};

const refused = (name: string, changes: Partial<Instance>, says: string): Scenario<MemoryInstances> => ({
  ...compromised,
  name,
  arrange: being(changes),
  expected: 'refused',
  says: [says],
});

export const scenarios: PlaybookScenarios<MemoryInstances> = {
  usual: {
    ...compromised,
    name: 'a running instance that may be stopped',
    expected: 'ready',
    says: [`ec2:StopInstances on ${instanceId}: its volumes stay, its memory is lost`],
  },
  others: [
    {
      ...compromised,
      name: 'an instance that is stopping',
      arrange: being({ state: 'stopping' }),
      expected: 'already_right',
      says: ['is stopped'],
    },
    {
      ...compromised,
      name: 'an instance that was terminated',
      arrange: being({ state: 'terminated' }),
      expected: 'not_found',
      says: ['There is no instance'],
    },
    refused('an instance without the tag that lets it be stopped', { tags: {} }, 'bellwether-remediation=allowed'),
    refused('an instance without a root volume', { hasVolumeRoot: false }, 'no root on a volume'),
    refused('an instance with disks of its own', { hasInstanceStore: true }, 'disks of its own'),
    refused('an instance of the spot market', { isSpot: true }, 'spot market'),
    refused(
      'an instance of an Auto Scaling group',
      { tags: { ...allowed, 'aws:autoscaling:groupName': 'web' } },
      'Auto Scaling group',
    ),
    refused('an instance that only starts', { state: 'pending' }, 'is pending'),
    {
      ...compromised,
      name: 'an ARN in the place of the instance id',
      finding: {
        ...compromised.finding,
        resources: { instanceId: `arn:aws:ec2:us-east-1:444455556666:instance/${instanceId}` },
      },
      expected: 'refused',
      says: ['names no instance'],
    },
  ],
  look: ({ instances }) => [...instances].toSorted(),
  protect: being({ tags: { ...allowed, [protectedTagKey]: 'database' } }),
};
