import type { PlaybookScenarios, Scenario } from '../../scenario.ts';
import { protectedTagKey } from '../../tags.ts';
import type { MemoryInterfaces } from './memory.ts';
import { isolationTag } from './port.ts';

const interfaceId = 'eni-0a1b2c3d4e5f60718';
const isolationGroup = 'sg-0000000000000dead';
const sourceIp = '10.0.1.15';

const finding = { rule: 'flow-port-scan', dataset: 'vpc-flow', resources: { interfaceId, sourceIp } } as const;

/** An interface with these groups that has the scanning address, unless another is given. */
const arranged =
  (groups: readonly string[], address = sourceIp) =>
  ({ interfaces, addressesOf }: MemoryInterfaces): void => {
    interfaces.set(interfaceId, groups);
    addressesOf.set(interfaceId, [address]);
  };

const scan: Omit<Scenario<MemoryInterfaces>, 'name' | 'expected' | 'says'> = {
  finding,
  settings: { ISOLATION_SECURITY_GROUP_ID: isolationGroup },
  arrange: arranged(['sg-0a', 'sg-0b']),
};

const scanFrom = (address: string): Omit<Scenario<MemoryInterfaces>, 'name' | 'expected' | 'says'> => ({
  ...scan,
  finding: { ...finding, resources: { interfaceId, sourceIp: address } },
  arrange: arranged(['sg-0a'], address),
});

export const scenarios: PlaybookScenarios<MemoryInterfaces> = {
  usual: {
    ...scan,
    name: 'an interface that scans its neighbours',
    expected: 'ready',
    says: [
      `ec2:ModifyNetworkInterfaceAttribute on ${interfaceId}: security groups sg-0a, sg-0b become ${isolationGroup}`,
    ],
  },
  others: [
    {
      ...scan,
      name: 'an interface that is isolated already',
      arrange: arranged([isolationGroup]),
      expected: 'already_right',
      says: ['is isolated'],
    },
    {
      ...scan,
      name: 'an interface without security groups',
      arrange: arranged([]),
      expected: 'not_found',
      says: ['no network interface'],
    },
    {
      ...scan,
      name: 'no isolation group',
      settings: {},
      expected: 'refused',
      says: ['ISOLATION_SECURITY_GROUP_ID'],
    },
    {
      ...scan,
      name: 'an interface without the tag that lets it be isolated',
      arrange: (memory) => {
        arranged(['sg-0a'])(memory);
        memory.tagsOf.set(interfaceId, {});
      },
      expected: 'refused',
      says: ['bellwether-isolation=allowed'],
    },
    // Flow logs name a flow at both ends.
    {
      ...scan,
      name: 'the interface that was scanned',
      arrange: arranged(['sg-0a'], '10.0.2.30'),
      expected: 'refused',
      says: ['not the one the scan comes from'],
    },
    // A scan from outside must not take our host off the network.
    ...['203.0.113.9', '2001:db8::1', '10.evil'].map((address) => ({
      ...scanFrom(address),
      name: `a scan from ${address}`,
      expected: 'refused' as const,
      says: ['does not come from a private address'],
    })),
  ],
  look: ({ interfaces }) => [...interfaces].toSorted(),
  protect: ({ tagsOf }) =>
    void tagsOf.set(interfaceId, { [isolationTag.key]: isolationTag.value, [protectedTagKey]: 'a database' }),
};
