import type { JsonObject } from '../fields/json.ts';
import { parseObject } from '../fields/json.ts';
import { badShape, failureOf } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { parseTime } from '../time/timestamp.ts';
import { flowFieldName, readFlow } from './vpc-flow.ts';

const format = 'vpc-flow-json';

/** Columns of the tables that AWS's older examples make of flow logs. */
const columns: Readonly<Record<string, string>> = {
  account: 'account-id',
  interfaceid: 'interface-id',
  sourceaddress: 'srcaddr',
  destinationaddress: 'dstaddr',
  sourceport: 'srcport',
  destinationport: 'dstport',
  numpackets: 'packets',
  numbytes: 'bytes',
  starttime: 'start',
  endtime: 'end',
  logstatus: 'log-status',
};

/** Epoch milliseconds have more digits than seconds have for the next 200 years. */
const latestSecond = 10_000_000_000;

/** A time may be in milliseconds, or a text with a date, where a query made it so; the service writes seconds. */
const secondsText = (value: string): string => {
  const number = Number(value);
  if (!Number.isNaN(number)) return number > latestSecond ? String(number / 1000) : value;
  const ms = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(value) ? parseTime(value, 0) : undefined;
  return ms === undefined ? '' : String(ms / 1000);
};

const fieldsOf = (document: JsonObject): ReadonlyMap<string, string> => {
  const fields = new Map<string, string>();
  for (const [key, value] of Object.entries(document)) {
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const text = String(value);
    if (text === '' || text === '-') continue;
    const written = flowFieldName(key);
    const name = (Object.hasOwn(columns, written) ? columns[written] : undefined) ?? written;
    fields.set(name, name === 'start' || name === 'end' ? secondsText(text) : text);
  }
  return fields;
};

const address = /"(?:srcaddr|sourceaddress|interface[-_]?id)"/i;
const rest = /"(?:dstaddr|destinationaddress|log[-_]?status)"/i;

/**
 * VPC flow logs as JSON, one object per record, as Firehose, Athena and converters of Parquet write them: AWS's field names
 * with hyphens or underscores, values as numbers or texts.
 */
export const vpcFlowJsonReader: Reader = {
  format,
  dataset: 'vpc-flow',
  recognise: (text) => (text.charCodeAt(0) === 0x7b && address.test(text) && rest.test(text) ? 0.94 : 0),
  read(raw) {
    const document = parseObject(raw.text);
    if (document === undefined) return failureOf({ code: 'bad_json', format });
    const fields = fieldsOf(document);
    const isFlow = (fields.has('srcaddr') && fields.has('dstaddr')) || fields.has('log-status');
    return isFlow ? readFlow(raw, fields, document) : badShape(format, 'srcaddr');
  },
};
