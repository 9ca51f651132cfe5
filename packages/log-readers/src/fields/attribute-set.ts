import type { AttributeValue } from '@bellwether/log-events';

/** Attributes while a reader fills them. Names are ours, or carry the prefix `labels.`, so none can reach a prototype. */
export type AttributeSet = Record<string, AttributeValue>;

/** Sets a text unless it is absent, empty or the `-` that stands for nothing. */
export const putText = (attributes: AttributeSet, name: string, value: unknown): void => {
  if (typeof value === 'string' && value !== '' && value !== '-') attributes[name] = value;
};

/** Sets a finite number given as such or in digits. */
export const putNumber = (attributes: AttributeSet, name: string, value: unknown): void => {
  if (value === undefined || value === null || value === '' || value === '-' || typeof value === 'boolean') return;
  const number = typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : Number.NaN;
  if (Number.isFinite(number)) attributes[name] = number;
};

const ipv4 = /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;
const ipv6 = /^[0-9a-fA-F:]{2,39}(?:%[\w.]{1,16})?$|^::ffff:\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;

/** Whether the text is an IPv4 address with octets up to 255, or has the shape of an IPv6 address. */
export const isIp = (text: string): boolean => {
  if (text.length > 60) return false;
  if (ipv4.test(text)) return text.split('.').every((octet) => Number(octet) <= 255);
  return text.includes(':') && text.indexOf(':') !== text.lastIndexOf(':') && ipv6.test(text);
};

/** Sets `<side>.address`, and `<side>.ip` when the address is one; a name or `AWS Internal` is only an address. */
export const putAddress = (
  attributes: AttributeSet,
  side: 'source' | 'destination' | 'client',
  value: unknown,
): void => {
  if (typeof value !== 'string' || value === '' || value === '-') return;
  attributes[`${side}.address`] = value;
  if (!isIp(value)) return;
  // `fe80::1%eth0`: the zone is the local interface, not part of the address.
  const zone = value.indexOf('%');
  attributes[`${side}.ip`] = zone < 0 ? value : value.slice(0, zone);
};

/** Sets address and port from `1.2.3.4:80`, `[::1]:80` or an address alone. */
export const putEndpoint = (attributes: AttributeSet, side: 'source' | 'destination', value: string): void => {
  if (value === '' || value === '-') return;
  const colon = value.lastIndexOf(':');
  if (colon < 0 || isIp(value)) {
    putAddress(attributes, side, value);
    return;
  }
  const host = value.slice(0, colon);
  putAddress(attributes, side, host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host);
  putNumber(attributes, `${side}.port`, value.slice(colon + 1));
};

/** IANA protocol numbers that occur in flow logs. @see https://www.iana.org/assignments/protocol-numbers */
const transports: Readonly<Record<string, string>> = {
  '1': 'icmp',
  '2': 'igmp',
  '4': 'ipv4',
  '6': 'tcp',
  '17': 'udp',
  '41': 'ipv6',
  '47': 'gre',
  '50': 'esp',
  '51': 'ah',
  '58': 'ipv6-icmp',
  '89': 'ospf',
  '112': 'vrrp',
  '132': 'sctp',
};

/** Sets `network.transport` from an IANA protocol number. */
export const putTransport = (attributes: AttributeSet, protocol: string | undefined): void => {
  if (protocol === undefined || protocol === '-' || protocol === '') return;
  attributes['network.transport'] = transports[protocol] ?? protocol;
};
