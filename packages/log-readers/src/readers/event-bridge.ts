import type { RawRecord, ReadOutcome, ReadRecord } from '@bellwether/log-events';
import { asAccount, asRegion } from '../fields/cloud-scope.ts';
import type { JsonObject } from '../fields/json.ts';
import { asText, isObject, parseObject } from '../fields/json.ts';
import { badShape, failureOf, recordOf } from '../outcome.ts';
import type { ReadContext, Reader } from '../reader.ts';
import { parseTime } from '../time/timestamp.ts';
import { readVendor } from './vendor/read-vendor.ts';
import { findVendorRow } from './vendor/table.ts';

const format = 'eventbridge';

/**
 * Reads what an event's `detail` contains; undefined when no reader of its own knows it.
 *
 * @param askTable  whether the table of services' records may know it: it knows nothing of this event itself
 */
export type ReadDetail = (
  raw: RawRecord,
  detail: JsonObject,
  context: ReadContext,
  askTable: boolean,
) => ReadOutcome | undefined;

/** Adds what only the event says: where it was sent from and, for a record without one, when. */
const complete = (record: ReadRecord, event: JsonObject, receivedMs: number): ReadRecord => {
  const account = record.account ?? asAccount(event['account']);
  const region = record.region ?? asRegion(event['region']);
  const timestampMs = record.timestampMs ?? parseTime(event['time'], receivedMs);
  const attributes = { ...record.attributes };
  if (account !== undefined) attributes['cloud.account.id'] = account;
  if (region !== undefined) attributes['cloud.region'] = region;
  return {
    ...record,
    attributes,
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
    ...(timestampMs === undefined ? {} : { timestampMs }),
  };
};

/** The finding of an event that lists one, as Security Hub sends them; `expandBatches` takes longer lists apart. */
const onlyFinding = (detail: JsonObject): JsonObject | undefined => {
  const findings = detail['findings'];
  if (!Array.isArray(findings) || findings.length !== 1) return undefined;
  const [finding] = findings as readonly unknown[];
  return isObject(finding) ? finding : undefined;
};

/** The sentence of an event whose detail has no message: what kind of event, and what it says happened. */
const sentenceOf = (record: ReadRecord, event: JsonObject): string => {
  const title = asText(event['detail-type']) ?? format;
  const { 'event.action': action, 'event.outcome': outcome, 'rule.name': rule } = record.attributes;
  return [title, action === title ? undefined : action, rule, outcome].filter((word) => word !== undefined).join(' ');
};

/**
 * Events that EventBridge delivers. `detail` is read by the reader of its own format where there is one, such as CloudTrail's
 * or GuardDuty's; account, region and time that it does not name are the event's.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html
 */
export const eventBridgeReader = (readDetail: ReadDetail): Reader => ({
  format,
  dataset: 'application',
  recognise: (text) =>
    text.charCodeAt(0) === 0x7b && text.includes('"detail-type"') && text.includes('"detail"') ? 0.96 : 0,
  read(raw, context) {
    const event = parseObject(raw.text);
    if (event === undefined) return failureOf({ code: 'bad_json', format });
    const detail = event['detail'];
    if (asText(event['detail-type']) === undefined || !isObject(detail)) return badShape(format, 'detail');
    const row = findVendorRow(event);
    if (row === undefined) return badShape(format, 'source');
    const held = onlyFinding(detail) ?? detail;
    const inner = readDetail({ ...raw, text: JSON.stringify(held) }, held, context, row.format === format);
    if (inner?.kind === 'record') return recordOf(complete(inner.record, event, context.receivedMs));
    const outcome = readVendor(raw, event, row, context);
    if (outcome.kind !== 'record') return outcome;
    const { record } = outcome;
    const source = asText(event['source']);
    const attributes = {
      ...record.attributes,
      ...(source === undefined ? {} : { 'event.provider': source.slice(0, 256) }),
    };
    const isWorded = record.message !== raw.text.trim() && !record.message.startsWith(row.format);
    return recordOf({ ...record, attributes, message: isWorded ? record.message : sentenceOf(record, event) });
  },
});
