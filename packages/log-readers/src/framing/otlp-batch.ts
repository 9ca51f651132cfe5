import type { RawRecord } from '@bellwether/log-events';
import { at, isObject, type JsonObject, parseJson, parseObject } from '../fields/json.ts';
import { recordsOfLine } from './split-values.ts';

/** Maximum number of records of a batch that is taken apart; senders put up to some thousands in one. A larger one stays a line. */
const maxRecords = 10_000;
/** Maximum number of attributes of a resource that each of its records carries, and the longest value: a batch must not multiply. */
const maxResourceAttributes = 24;
const maxResourceValueLength = 256;
const deepest = 8;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A value as OTLP's JSON writes it, `{"stringValue": "x"}`; anything else stands for itself. */
export const otlpValue = (value: unknown, depth = 0): unknown => {
  if (!isObject(value) || depth > deepest) return value;
  for (const name of ['stringValue', 'boolValue', 'doubleValue', 'bytesValue'])
    if (Object.hasOwn(value, name)) return value[name];
  // 64-bit integers travel as text.
  if (Object.hasOwn(value, 'intValue')) return Number(value['intValue']);
  if (Object.hasOwn(value, 'arrayValue'))
    return listOf(at(value, 'arrayValue', 'values')).map((item) => otlpValue(item, depth + 1));
  if (!Object.hasOwn(value, 'kvlistValue')) return value;
  return Object.fromEntries(
    listOf(at(value, 'kvlistValue', 'values')).map((item) => [
      String(at(item, 'key')),
      otlpValue(at(item, 'value'), depth + 1),
    ]),
  );
};

const isShort = (attribute: unknown): boolean => {
  const value = otlpValue(at(attribute, 'value'));
  return typeof value === 'string'
    ? value.length <= maxResourceValueLength
    : typeof value === 'number' || typeof value === 'boolean';
};

/**
 * The records of an OTLP/JSON batch, each with the resource and scope that it belongs to; undefined when the document is
 * none, or contains too many.
 *
 * @see https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
export const otlpRecordsOf = (document: JsonObject): readonly JsonObject[] | undefined => {
  if (!Array.isArray(document['resourceLogs'])) return undefined;
  const records: JsonObject[] = [];
  for (const resourceLogs of listOf(document['resourceLogs'])) {
    const attributes = listOf(at(resourceLogs, 'resource', 'attributes')).filter(isShort);
    const resource = { attributes: attributes.slice(0, maxResourceAttributes) };
    for (const scopeLogs of listOf(at(resourceLogs, 'scopeLogs'))) {
      const name = at(scopeLogs, 'scope', 'name');
      const scope = typeof name === 'string' ? { scope: { name: name.slice(0, maxResourceValueLength) } } : {};
      for (const record of listOf(at(scopeLogs, 'logRecords'))) {
        if (records.length === maxRecords || !isObject(record)) return undefined;
        records.push({ ...record, resource, ...scope });
      }
    }
  }
  return records;
};

/** White space before the first key, in characters; printed batches have a line end and an indent there. */
const opening = /^\{\s{0,64}"resourceLogs"/;

const findingsList = /"detail":\s{0,64}\{\s{0,64}"findings":\s{0,64}\[/;

/** Whether a text is an event of EventBridge that lists findings, as Security Hub sends them. */
const listsFindings = (text: string): boolean =>
  text.includes('"detail-type"') && text.includes('"findings"') && findingsList.test(text);

/** Each finding of an event as an event of its own; undefined when the document is not such an event, or lists too many. */
const findingsOf = (document: JsonObject): readonly JsonObject[] | undefined => {
  const findings = at(document, 'detail', 'findings');
  if (document['detail-type'] === undefined || !Array.isArray(findings) || findings.length > maxRecords)
    return undefined;
  const { detail: _, resources: __, ...event } = document;
  return findings.every(isObject) ? findings.map((finding) => ({ ...event, detail: finding })) : undefined;
};

/** What SQS answers when messages are received: `{"Messages": [{"MessageId": ..., "Body": ...}]}`. */
const messagesOpening = /^\{\s{0,64}"Messages"\s{0,64}:\s{0,64}\[\s{0,64}\{/;

const isQueueMessage = (value: unknown): value is JsonObject =>
  isObject(value) && typeof value['Body'] === 'string' && typeof value['ReceiptHandle'] === 'string';

/** Each message of an answer of SQS, with what the answer says beside its list; undefined when the document is not such an answer. */
const messagesOf = (document: JsonObject): readonly JsonObject[] | undefined => {
  const { Messages: messages, ...answer } = document;
  if (!Array.isArray(messages) || messages.length > maxRecords || !messages.every(isQueueMessage)) return undefined;
  return messages.map((message) => ({ ...answer, ...message }));
};

const recordsOf = (document: JsonObject): readonly JsonObject[] | undefined =>
  otlpRecordsOf(document) ?? findingsOf(document) ?? messagesOf(document);

/** Whether a text is a whole batch that contains many events, as OpenTelemetry's collector writes them, on one line or several. */
export const isBatch = (text: string): boolean =>
  text.charCodeAt(0) === 0x7b &&
  (opening.test(text) || messagesOpening.test(text) || listsFindings(text)) &&
  text.trimEnd().endsWith('}');

/** The records of a batch, or the objects of an array that contains nothing else; undefined for a text that is neither. */
export const recordsOfBatch = (text: string): readonly JsonObject[] | undefined => {
  const value = parseJson(text);
  if (isObject(value)) return nonEmpty(recordsOf(value));
  return Array.isArray(value) && value.length <= maxRecords && value.every(isObject) ? nonEmpty(value) : undefined;
};

const nonEmpty = <Item>(list: readonly Item[] | undefined): readonly Item[] | undefined =>
  list?.length === 0 ? undefined : list;

/** Whether a line may contain several objects: two braces side by side, or a list from its beginning on. */
const mayHoldSeveral = (text: string): boolean => {
  const code = text.charCodeAt(0);
  if (code === 0x7b) return text.includes('}{') || text.startsWith('{"Records"') || text.startsWith('{"configurationI');
  return code === 0x5b && text.startsWith('[{"');
};

/** The texts of the records in a line; undefined when it is one record. */
const textsOf = (text: string): readonly string[] | undefined => {
  if (!isBatch(text)) return mayHoldSeveral(text) ? nonEmpty(recordsOfLine(text)) : undefined;
  const document = parseObject(text);
  const records = document === undefined ? undefined : nonEmpty(recordsOf(document));
  return records?.map((record) => JSON.stringify(record));
};

/**
 * Takes lines apart that contain several records: OTLP's `resourceLogs`, the findings of an event, messages of SQS, objects one after the other, lists
 * of objects. Each record becomes a line of its own, under the line's id and its number in it. Lines that contain one record, or that
 * cannot be parsed, stay as they are.
 *
 * @returns the same array when no line contains several
 */
export const expandBatches = (lines: readonly RawRecord[]): readonly RawRecord[] => {
  if (!lines.some(({ text }) => isBatch(text) || mayHoldSeveral(text))) return lines;
  return lines.flatMap((line) => {
    const texts = textsOf(line.text);
    if (texts === undefined) return [line];
    return texts.map((text, number) => ({
      ...line,
      text,
      ...(line.id === undefined || line.id === '' ? {} : { id: `${line.id}-${number}` }),
    }));
  });
};
