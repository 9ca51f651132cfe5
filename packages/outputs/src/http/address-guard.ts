import { BlockList, isIP } from 'node:net';

/**
 * Networks that nothing outside may lead to: this host, private and shared networks, link-local ones with the metadata services,
 * documentation, benchmarks, multicast, and the IPv6 forms that carry an IPv4 address.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const closedNetworks: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
];

const closed = new BlockList();
for (const [network, prefix] of closedNetworks)
  closed.addSubnet(network, prefix, network.includes(':') ? 'ipv6' : 'ipv4');

/** Whether an address, IPv4 or IPv6, belongs to the public internet. What is not an address does not. */
export const isPublicAddress = (address: string): boolean => {
  const version = isIP(address);
  // An IPv4 address within IPv6 (::ffff:10.0.0.1) is looked up among the IPv4 networks.
  return version !== 0 && !closed.check(address, version === 6 ? 'ipv6' : 'ipv4');
};
