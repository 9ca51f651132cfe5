import type { RawRecord, ReadOutcome } from '@bellwether/log-events';
import type { AttributeSet } from '../fields/attribute-set.ts';
import { putAddress, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import type { JsonObject } from '../fields/json.ts';
import { asText, at, isObject, parseObject } from '../fields/json.ts';
import { badShape, failureOf } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { parseTime } from '../time/timestamp.ts';

const format = 'cloudtrail';

/** Who acted: the user, else the role behind the session, so that each session is not a new user. */
const userName = (record: JsonObject): string | undefined => {
  const identity = record['userIdentity'];
  return (
    asText(at(identity, 'userName')) ??
    asText(at(identity, 'sessionContext', 'sessionIssuer', 'userName')) ??
    (at(identity, 'type') === 'Root' ? 'root' : undefined) ??
    asText(at(identity, 'invokedBy'))
  );
};

/** A failed console login carries no error code, only its answer. */
const failed = (record: JsonObject): boolean =>
  asText(record['errorCode']) !== undefined ||
  asText(record['errorMessage']) !== undefined ||
  at(record, 'responseElements', 'ConsoleLogin') === 'Failure';

const region = (record: JsonObject): string | undefined => asText(record['awsRegion']);

const account = (record: JsonObject): string | undefined =>
  asText(record['recipientAccountId']) ??
  asText(at(record, 'userIdentity', 'accountId')) ??
  asText(record['awsAccountId']);

const readEvent = (raw: RawRecord, record: JsonObject, receivedMs: number): ReadOutcome => {
  // A record whose time is broken is still read: its content may be important, and the delivery has a time of its own.
  const timestampMs = parseTime(record['eventTime'] ?? record['@timestamp'], receivedMs);
  const attributes: AttributeSet = {};
  const identity = record['userIdentity'];
  const isFailure = failed(record);
  putText(attributes, 'event.action', record['eventName']);
  putText(attributes, 'event.provider', record['eventSource']);
  putText(attributes, 'event.id', record['eventID']);
  attributes['event.outcome'] = isFailure ? 'failure' : 'success';
  putAddress(attributes, 'source', record['sourceIPAddress']);
  putText(attributes, 'user.name', userName(record));
  putText(attributes, 'user.id', at(identity, 'principalId') ?? at(identity, 'onBehalfOf', 'userId'));
  putText(attributes, 'user_agent.original', record['userAgent']);
  putText(attributes, 'error.code', record['errorCode']);
  putText(attributes, 'error.message', record['errorMessage']);
  putText(attributes, 'aws.cloudtrail.user_identity.type', at(identity, 'type'));
  putText(attributes, 'aws.cloudtrail.user_identity.arn', at(identity, 'arn'));
  putText(attributes, 'aws.cloudtrail.event_type', record['eventType']);
  putText(attributes, 'aws.cloudtrail.event_category', record['eventCategory']);
  if (typeof record['readOnly'] === 'boolean') attributes['aws.cloudtrail.read_only'] = record['readOnly'];
  const error = asText(record['errorCode']) ?? (isFailure ? 'Failure' : undefined);
  const action = `${asText(record['eventSource']) ?? '-'} ${asText(record['eventName']) ?? '-'}`;
  return buildRecord(raw, {
    format,
    dataset: 'cloudtrail',
    message: error === undefined ? action : `${action} failed with ${error}`,
    attributes,
    timestampMs,
    id: asText(record['eventID']),
    account: account(record),
    region: region(record),
    document: record,
  });
};

/** An Insight event: CloudTrail's own notice that a call's rate became unusual, or usual again. */
const readInsight = (raw: RawRecord, record: JsonObject, receivedMs: number): ReadOutcome => {
  const timestampMs = parseTime(record['eventTime'], receivedMs);
  const details = record['insightDetails'];
  const attributes: AttributeSet = { 'event.outcome': 'success' };
  putText(attributes, 'event.action', at(details, 'eventName'));
  putText(attributes, 'event.provider', at(details, 'eventSource'));
  putText(attributes, 'event.id', record['eventID']);
  putText(attributes, 'aws.cloudtrail.insight.type', at(details, 'insightType'));
  putText(attributes, 'aws.cloudtrail.insight.state', at(details, 'state'));
  const word = (value: unknown): string => asText(value) ?? '-';
  return buildRecord(raw, {
    format: 'cloudtrail-insight',
    dataset: 'cloudtrail',
    message: `${word(at(details, 'insightType'))} ${word(at(details, 'state'))} for ${word(at(details, 'eventSource'))} ${word(at(details, 'eventName'))}`,
    attributes,
    timestampMs,
    id: asText(record['eventID']),
    account: account(record),
    region: region(record),
    document: record,
  });
};

/** A digest lists delivered log files with their hashes; it proves integrity and contains no events. */
const readDigest = (raw: RawRecord, record: JsonObject, receivedMs: number): ReadOutcome => {
  const attributes: AttributeSet = { 'event.outcome': 'success' };
  putText(attributes, 'aws.cloudtrail.digest.s3_object', record['digestS3Object']);
  return buildRecord(raw, {
    format: 'cloudtrail-digest',
    dataset: 'cloudtrail',
    message: 'CloudTrail digest delivered',
    attributes,
    timestampMs: parseTime(record['digestEndTime'], receivedMs),
    account: asText(record['awsAccountId']),
    document: record,
  });
};

/** Reads one parsed CloudTrail record: event, Insight or digest. */
export const readCloudTrail = (raw: RawRecord, record: JsonObject, receivedMs: number): ReadOutcome => {
  if (record['digestStartTime'] !== undefined || record['digestS3Object'] !== undefined)
    return readDigest(raw, record, receivedMs);
  if (isObject(record['insightDetails'])) return readInsight(raw, record, receivedMs);
  if (asText(record['eventName']) === undefined) return badShape(format, 'eventName');
  return readEvent(raw, record, receivedMs);
};

const hasKey = (text: string, key: string): boolean => text.includes(`"${key}"`);

/** CloudTrail records, from files and from CloudWatch Logs. */
export const cloudTrailReader: Reader = {
  format,
  dataset: 'cloudtrail',
  recognise(text) {
    if (text.charCodeAt(0) !== 0x7b) return 0;
    const head = text.slice(0, 4096);
    if (hasKey(head, 'eventVersion') && (hasKey(text, 'eventSource') || hasKey(head, 'insightDetails'))) return 0.95;
    if (hasKey(text, 'eventSource') && hasKey(text, 'eventName') && hasKey(text, 'awsRegion')) return 0.9;
    return hasKey(head, 'digestS3Object') || hasKey(head, 'digestStartTime') ? 0.95 : 0;
  },
  read(raw, context) {
    const record = parseObject(raw.text);
    if (record === undefined) return failureOf({ code: 'bad_json', format });
    return readCloudTrail(raw, record, context.receivedMs);
  },
};
