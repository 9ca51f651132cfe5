import type { RawRecord, ReadOutcome } from '@bellwether/log-events';
import type { AttributeSet } from '../fields/attribute-set.ts';
import { putEndpoint, putNumber, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { isEcsName, isEcsRoot, putScalar } from '../fields/ecs.ts';
import type { Scope } from '../fields/cloud-scope.ts';
import { asAccount, asRegion, scopeOfArns } from '../fields/cloud-scope.ts';
import type { JsonObject } from '../fields/json.ts';
import { isAmong, putLeftOver, textsOf } from '../fields/left-over.ts';
import { asNumber, asText, at, isObject, parseObject } from '../fields/json.ts';
import { outcomeOfWord } from '../fields/outcome-word.ts';
import { isAmbiguousLevel, isLevelWord } from '../header/level-word.ts';
import { failureOf } from '../outcome.ts';
import type { ReadContext, Reader } from '../reader.ts';
import { isClock, joinedTime } from '../time/joined-time.ts';
import { parseTime } from '../time/timestamp.ts';
import { readHostProgram } from './host-program.ts';
import type { Parts, Role } from './json-line-parts.ts';
import { partsOf } from './json-line-parts.ts';
import { putLoggedRequest, requestSentence } from './json-request.ts';
import { readVendor } from './vendor/read-vendor.ts';
import { findVendorRow } from './vendor/table.ts';

const format = 'json';

/** A time that is a text or number, MongoDB's `{"$date":…}`, or log4j's `{"epochSecond":…,"nanoOfSecond":…}`. */
const timeOf = (value: unknown, receivedMs: number): number | undefined => {
  if (!isObject(value)) return parseTime(value, receivedMs);
  const second = asNumber(value['epochSecond']);
  if (second !== undefined) return second * 1000 + Math.floor((asNumber(value['nanoOfSecond']) ?? 0) / 1_000_000);
  // Protocol buffers' and Firestore's timestamps.
  const seconds = asNumber(value['seconds'] ?? value['_seconds']);
  if (seconds !== undefined)
    return (
      seconds * 1000 +
      Math.floor((asNumber(value['nanos'] ?? value['_nanoseconds'] ?? value['nanoseconds']) ?? 0) / 1_000_000)
    );
  return parseTime(value['$date'], receivedMs);
};

/** The day of a bare clock stands beside it, in a key of its own. */
const recordTime = (document: JsonObject, value: unknown, receivedMs: number): number | undefined => {
  const clock = isClock(document['time']) ? document['time'] : value;
  if (!isClock(clock)) return timeOf(value, receivedMs);
  const zone = document['tz'] ?? document['timezone'];
  return joinedTime(document['date'] ?? document['day'], clock, zone, receivedMs) ?? timeOf(value, receivedMs);
};

/** The message as text: itself, OpenTelemetry's `{"stringValue":…}`, or the message inside of it. */
const messageOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return undefined;
  const error = asText(value['errorMessage']);
  // Lambda's JSON log format puts an exception where the message would be.
  if (error !== undefined) return [asText(value['errorType']), error].filter((part) => part !== undefined).join(': ');
  return asText(value['stringValue']) ?? asText(value['message']) ?? asText(value['msg']);
};

const levelOf = (value: unknown): string | undefined => {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() : asText(at(value, 'name'));
};

/** Objects in which a logger or a log service keeps what the program wrote: Rust's tracing, Google Cloud. */
const payloadKeys = ['fields', 'jsonPayload'] as const;

/** The message of such an object, or a field such as `elasticsearch.slowlog.message`, when no key of the usual names contains it. */
const deeperMessage = (document: JsonObject): string | undefined => {
  for (const key of payloadKeys) {
    const message = asText(at(document, key, 'message') ?? at(document, key, 'msg'));
    if (message !== undefined) return message;
  }
  const name = Object.keys(document).find((key) => key.endsWith('.message') && typeof document[key] === 'string');
  return name === undefined ? undefined : asText(document[name]);
};

/** A stack trace as one text; Lambda lists its frames. */
const stackOf = (value: unknown): unknown =>
  Array.isArray(value)
    ? (value as readonly unknown[])
        .slice(0, 64)
        .filter((frame) => typeof frame === 'string')
        .join('\n')
    : value;

const putError = (attributes: AttributeSet, value: unknown): void => {
  if (typeof value === 'string') putScalar(attributes, 'error.message', value);
  if (!isObject(value)) return;
  putScalar(attributes, 'error.message', value['message'] ?? value['msg'] ?? value['errorMessage']);
  putScalar(attributes, 'error.type', value['type'] ?? value['name'] ?? value['class'] ?? value['errorType']);
  putScalar(
    attributes,
    'error.stack_trace',
    stackOf(value['stack'] ?? value['stacktrace'] ?? value['stack_trace'] ?? value['stackTrace']),
  );
};

/** The stack trace of a key of its own; its first line is the error when nothing else names it. */
const putStack = (attributes: AttributeSet, value: unknown): void => {
  const stack = stackOf(value);
  if (typeof stack !== 'string' || stack === '') return;
  if (attributes['error.stack_trace'] === undefined) putScalar(attributes, 'error.stack_trace', stack);
  if (attributes['error.message'] === undefined) putScalar(attributes, 'error.message', stack.split('\n', 1)[0]);
};

const isRequested = (attributes: AttributeSet): boolean =>
  attributes['http.request.method'] !== undefined && attributes['http.response.status_code'] !== undefined;

const putParts = (attributes: AttributeSet, parts: Parts, document: JsonObject): void => {
  const text = (role: Role, name: string): void => {
    if (attributes[name] === undefined) putText(attributes, name, parts.get(role)?.value);
  };
  /** A level under a name's key is nobody's name; it stays under its own. */
  const nameOf = (role: Role, name: string): void => {
    const value = parts.get(role)?.value;
    if (typeof value !== 'string' || !isLevelWord(value) || isAmbiguousLevel(value)) text(role, name);
  };
  nameOf('logger', 'log.logger');
  nameOf('thread', 'process.thread.name');
  putNumber(attributes, 'process.pid', parts.get('pid')?.value);
  putNumber(attributes, 'process.thread.id', parts.get('threadId')?.value);
  nameOf('user', 'user.name');
  text('trace', 'trace.id');
  text('span', 'span.id');
  text('service', 'service.name');
  text('method', 'http.request.method');
  text('url', 'url.original');
  text('agent', 'user_agent.original');
  const client = parts.get('client')?.value;
  if (typeof client === 'string' && client.length <= 80 && attributes['source.address'] === undefined)
    putEndpoint(attributes, 'source', client);
  putNumber(attributes, 'source.port', parts.get('clientPort')?.value);
  const peer = parts.get('peer')?.value;
  if (typeof peer === 'string' && peer.length <= 80) putEndpoint(attributes, 'destination', peer);
  putNumber(attributes, 'destination.port', parts.get('peerPort')?.value);
  const transport = parts.get('transport')?.value;
  if (typeof transport === 'string' && transport.length < 20) attributes['network.transport'] = transport.toLowerCase();
  nameOf('program', 'process.name');
  const status = asNumber(parts.get('status')?.value ?? attributes['http.status_code']);
  if (status !== undefined && status >= 100 && status < 600) attributes['http.response.status_code'] = status;
  putLoggedRequest(attributes, document);
  // Beside a request `host` is whom the client asked for, which is not the name of a machine.
  nameOf('host', parts.get('host')?.key === 'host' && isRequested(attributes) ? 'url.domain' : 'host.hostname');
  putError(attributes, parts.get('error')?.value);
  const thrown = parts.get('message')?.value;
  if (isObject(thrown) && asText(thrown['errorMessage']) !== undefined) putError(attributes, thrown);
  putStack(attributes, parts.get('stack')?.value);
};

/** The outcome that a status' word or an HTTP status gives; a failure outweighs a success. */
const statedOutcome = (attributes: AttributeSet, parts: Parts): 'success' | 'failure' | undefined => {
  const words = [parts.get('outcome')?.value, parts.get('status')?.value].map(outcomeOfWord);
  if (words.includes('failure')) return 'failure';
  const code = attributes['http.response.status_code'];
  if (typeof code === 'number') return code < 400 ? 'success' : 'failure';
  return words.find((word) => word !== undefined);
};

/** The outcome that the record states, or that an audit trail's action names: `access_granted`, `authentication_failed`. */
const putOutcome = (attributes: AttributeSet, parts: Parts): void => {
  if (attributes['event.outcome'] !== undefined) return;
  const stated = statedOutcome(attributes, parts);
  if (stated !== undefined) attributes['event.outcome'] = stated;
  const action = attributes['event.action'];
  if (typeof action !== 'string' || stated !== undefined) return;
  if (/(?:granted|allowed|success|succeeded)$/i.test(action)) attributes['event.outcome'] = 'success';
  else if (/(?:denied|refused|failed|failure)$/i.test(action)) attributes['event.outcome'] = 'failure';
};

/** Puts what stands in no field, and not in the message, under `labels.`; a message that is the whole line needs none of it. */
const putOther = (
  attributes: AttributeSet,
  document: JsonObject,
  parts: Parts,
  read: { readonly message: string; readonly level: string | undefined; readonly timestampMs: number | undefined },
): void => {
  const texts = textsOf(attributes, read.message, read.level ?? '');
  const timeKey = read.timestampMs === undefined ? undefined : parts.get('time')?.key;
  const ends = [
    attributes['source.address'] && parts.get('client')?.key,
    attributes['destination.address'] && parts.get('peer')?.key,
  ];
  const keys = new Set([...parts.values()].map(({ key }) => key));
  putLeftOver(attributes, document, (key, value) => {
    if (key === timeKey || ends.includes(key) || isEcsName(key) || (isObject(value) && isEcsRoot(key))) return true;
    return keys.has(key) && isAmong(texts, value);
  });
};

/** Twelve digits as they are written; a shorter number is not an AWS account. */
const writtenAccount = (value: unknown): string | undefined =>
  typeof value === 'string' || (typeof value === 'number' && value >= 1e11) ? asAccount(value) : undefined;

/**
 * Account and region that the record's own keys or an ARN of its own name. `account` and `ownerId` are also a customer's in other
 * software, so they count beside a region of AWS only.
 */
const scopeOf = (document: JsonObject, parts: Parts): Scope => {
  const ofArn = scopeOfArns(document);
  const region = asRegion(parts.get('region')?.value) ?? ofArn.region;
  const named = writtenAccount(parts.get('account')?.value);
  const account =
    named ?? (region === undefined ? undefined : writtenAccount(parts.get('owner')?.value)) ?? ofArn.account;
  return { ...(account === undefined ? {} : { account }), ...(region === undefined ? {} : { region }) };
};

/** Whether nothing but the line itself could be its message: a record of an unknown service. */
const wholeText = (raw: RawRecord): string => raw.text.trim();

/** Reads one parsed structured log line, whatever logger wrote it. */
export const readJsonLine = (raw: RawRecord, document: JsonObject, context: ReadContext): ReadOutcome => {
  const row = findVendorRow(document);
  if (row !== undefined) return readVendor(raw, document, row, context);
  const attributes: AttributeSet = {};
  const parts = partsOf(document, attributes);
  putParts(attributes, parts, document);
  putOutcome(attributes, parts);
  // A Lambda function's own lines carry the id of the invocation.
  putText(attributes, context.dataset === 'lambda' ? 'faas.execution' : 'http.request.id', parts.get('request')?.value);
  const nestedLog = document['log'];
  const level = levelOf(parts.get('level')?.value ?? at(nestedLog, 'level') ?? at(document, 'jsonPayload', 'level'));
  const timestampMs = recordTime(document, parts.get('time')?.value, context.receivedMs);
  const errorMessage = attributes['error.message'];
  const message =
    messageOf(parts.get('message')?.value) ??
    messageOf(document['message']) ??
    messageOf(document['msg']) ??
    deeperMessage(document) ??
    (typeof errorMessage === 'string' ? errorMessage : requestSentence(attributes));
  const { account, region } = scopeOf(document, parts);
  if (account !== undefined) attributes['cloud.account.id'] ??= account;
  if (region !== undefined) attributes['cloud.region'] ??= region;
  const program = attributes['process.name'];
  // What journald keeps of a program of the host.
  if (message !== undefined && parts.has('program') && typeof program === 'string')
    readHostProgram(program, message, attributes);
  const isWhole = message === undefined || message.trim() === '';
  if (!isWhole) putOther(attributes, document, parts, { message, level, timestampMs });
  return buildRecord(raw, {
    format,
    dataset: context.dataset ?? 'application',
    message: isWhole ? wholeText(raw) : message,
    attributes,
    timestampMs,
    level,
    account: asAccount(attributes['cloud.account.id']),
    region: asRegion(attributes['cloud.region']),
    document,
  });
};

/** Lines of structured loggers: pino, winston, bunyan, log4j, ECS, OpenTelemetry, MongoDB, Serilog and their like. */
export const jsonLineReader: Reader = {
  format,
  dataset: 'application',
  recognise: (text) => (text.charCodeAt(0) === 0x7b && /^\{\s{0,64}(?:"|\})/.test(text) ? 0.5 : 0),
  read(raw, context) {
    const document = parseObject(raw.text);
    return document === undefined ? failureOf({ code: 'bad_json', format }) : readJsonLine(raw, document, context);
  },
};
