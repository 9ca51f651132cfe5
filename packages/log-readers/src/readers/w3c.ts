import type { AttributeSet } from '../fields/attribute-set.ts';
import { isIp, putAddress, putNumber, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { decodePercent, putStatus } from '../fields/http.ts';
import { badShape } from '../outcome.ts';
import type { RawRecord, Dataset, ReadOutcome } from '@bellwether/log-events';
import type { ReadContext, Reader } from '../reader.ts';
import { joinedTime } from '../time/joined-time.ts';
import { parseTime, timestampAt } from '../time/timestamp.ts';
import { guessIisFields, httpErrFields } from './iis-layout.ts';

/** Fields of CloudFront's standard logs. @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html */
const cloudFrontFields =
  'date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end'.split(
    ' ',
  );

const edgeLocation = /^[A-Z]{3}\d{1,3}(?:-[A-Z]\d{1,2})?$/;

const dateTime = /^\d{4}-\d\d-\d\d[ \t]\d\d:\d\d:\d\d[ \t]/;

/** Values between single tabs or spaces; an empty value never occurs, `-` stands for it. */
const valuesOf = (text: string): readonly string[] => {
  const lineEnd = text.indexOf('\n');
  return (lineEnd < 0 ? text : text.slice(0, lineEnd)).trim().split(text.includes('\t') ? '\t' : /[ ]{1,4}/, 60);
};

const valueMap = (names: readonly string[], values: readonly string[]): ReadonlyMap<string, string> => {
  const fields = new Map<string, string>();
  for (let index = 0; index < names.length && index < values.length; index += 1) {
    if (values[index] !== '-') fields.set(names[index]!.toLowerCase(), values[index]!);
  }
  return fields;
};

/** IIS writes spaces in a user agent as plus signs, CloudFront percent-encodes them. */
const agentOf = (value: string | undefined, isCloudFront: boolean): string | undefined =>
  value === undefined ? undefined : isCloudFront ? decodePercent(value) : value.replaceAll('+', ' ');

/** Fills in what the fields of an access log say; names in lower case. */
export const fillAccess = (
  attributes: AttributeSet,
  fields: ReadonlyMap<string, string>,
  isCloudFront: boolean,
): void => {
  putAddress(attributes, 'source', fields.get('c-ip'));
  putNumber(attributes, 'source.port', fields.get('c-port'));
  putText(attributes, 'user.name', fields.get('cs-username'));
  putText(attributes, 'http.request.method', fields.get('cs-method'));
  putText(attributes, 'http.version', fields.get('cs-version') ?? fields.get('cs-protocol-version'));
  putText(attributes, 'http.request.referrer', fields.get('cs(referer)'));
  putText(attributes, 'user_agent.original', agentOf(fields.get('cs(user-agent)'), isCloudFront));
  putText(attributes, 'url.path', fields.get('cs-uri-stem'));
  putText(attributes, 'url.original', fields.get('cs-uri-stem'));
  putText(attributes, 'url.query', fields.get('cs-uri-query'));
  putStatus(attributes, fields.get('sc-status'));
  if (isCloudFront) {
    const host = fields.get('x-host-header') ?? fields.get('cs(host)');
    putText(attributes, 'url.domain', host);
    putText(attributes, 'destination.address', host);
    putNumber(attributes, 'http.response.body.bytes', fields.get('sc-content-len'));
    putNumber(attributes, 'http.response.bytes', fields.get('sc-bytes'));
    putText(attributes, 'event.id', fields.get('x-edge-request-id'));
    putText(attributes, 'aws.cloudfront.edge_result_type', fields.get('x-edge-result-type'));
    putText(attributes, 'aws.cloudfront.edge_location', fields.get('x-edge-location'));
    return;
  }
  putAddress(attributes, 'destination', fields.get('s-ip'));
  putNumber(attributes, 'destination.port', fields.get('s-port'));
  putText(attributes, 'url.domain', fields.get('cs-host') ?? fields.get('cs(host)'));
  putNumber(attributes, 'http.response.body.bytes', fields.get('sc-bytes'));
  putNumber(attributes, 'http.request.body.bytes', fields.get('cs-bytes'));
  putText(attributes, 'iis.sub_status', fields.get('sc-substatus'));
  putText(attributes, 'error.code', fields.get('s-reason'));
};

interface Layout {
  readonly format: 'cloudfront' | 'iis';
  readonly dataset: Dataset;
  readonly isLayout: (values: readonly string[]) => boolean;
  readonly fieldsOf: (values: readonly string[]) => readonly string[] | undefined;
}

/** The time of a row: a date and a clock in front, one column for both, or a clock on the day of the file's `#Date:` line. */
const rowTime = (
  text: string,
  values: readonly string[],
  names: readonly string[],
  context: ReadContext,
): number | undefined => {
  const isDated = names.length === 0 || names.includes('date');
  const column = isDated ? -1 : names.findIndex((name) => /^timestamp(?:\(ms\))?$/.test(name));
  if (column >= 0) return parseTime(values[column], context.receivedMs);
  if (!isDated && names.includes('time'))
    return joinedTime(context.fileDate, values[names.indexOf('time')], undefined, context.receivedMs);
  return dateTime.test(text) ? timestampAt(text, 0, context.receivedMs)?.ms : undefined;
};

const readW3c = (raw: RawRecord, context: ReadContext, layout: Layout): ReadOutcome => {
  const { format } = layout;
  const values = valuesOf(raw.text);
  const named = context.fieldNames;
  const isNamed = named !== undefined && named.length === values.length;
  const timestampMs = rowTime(raw.text, values, isNamed ? named : [], context);
  const hasOwnDay = !isNamed || named.includes('date') || !named.includes('time');
  if (timestampMs === undefined && hasOwnDay) return badShape(format, 'date');
  if (!isNamed && !layout.isLayout(values)) return badShape(format, 'fields');
  const names = isNamed ? named : layout.fieldsOf(values);
  if (names === undefined) return badShape(format, 'fields');
  const fields = valueMap(names, values);
  const attributes: AttributeSet = {};
  fillAccess(attributes, fields, format === 'cloudfront');
  const message = `${fields.get('cs-method') ?? '-'} ${fields.get('cs-uri-stem') ?? '-'} ${fields.get('sc-status') ?? '-'}`;
  return buildRecord(raw, { format, dataset: layout.dataset, message, attributes, timestampMs });
};

const cloudFront: Layout = {
  format: 'cloudfront',
  dataset: 'cloudfront',
  isLayout: (values) => values.length >= 12 && edgeLocation.test(values[2]!),
  fieldsOf: () => cloudFrontFields,
};

const methods: ReadonlySet<string> = new Set(
  'GET POST PUT DELETE HEAD OPTIONS PATCH TRACE CONNECT PROPFIND DEBUG TRACK SEARCH'.split(' '),
);

const iis: Layout = {
  format: 'iis',
  dataset: 'application',
  isLayout: (values) =>
    values.length >= 8 &&
    !edgeLocation.test(values[2]!) &&
    values.slice(2, 9).some((value) => methods.has(value)) &&
    values.slice(2, 6).some(isIp),
  fieldsOf: (values) => httpErrFields(values) ?? guessIisFields(values),
};

const reader = (layout: Layout): Reader => ({
  format: layout.format,
  dataset: layout.dataset,
  recognise: (text) => (dateTime.test(text) && layout.isLayout(valuesOf(text)) ? 0.9 : 0),
  read: (raw, context) => readW3c(raw, context, layout),
});

/** CloudFront standard access logs, tabs or spaces between the fields. */
export const cloudFrontReader = reader(cloudFront);

/** Internet Information Services: W3C extended access logs and HTTPERR. */
export const iisReader = reader(iis);
