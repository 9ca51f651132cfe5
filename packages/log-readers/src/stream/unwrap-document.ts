import type { AttributeSet } from '../fields/attribute-set.ts';
import { putText } from '../fields/attribute-set.ts';
import type { JsonObject } from '../fields/json.ts';
import { asText, at, isObject, parseObject } from '../fields/json.ts';
import { kubernetesAttributes } from '../readers/container.ts';
import { readJsonLine } from '../readers/json-line.ts';
import { parseTime } from '../time/timestamp.ts';
import type { Unwrapped } from './unwrapped.ts';

/** Keys that hold the line itself as a text. */
const lineKeys = ['log', 'message', 'MESSAGE', 'Message', 'body', 'Body', 'msg'] as const;

/** A JSON text inside a JSON text, a container's line, or what a shipper or a queue wrote around a line. */
const mayWrap =
  /"(?:log|message|MESSAGE|Message|body|Body|msg)"\s{0,4}:\s{0,4}"(?:\s{0,4}\{\s{0,4}\\"|@cee:)|"log"\s{0,4}:\s{0,4}"|"kubernetes"\s{0,4}:|"filebeat"|"Type"\s{0,4}:\s{0,4}"Notification"|"(?:receiptHandle|ReceiptHandle)"/;

/** Keys by which a shipper or queue is told; their text is a line of its own, whatever it looks like. */
const isShipped = (document: JsonObject): boolean =>
  (typeof document['log'] === 'string' && (document['stream'] !== undefined || isObject(document['kubernetes']))) ||
  (isObject(document['kubernetes']) && document['level'] === undefined) ||
  at(document, 'agent', 'type') === 'filebeat' ||
  (document['Type'] === 'Notification' && typeof document['TopicArn'] === 'string') ||
  document['receiptHandle'] !== undefined ||
  document['ReceiptHandle'] !== undefined;

/** Fields of the wrapping that a line could have too; what the wrapping says of them is about itself. */
const ofLine = ['message', 'error.message'];

/**
 * Takes off JSON around a line: docker's json-file and what Fluent Bit and Filebeat make of it, SNS notifications, SQS messages, and
 * a JSON text in `message`.
 */
export const unwrapDocument = (text: string, receivedMs: number): Unwrapped | undefined => {
  if (!mayWrap.test(text)) return undefined;
  const document = parseObject(text);
  if (document === undefined) return undefined;
  const key = lineKeys.find((name) => asText(document[name]) !== undefined);
  if (key === undefined) return undefined;
  const line = asText(document[key])!;
  const inner = line.trimStart();
  const isNested = /^(?:@cee:\s{0,4})?\{\s{0,4}"/.test(inner) && inner.trimEnd().endsWith('}');
  const shipped = isShipped(document);
  if (!isNested && !shipped) return undefined;
  const own = readJsonLine({ text }, document, {
    origin: { account: '', region: '', logGroup: '', logStream: '' },
    receivedMs,
  });
  const attributes: AttributeSet = own.kind === 'record' ? { ...own.record.attributes } : {};
  for (const name of ofLine) delete attributes[name];
  Object.assign(attributes, kubernetesAttributes(document));
  putText(attributes, 'messaging.destination.name', document['TopicArn']);
  const isDocker = key === 'log' && typeof document['stream'] === 'string';
  const ownTime = own.kind === 'record' ? own.record.timestampMs : undefined;
  return {
    text:
      (isNested ? inner.replace(/^@cee:\s{0,4}/, '') : line).trimEnd() +
      (isDocker && !line.endsWith('\n') ? trailingGap(line) : ''),
    attributes,
    timestampMs: ownTime ?? parseTime(document['Timestamp'], receivedMs),
    level: own.kind === 'record' && isNested ? own.record.level : undefined,
    // Docker cuts long lines; the last piece alone has a line end.
    isPartial:
      isDocker && !line.endsWith('\n') && !isNested && document['kubernetes'] === undefined && !hasFlag(document),
    key: `${String(document['stream'])} ${String(at(document, 'kubernetes', 'pod_name'))}`,
  };
};

const trailingGap = (line: string): string => (line.endsWith(' ') ? ' ' : '');

/** Fluent Bit keeps the container runtime's own flag; then the line end says nothing. */
const hasFlag = (document: JsonObject): boolean => document['logtag'] !== undefined || document['_p'] !== undefined;
