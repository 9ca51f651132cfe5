import type { AttributeSet } from '../fields/attribute-set.ts';
import { putEndpoint, putNumber, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { accessSentence, putRequest, putStatus } from '../fields/http.ts';
import { badShape } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import type { RawRecord, ReadOutcome } from '@bellwether/log-events';
import { splitFields } from '../fields/split-fields.ts';
import { parseTime } from '../time/timestamp.ts';

const format = 'load-balancer';

const applicationTypes: ReadonlySet<string> = new Set(['http', 'https', 'h2', 'grpcs', 'ws', 'wss']);

/** Region and account stand in the ARN of the target group or certificate: `arn:aws:service:region:account:…`. */
const arnParts = (
  fields: readonly string[],
): { readonly region?: string | undefined; readonly account?: string | undefined } => {
  const arn = fields.find((field) => field.startsWith('arn:aws'))?.split(':', 6);
  return arn === undefined
    ? {}
    : { region: arn[3] === '' ? undefined : arn[3], account: arn[4] === '' ? undefined : arn[4] };
};

const putTls = (attributes: AttributeSet, cipher: string | undefined, protocol: string | undefined): void => {
  putText(attributes, 'tls.cipher', cipher);
  putText(attributes, 'tls.version', protocol);
};

/** Application: `type time elb client:port target:port 3 durations elb_status target_status received sent "request" "agent" cipher protocol arn "trace" …`. */
const readApplication = (raw: RawRecord, fields: readonly string[], receivedMs: number): ReadOutcome => {
  const timestampMs = parseTime(fields[1], receivedMs);
  if (timestampMs === undefined || fields.length < 13) return badShape(format, 'time');
  const attributes: AttributeSet = {};
  putText(attributes, 'aws.elb.name', fields[2]);
  putEndpoint(attributes, 'source', fields[3]!);
  putText(attributes, 'aws.elb.target', fields[4]);
  putStatus(attributes, fields[8]);
  putText(attributes, 'aws.elb.target_status', fields[9]);
  putNumber(attributes, 'http.request.body.bytes', fields[10]);
  putNumber(attributes, 'http.response.body.bytes', fields[11]);
  const line = putRequest(attributes, fields[12]?.trim());
  putText(attributes, 'user_agent.original', fields[13]);
  putTls(attributes, fields[14], fields[15]);
  putText(attributes, 'trace.id', fields[17]);
  putText(attributes, 'aws.elb.action', fields[22]);
  putText(attributes, 'aws.elb.error_reason', fields[24]);
  return buildRecord(raw, {
    format,
    dataset: 'alb',
    message: accessSentence(line, fields[8]),
    attributes,
    timestampMs,
    ...arnParts(fields),
  });
};

/** Network, TLS listeners: `tls version time elb listener client:port dest:port connection handshake received sent …`. */
const readNetwork = (raw: RawRecord, fields: readonly string[], receivedMs: number): ReadOutcome => {
  const timestampMs = parseTime(fields[2], receivedMs);
  if (timestampMs === undefined || fields.length < 11) return badShape(format, 'time');
  const attributes: AttributeSet = { 'network.transport': 'tcp' };
  putText(attributes, 'aws.elb.name', fields[3]);
  putEndpoint(attributes, 'source', fields[5]!);
  putEndpoint(attributes, 'destination', fields[6]!);
  putNumber(attributes, 'source.bytes', fields[9]);
  putNumber(attributes, 'destination.bytes', fields[10]);
  putText(attributes, 'aws.elb.incoming_tls_alert', fields[11]);
  putTls(attributes, fields[14], fields[15]);
  putText(attributes, 'url.domain', fields[17]);
  const message = `TLS connection from ${fields[5]!} to ${fields[6]!}`;
  return buildRecord(raw, { format, dataset: 'alb', message, attributes, timestampMs, ...arnParts(fields) });
};

/** Classic: `time elb client:port backend:port 3 durations elb_status backend_status received sent "request" "agent" cipher protocol`. */
const readClassic = (raw: RawRecord, fields: readonly string[], receivedMs: number): ReadOutcome => {
  const timestampMs = parseTime(fields[0], receivedMs);
  if (timestampMs === undefined || fields.length < 12) return badShape(format, 'time');
  const attributes: AttributeSet = {};
  putText(attributes, 'aws.elb.name', fields[1]);
  putEndpoint(attributes, 'source', fields[2]!);
  putText(attributes, 'aws.elb.target', fields[3]);
  const line = putRequest(attributes, fields[11]?.trim());
  // TCP listeners have no status and `- - - ` for a request.
  if (line !== undefined || fields[7] !== '-') {
    putStatus(attributes, fields[7]);
    putNumber(attributes, 'http.request.body.bytes', fields[9]);
    putNumber(attributes, 'http.response.body.bytes', fields[10]);
  } else {
    putNumber(attributes, 'source.bytes', fields[9]);
    putNumber(attributes, 'destination.bytes', fields[10]);
  }
  putText(attributes, 'user_agent.original', fields[12]);
  putTls(attributes, fields[13], fields[14]);
  const message =
    line === undefined ? `TCP connection from ${fields[2]!} to ${fields[3]!}` : accessSentence(line, fields[7]);
  return buildRecord(raw, { format, dataset: 'alb', message, attributes, timestampMs });
};

const application = /^(?:https?|h2|grpcs|wss?) \d{4}-\d\d-\d\dT[\d:.]{8,20}Z \S{1,200} \S{1,80} /;
const network = /^tls \d\.\d \d{4}-\d\d-\d\dT[\d:.]{8,20}Z? net\//;
const classic =
  /^\d{4}-\d\d-\d\dT[\d:.]{8,20}Z [\w-]{1,64} [\d.a-fA-F:[\]]{7,60} (?:-|[\d.a-fA-F:[\]]{7,60}) -?[\d.]{1,12} -?[\d.]{1,12} -?[\d.]{1,12} /;

/** Access logs of Elastic Load Balancing: application, network and classic. @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html */
export const loadBalancerReader: Reader = {
  format,
  dataset: 'alb',
  recognise: (text) => (application.test(text) || network.test(text) || classic.test(text) ? 0.95 : 0),
  read(raw, context) {
    const fields = splitFields(raw.text);
    const type = fields[0] ?? '';
    if (applicationTypes.has(type)) return readApplication(raw, fields, context.receivedMs);
    if (type === 'tls') return readNetwork(raw, fields, context.receivedMs);
    return classic.test(raw.text) ? readClassic(raw, fields, context.receivedMs) : badShape(format, 'type');
  },
};
