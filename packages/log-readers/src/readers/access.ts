import type { AttributeSet } from '../fields/attribute-set.ts';
import { isIp, putAddress, putEndpoint, putNumber, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { accessSentence, putDomain, putRequest, putStatus } from '../fields/http.ts';
import { badShape } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { splitFields } from '../fields/split-fields.ts';
import { timestampAt } from '../time/timestamp.ts';

const format = 'access';

/** Maximum index of the bracket of the time: the addresses of a chain of proxies come before it. */
const furthestTime = 400;

const privateIp =
  /^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|::1$|f[cd][0-9a-f]{2}:|fe80:)/i;

/** The client among the addresses of a chain: the first public one, else the first. */
const clientOf = (addresses: readonly string[]): string | undefined =>
  addresses.find((address) => isIp(address) && !privateIp.test(address)) ?? addresses[0];

const bare = (word: string): string => word.replace(/^"|[",]{1,2}$/g, '');

/**
 * `client ident user`, also with a virtual host before it, and with the addresses that proxies forwarded. A user's name may contain
 * spaces: the ident, which nearly always is `-`, parts it from the addresses.
 */
const putClient = (attributes: AttributeSet, head: string): void => {
  const words = head.split(/[ \t]{1,4}/, 60).filter((word) => word !== '');
  const ident = words.indexOf('-');
  const count = ident > 0 ? ident : words.length >= 3 ? words.length - 2 : 1;
  const addresses = words.slice(0, count);
  const host = addresses[0];
  // Apache's vhost_combined, and nginx behind a proxy, write the host that was asked first; a comma makes a chain of it.
  if (addresses.length > 1 && host !== undefined && !host.endsWith(',')) {
    if (isIp(host)) attributes['destination.ip'] = host;
    else putDomain(attributes, host);
    addresses.shift();
  }
  putAddress(attributes, 'source', clientOf(addresses.map(bare)));
  if (addresses.length > 1) attributes['labels.forwarded_for'] = addresses.join(' ');
  putText(attributes, 'labels.ident', words[count]);
  putText(
    attributes,
    'user.name',
    words
      .slice(count + 1)
      .join(' ')
      .replace(/^"|"$/g, ''),
  );
};

/** What traefik puts after the user agent: request count, router, server, duration. */
const putTraefik = (attributes: AttributeSet, rest: readonly string[]): void => {
  if (rest.length < 4 || !/^\d{1,9}ms$/.test(rest[3]!)) return;
  attributes['network.transport'] = 'tcp';
  putText(attributes, 'traefik.access.router', rest[1]);
  const server = rest[2]!;
  const scheme = server.indexOf('://');
  if (scheme > 0) putEndpoint(attributes, 'destination', server.slice(scheme + 3).split('/', 1)[0]!);
  putNumber(attributes, 'event.duration', Number.parseInt(rest[3]!, 10) * 1_000_000);
};

/** What API Gateway writes after the bytes: the request's id, a UUID or an HTTP API's short one. */
const requestId = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\w-]{11,20}=)$/;

const isAccess = (text: string): number => {
  const open = text.indexOf('[');
  if (open < 2 || open > furthestTime) return 0;
  const head = text.slice(open + 1, open + 22);
  return /^\d{1,2}\/[A-Z][a-z]{2}\/\d{4}:\d{1,2}:\d{2}:\d{2}/.test(head) && text.indexOf('] "', open) > 0 ? 0.85 : 0;
};

/** The Common Log Format and what grew out of it: Apache, nginx, traefik, API Gateway's access logs. */
export const accessReader: Reader = {
  format,
  dataset: 'application',
  recognise: isAccess,
  read(raw, context) {
    const { text } = raw;
    const open = text.indexOf('[');
    const close = text.indexOf(']', open);
    const time = open < 0 || open > furthestTime ? undefined : timestampAt(text, open + 1, context.receivedMs);
    if (time === undefined || close < 0 || text.charCodeAt(close + 2) !== 0x22) return badShape(format, 'time');
    const attributes: AttributeSet = {};
    putClient(attributes, text.slice(0, open));
    const [written, status, bytes, referrer, agent, ...rest] = splitFields(text, close + 1);
    // API Gateway's route key names the method once more: `GET GET /orders HTTP/1.1`.
    const request = written?.replace(/^([A-Z]{3,7}) \1 (?=\/)/, '$1 ');
    const line = putRequest(attributes, request);
    putStatus(attributes, status);
    putNumber(attributes, 'http.response.body.bytes', bytes);
    if (referrer !== undefined && requestId.test(referrer) && text.charAt(text.indexOf(referrer, close) - 1) === ' ')
      attributes['http.request.id'] = referrer;
    else putText(attributes, 'http.request.referrer', referrer);
    putText(attributes, 'user_agent.original', agent);
    putTraefik(attributes, rest);
    putText(attributes, 'labels.rest', rest.filter((field) => field !== '-' && field !== '').join(' '));
    return buildRecord(raw, {
      format,
      dataset: context.dataset ?? 'application',
      message: accessSentence(line, status),
      attributes,
      timestampMs: time.ms,
    });
  },
};
