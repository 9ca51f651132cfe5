import type { AttributeSet } from '../fields/attribute-set.ts';
import { putAddress, putNumber, putText, putTransport } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { asAccount, asRegion } from '../fields/cloud-scope.ts';
import { levelOfOcsf } from '../fields/finding-level.ts';
import type { JsonObject } from '../fields/json.ts';
import { asText, at, firstOf } from '../fields/json.ts';
import { outcomeOfWord } from '../fields/outcome-word.ts';
import { badShape } from '../outcome.ts';
import { parseTime } from '../time/timestamp.ts';
import { jsonReader } from './json-reader.ts';

const format = 'ocsf';

const textOf = (value: unknown): string | undefined => (typeof value === 'number' ? String(value) : asText(value));

const putEnd = (attributes: AttributeSet, side: 'source' | 'destination', end: unknown): void => {
  const address = asText(at(end, 'ip')) ?? asText(at(end, 'hostname')) ?? asText(at(end, 'svc_name'));
  putAddress(attributes, side, address);
  putNumber(attributes, `${side}.port`, at(end, 'port'));
};

const putNetwork = (attributes: AttributeSet, document: JsonObject): void => {
  const source = document['src_endpoint'] ?? document['device'];
  putEnd(attributes, 'source', source);
  putEnd(attributes, 'destination', document['dst_endpoint']);
  const connection = document['connection_info'];
  const transport = asText(at(connection, 'protocol_name')) ?? textOf(at(connection, 'protocol_num'));
  putTransport(attributes, transport?.toLowerCase());
  putText(attributes, 'network.direction', asText(at(connection, 'direction'))?.toLowerCase());
  putNumber(attributes, 'network.bytes', at(document['traffic'], 'bytes'));
  putNumber(attributes, 'network.packets', at(document['traffic'], 'packets'));
  putText(attributes, 'cloud.instance.id', at(source, 'instance_uid') ?? at(document['dst_endpoint'], 'instance_uid'));
  putText(attributes, 'dns.question.name', asText(at(document['query'], 'hostname'))?.replace(/\.$/, ''));
  putText(attributes, 'dns.question.type', at(document['query'], 'type'));
  putText(attributes, 'dns.response_code', document['rcode']);
};

const putHttp = (attributes: AttributeSet, document: JsonObject): void => {
  const request = document['http_request'];
  const url = at(request, 'url');
  putText(attributes, 'http.request.method', at(request, 'http_method'));
  putText(attributes, 'http.request.id', at(request, 'uid') ?? at(document['api'], 'request', 'uid'));
  putText(attributes, 'user_agent.original', at(request, 'user_agent'));
  putText(attributes, 'url.domain', at(url, 'hostname'));
  putText(attributes, 'url.path', at(url, 'path'));
  putText(attributes, 'url.query', at(url, 'query_string'));
  putText(attributes, 'url.original', at(url, 'text') ?? at(url, 'url_string'));
  const status = Number(
    at(document['http_response'], 'code') ?? at(document['http_status'], 'code') ?? document['http_status'],
  );
  if (Number.isInteger(status) && status >= 100 && status < 600) attributes['http.response.status_code'] = status;
};

const putWho = (attributes: AttributeSet, document: JsonObject): void => {
  const user = at(document['actor'], 'user') ?? document['user'];
  const issuer = at(document['actor'], 'session', 'issuer');
  putText(attributes, 'user.name', at(user, 'name') ?? issuer);
  putText(attributes, 'user.id', at(user, 'uid') ?? at(user, 'uuid') ?? at(user, 'credential_uid'));
  const finding = document['finding_info'] ?? document['finding'];
  const control = asText(at(document['compliance'], 'control'));
  putText(attributes, 'rule.id', control ?? at(firstOf(at(finding, 'analytic')), 'uid'));
  putText(attributes, 'rule.name', at(document['firewall_rule'], 'name') ?? at(finding, 'title'));
  putText(attributes, 'vulnerability.id', at(firstOf(document['vulnerabilities']), 'cve', 'uid'));
  putText(
    attributes,
    'event.action',
    at(document['api'], 'operation') ?? document['activity_name'] ?? document['activity'],
  );
  putText(
    attributes,
    'event.provider',
    at(document['api'], 'service', 'name') ?? at(document['metadata'], 'product', 'name'),
  );
  putText(attributes, 'event.id', at(document['metadata'], 'uid') ?? at(finding, 'uid'));
  putText(attributes, 'error.code', at(document['api'], 'response', 'error'));
  putText(
    attributes,
    'error.message',
    at(document['api'], 'response', 'error_message') ?? at(document['api'], 'response', 'message'),
  );
};

/** What a record says of its own success: a disposition, a status, a check's result, an HTTP status, in this order. */
const outcomeOf = (document: JsonObject, attributes: AttributeSet): 'success' | 'failure' | undefined => {
  const status = attributes['http.response.status_code'];
  return (
    outcomeOfWord(document['action']) ??
    outcomeOfWord(document['disposition']) ??
    outcomeOfWord(at(document['compliance'], 'status')) ??
    outcomeOfWord(document['status']) ??
    (attributes['error.code'] === undefined ? undefined : 'failure') ??
    (typeof status === 'number' ? (status < 400 ? 'success' : 'failure') : undefined) ??
    outcomeOfWord(document['activity_name'])
  );
};

/** A finding's title, else what kind of record it is and what happened. */
const sentenceOf = (document: JsonObject, attributes: AttributeSet): string => {
  const finding = document['finding_info'] ?? document['finding'];
  const sentence =
    asText(document['message']) ??
    asText(at(finding, 'title')) ??
    asText(at(finding, 'desc')) ??
    asText(document['raw_message']);
  if (sentence !== undefined) return sentence;
  const method = attributes['http.request.method'];
  const what =
    method === undefined
      ? attributes['dns.question.name']
      : `${String(method)} ${String(attributes['url.path'] ?? '-')}`;
  const name = asText(document['class_name']) ?? asText(document['type_name']) ?? format;
  return [name, attributes['event.action'], what, attributes['event.outcome']]
    .filter((word) => word !== undefined)
    .join(' ');
};

/**
 * Records of the Open Cybersecurity Schema Framework: Security Lake, Security Hub and Verified Access write them.
 *
 * @see https://schema.ocsf.io
 */
export const ocsfReader = jsonReader({
  format,
  dataset: 'application',
  keys: ['class_uid', 'metadata'],
  read(raw, document, context) {
    if (at(document['metadata'], 'version') === undefined && at(document['metadata'], 'product') === undefined)
      return badShape(format, 'metadata');
    const attributes: AttributeSet = {};
    putNetwork(attributes, document);
    putHttp(attributes, document);
    putWho(attributes, document);
    const outcome = outcomeOf(document, attributes);
    if (outcome !== undefined) attributes['event.outcome'] = outcome;
    putText(attributes, 'ocsf.class_name', document['class_name']);
    const cloud = document['cloud'];
    const resource = firstOf(document['resources']);
    const finding = document['finding_info'] ?? document['finding'];
    const time =
      document['time'] ??
      document['time_dt'] ??
      document['end_time'] ??
      at(finding, 'modified_time') ??
      at(finding, 'created_time');
    return buildRecord(raw, {
      format,
      dataset: context.dataset ?? 'application',
      message: sentenceOf(document, attributes),
      attributes,
      timestampMs: parseTime(time, context.receivedMs),
      level: levelOfOcsf(document['severity_id']),
      account:
        asAccount(at(cloud, 'account', 'uid')) ??
        asAccount(at(cloud, 'account_uid')) ??
        asAccount(at(resource, 'owner', 'account', 'uid')),
      region: asRegion(at(cloud, 'region')) ?? asRegion(at(resource, 'region')),
      document,
    });
  },
});
