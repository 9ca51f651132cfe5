import { BlockList, isIP } from 'node:net';
import type { TextTest } from './text-pattern.ts';

type Family = 'ipv4' | 'ipv6';

/** Which kind of address a text is; undefined for any other text. A zone such as that of `fe80::1%eth0` names an interface of one machine: such a text is not an address. */
export const addressFamily = (text: string): Family | undefined => {
  if (text.length > 45 || text.includes('%')) return undefined;
  const version = isIP(text);
  return version === 0 ? undefined : version === 4 ? 'ipv4' : 'ipv6';
};

/**
 * Tests whether an address lies in a network such as `10.0.0.0/8` or `fc00::/7`. A text that is not an address lies in none. An
 * IPv4 address that is written as IPv6, `::ffff:10.0.0.1`, lies in the networks of both.
 *
 * @throws RangeError when `network` is not an address with a prefix length
 * @example cidrTest('10.0.0.0/8')('10.255.0.1') // true
 */
export const cidrTest = (network: string): TextTest => {
  const slash = network.lastIndexOf('/');
  const base = slash < 0 ? network : network.slice(0, slash);
  const family = addressFamily(base);
  const bits = family === 'ipv4' ? 32 : 128;
  const prefixText = slash < 0 ? String(bits) : network.slice(slash + 1);
  const prefix = /^\d{1,3}$/.test(prefixText) ? Number(prefixText) : Infinity;
  if (family === undefined || prefix > bits) throw new RangeError('not a network such as 10.0.0.0/8 or fc00::/7');
  const addresses = new BlockList();
  addresses.addSubnet(base, prefix, family);
  return (text) => {
    const found = addressFamily(text);
    // Node takes an IPv4 address for one of `::/0` too; who writes that network means IPv6.
    if (found === undefined || (found === 'ipv4' && family === 'ipv6')) return false;
    return addresses.check(text, found);
  };
};
