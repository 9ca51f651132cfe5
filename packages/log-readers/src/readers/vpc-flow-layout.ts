import { isIp } from '../fields/attribute-set.ts';

const isWhole = (value: string | undefined): value is string => value !== undefined && /^\d{1,18}$/.test(value);

/** Values whose shape says what they are. */
const shapes: readonly (readonly [string, RegExp])[] = [
  ['interface-id', /^eni-[0-9a-f]{8,17}$/],
  ['vpc-id', /^vpc-[0-9a-f]{8,17}$/],
  ['subnet-id', /^subnet-[0-9a-f]{8,17}$/],
  ['instance-id', /^i-[0-9a-f]{8,17}$/],
  ['account-id', /^\d{12}$/],
  ['action', /^(?:ACCEPT|REJECT)$/],
  ['log-status', /^(?:OK|NODATA|SKIPDATA)$/],
  ['type', /^(?:IPv4|IPv6|EFA)$/],
  ['region', /^[a-z]{2}-[a-z]{3,10}(?:-[a-z]{3,10})?-\d$/],
  ['az-id', /^[a-z]{3,5}\d-az\d$/],
  ['flow-direction', /^(?:ingress|egress)$/],
];

const addressNames = ['srcaddr', 'dstaddr', 'pkt-srcaddr', 'pkt-dstaddr'];

/** Longest aggregation interval by far, in seconds. */
const maxIntervalLength = 3600;

const isInterval = (start: string | undefined, end: string | undefined): boolean => {
  const [from, to] = [Number(start), Number(end)];
  return from > 1_000_000_000 && from < 4_000_000_000 && to >= from && to - from <= maxIntervalLength;
};

/** A packet is at least as long as the smallest IP header, in bytes. */
const minPacketBytes = 20;

/** Names two neighbours, when neither has a name yet. */
const nameTwo = (names: (string | undefined)[], at: number, first: string, second: string): void => {
  if (names[at] !== undefined || names[at + 1] !== undefined || names.includes(first)) return;
  names[at] = first;
  names[at + 1] = second;
};

/**
 * Whether the names that are certain stand in the order of the alphabet, as a list of fields that was sorted: the positions of
 * the others then say nothing.
 */
const isAlphabetical = (names: readonly (string | undefined)[]): boolean => {
  const certain = names.filter((name) => name !== undefined);
  return certain.length >= 3 && certain.every((name, index) => index === 0 || certain[index - 1]! < name);
};

/**
 * Names the addresses that stand as AWS lists them: source before destination, side by side, the packet's own pair after. Any
 * other order could be read in two ways.
 */
const nameAddresses = (names: (string | undefined)[], indexes: readonly number[]): void => {
  const pairs = indexes.length / 2;
  if (pairs !== 1 && pairs !== 2) return;
  for (let pair = 0; pair < pairs; pair += 1) if (indexes[pair * 2 + 1] !== indexes[pair * 2]! + 1) return;
  for (const [address, index] of indexes.entries()) names[index] = addressNames[address];
};

/**
 * What the values of a flow record mean when no header line named them, as in CloudWatch Logs with a format of one's own:
 * identifiers, addresses, action and status by their looks; interval, ports, packets and bytes by how they stand to their
 * neighbours. A value that could be two things gets no name.
 *
 * @returns a name for each value, `''` where none is certain; undefined when this is not a flow record
 */
export const inferFlowLayout = (values: readonly string[]): readonly string[] | undefined => {
  if (values.length < 6 || values.length > 60) return undefined;
  const names: (string | undefined)[] = new Array<string | undefined>(values.length).fill(undefined);
  for (const [index, value] of values.entries()) {
    const name = shapes.find(([, shape]) => shape.test(value))?.[0];
    if (name !== undefined && !names.includes(name)) names[index] = name;
  }
  const indexes = values.flatMap((value, index) => (isIp(value) ? [index] : []));
  const addresses = indexes.length;
  if (!isAlphabetical(names)) nameAddresses(names, indexes);
  const isFlow = names.includes('action')
    ? addresses >= 2
    : names.includes('interface-id') && names.includes('log-status');
  if (!isFlow || !(names.includes('log-status') || names.includes('interface-id'))) return undefined;
  for (let at = 0; at + 1 < values.length; at += 1)
    if (isWhole(values[at]) && isInterval(values[at], values[at + 1])) nameTwo(names, at, 'start', 'end');
  const ports = names.indexOf('dstaddr') + 1;
  const [source, destination, protocol] = values.slice(ports);
  const arePorts = isWhole(source) && isWhole(destination) && Number(source) <= 65_535 && Number(destination) <= 65_535;
  if (ports > 1 && names[ports - 2] === 'srcaddr' && arePorts) {
    const isProtocol = names[ports + 2] === undefined && isWhole(protocol) && Number(protocol) <= 255;
    // Two numbers after the addresses and no protocol may be ports, or packets and bytes.
    nameTwo(names, ports, isProtocol ? 'srcport' : '', isProtocol ? 'dstport' : '');
    if (isProtocol) names[ports + 2] = 'protocol';
  }
  for (let at = 1; at + 1 < values.length; at += 1) {
    const [one, other] = [values[at], values[at + 1]];
    if (!isWhole(one) || !isWhole(other) || Number(one) === 0 || Number(other) === 0) continue;
    // Two ports, or two times, may stand to each other as packets to bytes do.
    const isAtUsualPosition = names[at - 1] === 'protocol' || names[at + 2] === 'start' || names.includes('srcport');
    const isNoPair = Number(one) > 1_000_000_000 || Number(other) > 1_000_000_000;
    if (isNoPair || (!isAtUsualPosition && Number(one) <= 65_535 && Number(other) <= 65_535)) continue;
    if (Number(other) >= Number(one) * minPacketBytes) nameTwo(names, at, 'packets', 'bytes');
    else if (Number(one) >= Number(other) * minPacketBytes) nameTwo(names, at, 'bytes', 'packets');
  }
  return names.map((name) => name ?? '');
};
