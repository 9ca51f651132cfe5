import type { AttributeSet } from '../fields/attribute-set.ts';
import { putEndpoint, putNumber, putText } from '../fields/attribute-set.ts';
import { accessSentence, putDomain, putRequest } from '../fields/http.ts';
import type { JsonObject } from '../fields/json.ts';
import { asNumber, asText, at, firstOf, isObject, property } from '../fields/json.ts';

/** Keys under which loggers keep a request and its answer as objects: pino, bunyan, Caddy, Vault, Google Cloud, Express. */
const requestKeys = ['req', 'request', 'httpRequest', 'http_request', 'http'] as const;
const responseKeys = ['res', 'response', 'httpResponse', 'http_response', 'resp'] as const;

const methodKeys = ['method', 'requestMethod', 'verb'] as const;
const targetKeys = ['url', 'uri', 'path', 'requestUrl', 'originalUrl', 'target'] as const;
const clientKeys = [
  'client_ip',
  'remote_ip',
  'remoteIp',
  'remoteAddress',
  'remote_address',
  'remote_addr',
  'clientIp',
  'ip',
] as const;
const portKeys = ['remotePort', 'remote_port'] as const;
const statusKeys = ['statusCode', 'status_code', 'status', 'code'] as const;
const agentKeys = ['user-agent', 'User-Agent', 'user_agent', 'userAgent'] as const;

const methodShape = /^[A-Za-z]{3,10}$/;
/** An address with or without its port, or a host's name. */
const maxClientLength = 80;

const textAt = (object: JsonObject, keys: readonly string[]): string | undefined => {
  for (const key of keys) {
    const value = asText(firstOf(property(object, key)));
    if (value !== undefined) return value;
  }
  return undefined;
};

const numberAt = (object: JsonObject, keys: readonly string[]): number | undefined => {
  for (const key of keys) {
    const value = asNumber(property(object, key));
    if (value !== undefined) return value;
  }
  return undefined;
};

/** Sets what no attribute says yet. */
const putNew = (attributes: AttributeSet, name: string, value: string | undefined): void => {
  if (attributes[name] === undefined) putText(attributes, name, value);
};

const objectAt = (document: JsonObject, keys: readonly string[]): JsonObject | undefined =>
  keys.map((key) => property(document, key)).find(isObject);

/** The status of an answer, or of what a request's own object says of it. */
const putAnswer = (attributes: AttributeSet, ...objects: readonly (JsonObject | undefined)[]): void => {
  for (const object of objects) {
    const status = object && numberAt(object, statusKeys);
    if (attributes['http.response.status_code'] !== undefined || status === undefined) continue;
    if (Number.isInteger(status) && status >= 100 && status < 600) attributes['http.response.status_code'] = status;
  }
};

/** A request that one text tells whole, `GET /a HTTP/1.1`, where no key of its own names its method. */
const putRequestLine = (attributes: AttributeSet, document: JsonObject): void => {
  const line = asText(document['request'] ?? document['request_line']);
  if (line === undefined || attributes['http.request.method'] !== undefined || !/ HTTP\/[\d.]{1,3}$/.test(line)) return;
  putRequest(attributes, line);
};

/**
 * Sets the fields of a request that a structured line keeps as an object, or as one text; what the line's own keys said stays.
 *
 * @example `{"req":{"method":"GET","url":"/a","remoteAddress":"10.0.0.7"},"res":{"statusCode":500}}`
 */
export const putLoggedRequest = (attributes: AttributeSet, document: JsonObject): void => {
  putRequestLine(attributes, document);
  const request = objectAt(document, requestKeys);
  const response = objectAt(document, responseKeys);
  if (request === undefined) {
    if (attributes['http.request.method'] !== undefined) putAnswer(attributes, response);
    return;
  }
  const method = textAt(request, methodKeys);
  const target = textAt(request, targetKeys);
  const isRequest =
    (method !== undefined && methodShape.test(method)) || (target !== undefined && /^(?:\/|https?:)/.test(target));
  const client = textAt(request, clientKeys) ?? asText(at(request, 'client', 'ip'));
  if (client !== undefined && client.length <= maxClientLength && attributes['source.address'] === undefined) {
    putEndpoint(attributes, 'source', client);
    putNumber(attributes, 'source.port', numberAt(request, portKeys));
  }
  if (!isRequest) return;
  putNew(attributes, 'http.request.method', method?.toUpperCase());
  putNew(attributes, 'url.original', target);
  const headers = objectAt(request, ['headers', 'header']);
  putNew(attributes, 'user_agent.original', textAt(request, agentKeys) ?? (headers && textAt(headers, agentKeys)));
  const host = asText(property(request, 'host')) ?? (headers && textAt(headers, ['host', 'Host']));
  if (host !== undefined && attributes['url.domain'] === undefined) putDomain(attributes, host);
  putAnswer(attributes, response, request, document);
};

/** The sentence of a record that tells of a request and of nothing else, as access logs have it; undefined where a part is missing. */
export const requestSentence = (attributes: AttributeSet): string | undefined => {
  const { 'http.request.method': method, 'url.original': target, 'http.response.status_code': status } = attributes;
  if (typeof method !== 'string' || typeof target !== 'string' || typeof status !== 'number') return undefined;
  return methodShape.test(method) ? accessSentence({ method, target }, status) : undefined;
};
