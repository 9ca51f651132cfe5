import type { AttributeSet } from '../fields/attribute-set.ts';
import { putAddress, putNumber, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { accessSentence, putStatus } from '../fields/http.ts';
import { asText } from '../fields/json.ts';
import { type JsonFormat, jsonReader } from './json-reader.ts';
import { badShape } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { parseTime } from '../time/timestamp.ts';

/** JSON access logs in the shape that the console and the documentation propose. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html */
const readAccess: JsonFormat['read'] = (raw, document, context) => {
  const attributes: AttributeSet = {};
  const method = asText(document['httpMethod']);
  // An HTTP API's route key is `GET /orders`, or `$default`.
  const route = asText(document['routeKey'])?.replace(/^[A-Z]{1,10} /, '');
  const target = asText(document['path']) ?? asText(document['resourcePath']) ?? route ?? '-';
  const status = document['status'];
  putText(attributes, 'http.request.id', document['requestId']);
  putText(attributes, 'http.request.method', method);
  putText(attributes, 'url.original', target);
  putText(attributes, 'url.path', target);
  putAddress(attributes, 'source', document['ip'] ?? document['sourceIp']);
  putText(attributes, 'user.name', document['user'] ?? document['caller']);
  putText(attributes, 'user_agent.original', document['userAgent']);
  if (typeof status === 'string' || typeof status === 'number') putStatus(attributes, status);
  putNumber(attributes, 'http.response.body.bytes', document['responseLength']);
  putText(
    attributes,
    'error.message',
    document['error'] ?? document['integrationErrorMessage'] ?? document['errorMessage'],
  );
  const line = method === undefined ? undefined : { method, target };
  return buildRecord(raw, {
    format: 'api-gateway-access',
    dataset: 'api-gateway',
    message: accessSentence(line, typeof status === 'string' || typeof status === 'number' ? status : undefined),
    attributes,
    timestampMs: parseTime(document['requestTimeEpoch'] ?? document['requestTime'], context.receivedMs),
    document,
  });
};

export const apiGatewayAccessReader = jsonReader({
  format: 'api-gateway-access',
  dataset: 'api-gateway',
  keys: ['requestId', 'httpMethod', 'status'],
  read: readAccess,
});

const element = /<(\w{1,40})>([^<]{0,2000})<\//g;

/** The same log as XML: `<request id="…"> <ip>…</ip> <httpMethod>…</httpMethod> … </request>`. */
export const apiGatewayXmlReader: Reader = {
  format: 'api-gateway-xml',
  dataset: 'api-gateway',
  recognise: (text) => (text.startsWith('<request id="') && text.includes('<httpMethod>') ? 0.94 : 0),
  read(raw, context) {
    const head = /^<request id="([^"]{1,100})">/.exec(raw.text);
    if (head === null) return badShape('api-gateway-xml', 'request');
    const fields = [...raw.text.matchAll(element)].slice(0, 40).map(([, name, value]) => [name!, value!] as const);
    return readAccess(raw, { ...Object.fromEntries(fields), requestId: head[1] }, context);
  },
};

/** `(request-id) Method completed with status: 200`, the execution log's only layout. */
const execution = /^\(([0-9a-f]{8}-[0-9a-f-]{27})\) /;

/** Execution logs of API Gateway. */
export const apiGatewayReader: Reader = {
  format: 'api-gateway',
  dataset: 'api-gateway',
  recognise: (text) => (execution.test(text) ? 0.9 : 0),
  read(raw) {
    const match = execution.exec(raw.text);
    if (match === null) return badShape('api-gateway', 'requestId');
    const message = raw.text.slice(match[0].length).trimEnd();
    const attributes: AttributeSet = { 'http.request.id': match[1]! };
    putStatus(attributes, /status: (\d{3})\b/.exec(message.slice(0, 200))?.[1]);
    return buildRecord(raw, { format: 'api-gateway', dataset: 'api-gateway', message, attributes });
  },
};
