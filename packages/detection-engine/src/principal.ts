import type { LogEvent } from '@bellwether/log-events';
import { addressFamily } from './cidr.ts';
import { fieldReader, type FieldReader, type RecordDocument } from './field.ts';
import type { RuleFirstSeen } from './rule.ts';

/** Longest name or value, in UTF-16 units; a longer one is ignored. */
const maxText = 300;

const textReader = (name: string): ((event: LogEvent, document: RecordDocument | undefined) => string | undefined) => {
  const read: FieldReader = fieldReader(name);
  return (event, document) => {
    let found: string | undefined;
    read(event, document, (value) => {
      if (typeof value === 'string' && value !== '' && value.length <= maxText) found = value;
      return true;
    });
    return found;
  };
};

const issuer = textReader('userIdentity.sessionContext.sessionIssuer.arn');
const identity = textReader('userIdentity.arn');
const eventSource = textReader('eventSource');
const eventName = textReader('eventName');
const awsRegion = textReader('awsRegion');
const sourceIp = textReader('sourceIPAddress');
const userAgent = textReader('userAgent');

/**
 * Who did it. A session is the role that issued it, without the path that only some fields name, so that all sessions of a role are one
 * principal, whatever they are called.
 *
 * @example principalOf(event, { userIdentity: { arn: 'arn:aws:sts::111122223333:assumed-role/deploy/ci-7' } }) // 'arn:aws:iam::111122223333:role/deploy'
 */
export const principalOf = (event: LogEvent, document: RecordDocument | undefined): string | undefined => {
  if (event.dataset !== 'cloudtrail') return undefined;
  const arn = issuer(event, document) ?? identity(event, document);
  return arn
    ?.replace(/^(arn:[\w-]+:)sts(::\d*:)assumed-role\/([^/]+)\/.*$/, '$1iam$2role/$3')
    .replace(/^(arn:[\w-]+:iam::\d*:role\/).*\/([^/]+)$/, '$1$2');
};

/** `203.0.113.9` is of `203.0.0.0/16`, `2001:db8:1::7` of `2001:db8:1::/48`; undefined for a text that is not an address. */
const networkOf = (address: string): string | undefined => {
  const family = addressFamily(address);
  if (family === 'ipv4') return `${address.split('.').slice(0, 2).join('.')}.0.0/16`;
  if (family !== 'ipv6') return undefined;
  const [head = ''] = address.toLowerCase().split('::');
  const parts = [...head.split(':'), '0', '0', '0'].map((part) => part.replace(/^0+(?=.)/, '') || '0');
  return `${parts.slice(0, 3).join(':')}::/48`;
};

/** Longest name of a program. */
const maxAgent = 40;

/** What is compared with a principal's past; undefined where the event does not say it. */
export const seenValueOf = (
  of: RuleFirstSeen['of'],
  event: LogEvent,
  document: RecordDocument | undefined,
): string | undefined => {
  switch (of) {
    case 'call': {
      const [source, name] = [eventSource(event, document), eventName(event, document)];
      return source && name && `${source.replace(/\.amazonaws\.com$/, '')}:${name}`;
    }
    case 'region':
      return awsRegion(event, document);
    case 'network':
      return networkOf(sourceIp(event, document) ?? '');
    case 'agent':
      return userAgent(event, document)
        ?.match(/^\[?([^/ (,]{1,300})/)?.[1]
        ?.slice(0, maxAgent)
        .toLowerCase();
    case 'hour': {
      const hour = Math.floor(new Date(event.timestampMs).getUTCHours() / 6) * 6;
      return `${String(hour).padStart(2, '0')}:00 to ${String(hour + 6).padStart(2, '0')}:00 UTC`;
    }
    default:
      return 'it';
  }
};
