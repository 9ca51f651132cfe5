import type { RawRecord, ReadOutcome } from '@bellwether/log-events';
import type { AttributeSet } from '../../fields/attribute-set.ts';
import { isIp, putAddress, putEndpoint, putNumber, putText, putTransport } from '../../fields/attribute-set.ts';
import { buildRecord } from '../../fields/build-record.ts';
import { arnScope, asAccount, asRegion, scopeOfArns } from '../../fields/cloud-scope.ts';
import { levelOfGrade } from '../../fields/finding-level.ts';
import { decodePercent, pathOf, putDomain, putRequest, requestLine } from '../../fields/http.ts';
import type { JsonObject } from '../../fields/json.ts';
import { asNumber, asText, at, isObject } from '../../fields/json.ts';
import { outcomeOfWord } from '../../fields/outcome-word.ts';
import { traceIdOf } from '../../fields/x-ray.ts';
import type { ReadContext } from '../../reader.ts';
import { parseTime } from '../../time/timestamp.ts';
import type { Role } from './usual-keys.ts';
import { foldedValues, usualKeys } from './usual-keys.ts';
import type { VendorRow } from './vendor-row.ts';
import { valueAt } from './vendor-row.ts';

/** Asks a record for the value of a role: where its row says, else under the role's usual keys. */
type Ask = (role: Role, accept?: (value: unknown) => boolean) => unknown;

const isScalar = (value: unknown): boolean =>
  (typeof value === 'string' && value !== '' && value !== '-') ||
  typeof value === 'number' ||
  typeof value === 'boolean';

const askOf = (document: JsonObject, row: VendorRow): Ask => {
  const values = foldedValues(
    document,
    row.within.map((path) => valueAt(document, path)),
  );
  return (role, accept = isScalar) => {
    const paths = row.paths.get(role);
    if (paths?.length === 0) return undefined;
    for (const path of paths ?? []) {
      const value = valueAt(document, path);
      if (value !== undefined && accept(value)) return value;
    }
    for (const key of usualKeys.get(role) ?? []) {
      const value = values.get(key);
      if (value !== undefined && accept(value)) return value;
    }
    return undefined;
  };
};

const textOf = (value: unknown): string | undefined =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : asText(value);

const putScalarText = (attributes: AttributeSet, name: string, value: unknown): void =>
  putText(attributes, name, textOf(value)?.slice(0, 2048));

const putEnds = (attributes: AttributeSet, ask: Ask): void => {
  for (const side of ['source', 'destination'] as const) {
    const value = asText(ask(side, (candidate) => typeof candidate === 'string' && /[.:]/.test(candidate)));
    // `10.0.1.0/24`: an address that was cut to its network.
    if (value !== undefined && value.length <= 300) {
      // `/10.0.0.1:80` of Java, and IPv4 in the clothes of IPv6.
      const address = value.trim().replace(/^\/?(?:::ffff:(?=\d{1,3}\.))?/, '');
      if (isIp(address)) putAddress(attributes, side, address);
      else putEndpoint(attributes, side, address);
    }
    putNumber(attributes, `${side}.port`, ask(`${side}Port`));
  }
  const transport = textOf(ask('transport'))?.toLowerCase();
  if (transport !== undefined && /^(?:tcp|udp|icmp|icmpv6|\d{1,3})$/.test(transport))
    putTransport(attributes, transport);
  putNumber(attributes, 'network.bytes', ask('bytes'));
  putNumber(attributes, 'network.packets', ask('packets'));
  putText(attributes, 'network.direction', textOf(ask('direction'))?.toLowerCase());
};

const methodShape = /^[A-Z]{3,10}$/;

/** What a record says of a web request. */
const putWeb = (attributes: AttributeSet, ask: Ask): void => {
  const method = asText(ask('method', (value) => typeof value === 'string' && methodShape.test(value)));
  const url = asText(ask('url', (value) => typeof value === 'string'));
  if (url !== undefined && requestLine(url) !== undefined) putRequest(attributes, url);
  else if (url !== undefined) {
    putText(attributes, 'url.original', url.slice(0, 2048));
    const query = url.indexOf('?');
    if (query >= 0) putText(attributes, 'url.query', url.slice(query + 1, query + 2049));
    putText(attributes, 'url.path', decodePercent(pathOf(url)).slice(0, 2048));
    if (url.includes('://')) putDomain(attributes, url);
  }
  putText(attributes, 'http.request.method', method);
  putScalarText(attributes, 'url.path', ask('path'));
  putScalarText(attributes, 'url.query', ask('query'));
  putScalarText(attributes, 'url.domain', ask('domain'));
  putScalarText(attributes, 'user_agent.original', ask('agent'));
  const status = asNumber(ask('status'));
  if (status !== undefined && status >= 100 && status < 600) attributes['http.response.status_code'] = status;
};

const putWho = (attributes: AttributeSet, ask: Ask): void => {
  putScalarText(attributes, 'user.name', ask('user'));
  putScalarText(attributes, 'user.id', ask('userId'));
  putScalarText(attributes, 'rule.name', ask('rule'));
  putScalarText(attributes, 'rule.id', ask('ruleId'));
  putScalarText(attributes, 'http.request.id', ask('request'));
  putText(attributes, 'trace.id', traceIdOf(ask('trace')) ?? textOf(ask('trace')));
  putScalarText(attributes, 'span.id', ask('span'));
  putScalarText(attributes, 'cloud.instance.id', ask('instance'));
  putScalarText(attributes, 'log.logger', ask('logger'));
  putScalarText(attributes, 'faas.execution', ask('faas'));
  putText(attributes, 'dns.question.name', textOf(ask('dnsName'))?.replace(/\.$/, ''));
  putScalarText(attributes, 'dns.question.type', ask('dnsType'));
  putScalarText(attributes, 'dns.response_code', ask('dnsCode'));
};

/** An error is a text, or an object with a message and a code of its own. */
const putError = (attributes: AttributeSet, ask: Ask): void => {
  const isError = (value: unknown): boolean => (typeof value === 'string' && value !== '-') || isObject(value);
  const error = ask('errorMessage', isError);
  const inner = isObject(error) ? (error['message'] ?? error['error_message'] ?? error['errorMessage']) : error;
  putScalarText(attributes, 'error.message', inner);
  putScalarText(attributes, 'error.code', ask('errorCode') ?? at(error, 'code') ?? at(error, 'errorCode'));
};

/** The outcome that a status, an HTTP status, an error, or the action's name gives; the first of them that does. */
const outcomeOf = (attributes: AttributeSet, ask: Ask): 'success' | 'failure' | undefined => {
  const stated = outcomeOfWord(ask('outcome', (value) => outcomeOfWord(value) !== undefined));
  const status = attributes['http.response.status_code'];
  // A refusal with status 200, such as a block page, is a refusal all the same.
  if (stated === 'failure' || typeof status !== 'number')
    return (
      stated ??
      (outcomeOfWord(ask('status')) ||
        (attributes['error.code'] === undefined ? outcomeOfWord(attributes['event.action']) : 'failure'))
    );
  return status < 400 ? 'success' : 'failure';
};

const levelOf = (value: unknown): string | undefined =>
  levelOfGrade(value) ?? (typeof value === 'string' && value.length <= 40 ? asText(value) : undefined);

/** What stands for a record that has no message: its request, or what was done and what came of it. */
const sentenceOf = (raw: RawRecord, attributes: AttributeSet, title: string, outcome: unknown): string => {
  const method = attributes['http.request.method'];
  const status = attributes['http.response.status_code'];
  const path = textOf(attributes['url.path']);
  if (method !== undefined || (path !== undefined && status !== undefined))
    return `${textOf(method) ?? '-'} ${path ?? '-'} ${textOf(status) ?? '-'}`;
  const words = [attributes['event.action'], textOf(outcome), attributes['error.code'], attributes['error.message']];
  const named = [...new Set(words.filter((word) => word !== undefined))];
  return named.length === 0 ? raw.text.trim() : [title, ...named].join(' ');
};

/**
 * Reads a record of a type in the table of services' records.
 *
 * @param isText  the record is a line of text, and the object only contains its parts
 */
export const readVendor = (
  raw: RawRecord,
  document: JsonObject,
  row: VendorRow,
  context: ReadContext,
  isText: boolean = false,
): ReadOutcome => {
  const attributes: AttributeSet = {};
  const ask = askOf(document, row);
  putEnds(attributes, ask);
  putWeb(attributes, ask);
  putWho(attributes, ask);
  putError(attributes, ask);
  putScalarText(
    attributes,
    'event.action',
    ask('action', (value) => typeof value === 'string' && value.length <= 120),
  );
  const outcome = outcomeOf(attributes, ask);
  if (outcome !== undefined) attributes['event.outcome'] = outcome;
  const arns = scopeOfArns(document);
  const account = ask('account', (value) => asAccount(value) !== undefined || arnScope(value).account !== undefined);
  const region = ask('region', (value) => asRegion(value) !== undefined || arnScope(value).region !== undefined);
  const message = ask('message', (value) => typeof value === 'string' && value.trim() !== '' && value !== '-');
  const id = ask('eventId');
  return buildRecord(raw, {
    format: row.format,
    dataset: row.dataset === 'application' ? (context.dataset ?? row.dataset) : row.dataset,
    message:
      asText(message)?.trimEnd() ??
      sentenceOf(
        raw,
        attributes,
        row.format,
        ask('outcome', (value) => typeof value === 'string' && value.length < 64),
      ),
    attributes,
    timestampMs: parseTime(
      ask('time', (value) => parseTime(value, context.receivedMs) !== undefined),
      context.receivedMs,
    ),
    level: levelOf(ask('level')),
    id: typeof id === 'string' && id.length <= 100 && row.paths.has('eventId') ? id : undefined,
    account: asAccount(account) ?? arnScope(account).account ?? arns.account,
    region: asRegion(region) ?? arnScope(region).region ?? arns.region,
    document: isText ? undefined : document,
  });
};
