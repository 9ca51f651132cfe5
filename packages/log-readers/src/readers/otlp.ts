import type { RawRecord, ReadOutcome } from '@bellwether/log-events';
import type { AttributeSet } from '../fields/attribute-set.ts';
import { putAddress, putNumber, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { asAccount, scopeOfArns } from '../fields/cloud-scope.ts';
import { isEcsName, putScalar } from '../fields/ecs.ts';
import { asNumber, asText, at, isObject, type JsonObject, parseObject } from '../fields/json.ts';
import { isBatch, otlpRecordsOf, otlpValue } from '../framing/otlp-batch.ts';
import { badShape, failureOf } from '../outcome.ts';
import type { ReadContext, Reader } from '../reader.ts';
import { parseTime } from '../time/timestamp.ts';

const format = 'otlp';

/** Names of OpenTelemetry's semantic conventions, old and new, that ECS calls otherwise. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['http.method', 'http.request.method'],
  ['http.status_code', 'http.response.status_code'],
  ['http.target', 'url.original'],
  ['http.url', 'url.original'],
  ['http.user_agent', 'user_agent.original'],
  ['exception.type', 'error.type'],
  ['exception.message', 'error.message'],
  ['exception.stacktrace', 'error.stack_trace'],
  ['enduser.id', 'user.name'],
  ['thread.name', 'process.thread.name'],
  ['thread.id', 'process.thread.id'],
  ['host.name', 'host.hostname'],
  ['k8s.namespace.name', 'orchestrator.namespace'],
  ['k8s.pod.name', 'orchestrator.resource.name'],
  ['k8s.cluster.name', 'orchestrator.cluster.name'],
]);

const addressNames: ReadonlySet<string> = new Set([
  'client.address',
  'net.peer.ip',
  'net.sock.peer.addr',
  'http.client_ip',
]);

const putAttribute = (attributes: AttributeSet, key: string, value: unknown): void => {
  const text = typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : value;
  if (addressNames.has(key) && typeof text === 'string') putAddress(attributes, 'source', text);
  else if (key === 'http.status_code' || key === 'process.pid') putNumber(attributes, renamed.get(key) ?? key, text);
  else putScalar(attributes, renamed.get(key) ?? (isEcsName(key) ? key : `labels.${key}`), text);
};

/** Attributes as the protocol lists them, `[{key, value: {stringValue}}]`, or as a plain object. */
const putAttributes = (attributes: AttributeSet, list: unknown): void => {
  if (Array.isArray(list)) {
    for (const item of (list as readonly unknown[]).slice(0, 128)) {
      const key = asText(at(item, 'key'));
      if (key !== undefined) putAttribute(attributes, key, otlpValue(at(item, 'value')));
    }
  } else if (isObject(list)) {
    for (const key of Object.keys(list).slice(0, 128)) putAttribute(attributes, key, list[key]);
  }
};

/** A field by its name in the protocol (`severityText`) or in the data model (`SeverityText`). */
const field = (record: JsonObject, name: string): unknown =>
  at(record, name) ?? at(record, name.charAt(0).toUpperCase() + name.slice(1));

const bodyOf = (record: JsonObject): string | undefined => {
  const value = otlpValue(field(record, 'body'));
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return undefined;
  return asText(at(value, 'message')) ?? asText(at(value, 'msg')) ?? JSON.stringify(value);
};

/** Zero stands for a time that is not known. */
const timeOf = (record: JsonObject, receivedMs: number): number | undefined => {
  const known = [
    record['timeUnixNano'],
    record['Timestamp'],
    record['observedTimeUnixNano'],
    record['ObservedTimestamp'],
  ];
  const time = known.find((value) => value !== undefined && value !== null && Number(value) !== 0);
  return parseTime(time, receivedMs);
};

const readOne = (raw: RawRecord, record: JsonObject, context: ReadContext): ReadOutcome => {
  const attributes: AttributeSet = {};
  putAttributes(attributes, at(record, 'resource', 'attributes') ?? record['Resource']);
  putAttributes(attributes, field(record, 'attributes'));
  putText(attributes, 'log.logger', at(record, 'scope', 'name') ?? at(record, 'InstrumentationScope', 'Name'));
  putText(attributes, 'trace.id', record['traceId'] ?? record['TraceId']);
  putText(attributes, 'span.id', record['spanId'] ?? record['SpanId']);
  putText(attributes, 'event.action', record['eventName']);
  const number = asNumber(field(record, 'severityNumber'));
  const written = asText(field(record, 'severityText'));
  const errorMessage = attributes['error.message'];
  const account = attributes['cloud.account.id'];
  const region = attributes['cloud.region'];
  // AWS's services name what writes beside OpenTelemetry's own fields.
  const arns = scopeOfArns(record);
  return buildRecord(raw, {
    format,
    dataset: context.dataset ?? 'application',
    message: bodyOf(record) ?? (typeof errorMessage === 'string' ? errorMessage : raw.text.trim()),
    attributes,
    timestampMs: timeOf(record, context.receivedMs),
    level: written ?? (number === undefined || number === 0 ? undefined : String(number)),
    account: asText(account) ?? asAccount(record['account_id']) ?? arns.account,
    region: asText(region) ?? arns.region,
    document: record,
  });
};

const record = /"(?:timeUnixNano|observedTimeUnixNano|severityNumber|SeverityNumber|ObservedTimestamp)"/;

/**
 * Log records of OpenTelemetry in JSON. A batch (`resourceLogs`) that nobody took apart is read when it contains
 * one record; `expandBatches` takes batches apart.
 *
 * @see https://opentelemetry.io/docs/specs/otel/logs/data-model/
 */
export const otlpReader: Reader = {
  format,
  dataset: 'application',
  recognise: (text) =>
    text.charCodeAt(0) !== 0x7b ? 0 : isBatch(text) ? 0.94 : record.test(text) && /"[bB]ody"/.test(text) ? 0.9 : 0,
  read(raw, context) {
    const document = parseObject(raw.text);
    if (document === undefined) return failureOf({ code: 'bad_json', format });
    const [only, ...more] = otlpRecordsOf(document) ?? [document];
    if (only === undefined || more.length > 0) return badShape(format, 'resourceLogs');
    if (field(only, 'body') === undefined && field(only, 'attributes') === undefined) return badShape(format, 'body');
    return readOne(raw, only, context);
  },
};
