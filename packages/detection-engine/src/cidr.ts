import type { TextTest } from './text-pattern.ts';

/** An address as groups of 16 bits: 2 for IPv4, 8 for IPv6. */
type Address = readonly number[];

const parseV4 = (text: string): Address | undefined => {
  const bytes = text.split('.');
  if (bytes.length !== 4) return undefined;
  const numbers = bytes.map((byte) => (/^(?:0|[1-9]\d{0,2})$/.test(byte) ? Number(byte) : 256));
  if (numbers.some((byte) => byte > 255)) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = numbers;
  return [a * 256 + b, c * 256 + d];
};

const parseGroups = (text: string): number[] | undefined => {
  if (text === '') return [];
  const groups: number[] = [];
  const pieces = text.split(':');
  for (const [index, piece] of pieces.entries()) {
    const tail = index === pieces.length - 1 && piece.includes('.') ? parseV4(piece) : undefined;
    if (tail !== undefined) groups.push(...tail);
    else if (/^[0-9a-f]{1,4}$/i.test(piece)) groups.push(Number.parseInt(piece, 16));
    else return undefined;
  }
  return groups;
};

const parseV6 = (text: string): Address | undefined => {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = parseGroups(halves[0] ?? '');
  const tail = halves[1] === undefined ? [] : parseGroups(halves[1]);
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0), ...tail];
  // ::ffff:10.0.0.1 is the IPv4 address 10.0.0.1, see RFC 4291, 2.5.5.2.
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  return isMapped ? groups.slice(6) : groups;
};

const parseAddress = (text: string): Address | undefined => {
  if (text.length > 45) return undefined;
  return text.includes(':') ? parseV6(text) : parseV4(text);
};

/**
 * Tests whether an address lies in a network such as `10.0.0.0/8` or `fc00::/7`. What is no address lies in none.
 *
 * @throws RangeError when `network` is not an address with a prefix length
 */
export const cidrTest = (network: string): TextTest => {
  const slash = network.lastIndexOf('/');
  const base = parseAddress(slash < 0 ? network : network.slice(0, slash));
  const bits = base === undefined ? 0 : base.length * 16;
  const prefixText = slash < 0 ? String(bits) : network.slice(slash + 1);
  const prefix = /^\d{1,3}$/.test(prefixText) ? Number(prefixText) : Infinity;
  if (base === undefined || prefix > bits) throw new RangeError('not a network such as 10.0.0.0/8 or fc00::/7');
  const masks = base.map((_group, index) => (0xffff << (16 - Math.min(16, Math.max(0, prefix - index * 16)))) & 0xffff);
  return (text) => {
    const address = parseAddress(text);
    if (address?.length !== base.length) return false;
    return masks.every((mask, index) => ((address[index] ?? 0) & mask) === ((base[index] ?? 0) & mask));
  };
};
