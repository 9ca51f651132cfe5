import type { ReadRecord, RecordOrigin } from '@bellwether/log-events';
import type { AttributeSet } from '../fields/attribute-set.ts';
import { putText } from '../fields/attribute-set.ts';
import type { JsonObject } from '../fields/json.ts';
import { asText, at, isObject, parseObject } from '../fields/json.ts';
import { looksBinary } from '../framing/not-text.ts';
import { isAmong, putLeftOver, textsOf } from '../fields/left-over.ts';
import { kubernetesAttributes } from '../readers/container.ts';
import { readJsonLine } from '../readers/json-line.ts';
import { parseTime } from '../time/timestamp.ts';
import type { Unwrapped } from './unwrapped.ts';

const nowhere: RecordOrigin = { account: '', region: '', logGroup: '', logStream: '' };

/** Keys that contain the line itself as a text. */
const lineKeys = ['log', 'message', 'MESSAGE', 'Message', 'body', 'Body', 'msg'] as const;

/** A JSON text inside a JSON text, a container's line, or what a shipper or a queue wrote around a line. */
const mayWrap =
  /"(?:log|message|MESSAGE|Message|body|Body|msg)"\s{0,4}:\s{0,4}"(?:\s{0,4}\{\s{0,4}\\"|@cee:)|"log"\s{0,4}:\s{0,4}"|"kubernetes"\s{0,4}:|"filebeat"|"Type"\s{0,4}:\s{0,4}"Notification"|"(?:receiptHandle|ReceiptHandle|Sns|kinesis)"/;

/** Keys by which a shipper or queue is recognised; their text is a line of its own, whatever it looks like. */
const isShipped = (document: JsonObject): boolean =>
  (typeof document['log'] === 'string' && (document['stream'] !== undefined || isObject(document['kubernetes']))) ||
  (isObject(document['kubernetes']) && document['level'] === undefined) ||
  at(document, 'agent', 'type') === 'filebeat' ||
  (document['Type'] === 'Notification' && typeof document['TopicArn'] === 'string') ||
  isQueued(document);

/** A message of SQS; a record with a level is a program's, which reports a message that it received. */
const isQueued = (document: JsonObject): boolean =>
  (document['receiptHandle'] !== undefined || document['ReceiptHandle'] !== undefined) &&
  document['level'] === undefined &&
  document['severity'] === undefined;

/** journald's own records; `PRIORITY` is of the stream that a program wrote to. */
const isJournal = (document: JsonObject): boolean => document['__REALTIME_TIMESTAMP'] !== undefined;

/** Keys whose text is a line in records of shippers and queues alone; elsewhere it is what a client sent. */
const bodyKeys: ReadonlySet<string> = new Set(['body', 'Body']);

/** What a function is called with by SNS and Kinesis, as the line that was sent: the notification itself, or its data in Base64. */
const deliveredOf = (document: JsonObject): JsonObject | undefined => {
  const notification = document['Sns'];
  if (isObject(notification) && document['EventSource'] === 'aws:sns') return notification;
  const data = asText(at(document, 'kinesis', 'data'));
  if (data === undefined || document['eventSource'] !== 'aws:kinesis') return undefined;
  const line = Buffer.from(data, 'base64').toString('utf8');
  // A payload that is not text, such as a compressed one, is left alone.
  if (line === '' || looksBinary(line) || line.includes('\ufffd')) return undefined;
  const { data: _, ...kinesis } = document['kinesis'] as JsonObject;
  return { ...document, kinesis, body: line, Timestamp: kinesis['approximateArrivalTimestamp'] };
};

/** Whether the record is a program's own, with a level or a request: JSON in its text is part of its message, not a line. */
const isOwnRecord = ({ level, attributes }: Pick<ReadRecord, 'level' | 'attributes'>): boolean =>
  level !== undefined ||
  attributes['http.request.method'] !== undefined ||
  attributes['http.response.status_code'] !== undefined ||
  attributes['url.original'] !== undefined;

/** Takes away the labels whose every value has a field of its own by now. */
const dropDoubles = (attributes: AttributeSet, document: JsonObject): void => {
  for (const name of ['stream', 'kubernetes', 'TopicArn']) {
    const { [`labels.${name}`]: label, ...rest } = attributes;
    if (label !== undefined && isAmong(textsOf(rest), document[name])) delete attributes[`labels.${name}`];
  }
};

/** Fields of the wrapping that a line could have too; what the wrapping says of them is about itself. */
const ofLine = ['message', 'error.message'];

/**
 * Takes off JSON around a line: docker's json-file and what Fluent Bit and Filebeat make of it, SNS notifications, SQS messages, and
 * a JSON text in `message` of a record that has neither level nor request of its own. All other values of the wrapping are kept.
 */
export const unwrapDocument = (text: string, receivedMs: number): Unwrapped | undefined => {
  if (!mayWrap.test(text)) return undefined;
  const whole = parseObject(text);
  if (whole === undefined) return undefined;
  const delivered = deliveredOf(whole);
  const document = delivered ?? whole;
  const key = lineKeys.find((name) => asText(document[name]) !== undefined);
  if (key === undefined) return undefined;
  const line = asText(document[key])!;
  const inner = line.trimStart();
  const isNested = /^(?:@cee:\s{0,4})?\{\s{0,4}"/.test(inner) && inner.trimEnd().endsWith('}');
  const shipped = delivered !== undefined || isShipped(document);
  if (!shipped && (!isNested || bodyKeys.has(key))) return undefined;
  const own = readJsonLine({ text: '' }, { ...document, [key]: '-' }, { origin: nowhere, receivedMs });
  if (own.kind !== 'record') return undefined;
  const { record } = own;
  if (!shipped && !isJournal(document) && isOwnRecord(record)) return undefined;
  const attributes: AttributeSet = { ...record.attributes };
  for (const name of ofLine) delete attributes[name];
  Object.assign(attributes, kubernetesAttributes(document));
  putText(attributes, 'messaging.destination.name', document['TopicArn']);
  if (record.format === 'json') delete attributes[`labels.${key}`];
  // A service's own reader takes what it knows.
  else putLeftOver(attributes, document, (name, value) => name === key || isAmong(textsOf(attributes), value));
  dropDoubles(attributes, document);
  const isDocker = key === 'log' && typeof document['stream'] === 'string';
  return {
    text:
      (isNested ? inner.replace(/^@cee:\s{0,4}/, '') : line).trimEnd() +
      (isDocker && !line.endsWith('\n') ? trailingGap(line) : ''),
    attributes,
    timestampMs:
      record.timestampMs ??
      parseTime(
        document['Timestamp'] ??
          at(document, 'attributes', 'SentTimestamp') ??
          at(document, 'Attributes', 'SentTimestamp'),
        receivedMs,
      ),
    level: record.level,
    // Docker cuts long lines; the last piece alone has a line end.
    isPartial:
      isDocker && !line.endsWith('\n') && !isNested && document['kubernetes'] === undefined && !hasFlag(document),
    key: `${String(document['stream'])} ${String(at(document, 'kubernetes', 'pod_name'))}`,
  };
};

const trailingGap = (line: string): string => (line.endsWith(' ') ? ' ' : '');

/** Fluent Bit keeps the container runtime's own flag; then the line end says nothing. */
const hasFlag = (document: JsonObject): boolean => document['logtag'] !== undefined || document['_p'] !== undefined;
