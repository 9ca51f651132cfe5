import { BlockList, isIP } from 'node:net';

/** Networks of private addresses: RFC 1918, shared address space (RFC 6598), unique local IPv6 (RFC 4193). */
const privateNetworks = new BlockList();
privateNetworks.addSubnet('10.0.0.0', 8, 'ipv4');
privateNetworks.addSubnet('172.16.0.0', 12, 'ipv4');
privateNetworks.addSubnet('192.168.0.0', 16, 'ipv4');
privateNetworks.addSubnet('100.64.0.0', 10, 'ipv4');
privateNetworks.addSubnet('fc00::', 7, 'ipv6');

/** Whether a text is an address that belongs to a private network. What is not an address does not. */
export const isPrivateAddress = (address: string): boolean => {
  const version = isIP(address);
  return version !== 0 && privateNetworks.check(address, version === 6 ? 'ipv6' : 'ipv4');
};
