import type { AttributeSet } from '../fields/attribute-set.ts';
import { putAddress, putNumber } from '../fields/attribute-set.ts';
import { keyValues, pairMap } from '../fields/key-values.ts';

/** Names of netfilter's protocols that differ from the IANA keyword. */
const renamed: Readonly<Record<string, string>> = { icmpv6: 'ipv6-icmp' };

/** A rule's verdict in its prefix: UniFi ends the rule's name with `-A`, `-D` or `-R`; others write a word of capitals. */
const verdicts: Readonly<Record<string, string>> = { A: 'accept', D: 'drop', R: 'reject' };

const suffix = /\[[\w. -]{1,60}-([ADR])\]\s?$/;
const word = /(?:^|[\s[])([A-Z][A-Z_-]{2,30})[:\]]?\s?$/;

const verdictOf = (prefix: string): string | undefined => {
  const lettered = suffix.exec(prefix);
  if (lettered !== null) return verdicts[lettered[1]!];
  const action = word.exec(prefix.trimEnd().slice(-60))?.[1];
  return action !== undefined && /DROP|REJECT|ACCEPT|BLOCK|DENY|ALLOW|DENIED/.test(action)
    ? action.toLowerCase()
    : undefined;
};

/**
 * Reads a netfilter (iptables, ufw) line: `PREFIX IN=eth0 OUT= SRC=… DST=… PROTO=TCP SPT=… DPT=…`.
 *
 * @see the kernel's net/netfilter/nf_log_syslog.c
 */
export const readPacket = (message: string, attributes: AttributeSet): void => {
  const start = message.indexOf('IN=');
  if (start < 0 && !message.includes('PROTO=')) return;
  const pairs = pairMap(keyValues(message, Math.max(start, 0)));
  const protocol = pairs.get('PROTO')?.toLowerCase();
  if (protocol === undefined) return;
  putAddress(attributes, 'source', pairs.get('SRC'));
  putAddress(attributes, 'destination', pairs.get('DST'));
  putNumber(attributes, 'source.port', pairs.get('SPT'));
  putNumber(attributes, 'destination.port', pairs.get('DPT'));
  attributes['network.transport'] = renamed[protocol] ?? protocol;
  putNumber(attributes, 'network.bytes', pairs.get('LEN'));
  const verdict = verdictOf(message.slice(0, Math.max(start, 0)));
  if (verdict !== undefined) attributes['event.action'] = verdict;
};
