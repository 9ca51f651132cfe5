import type { RawRecord, ReadOutcome } from '@bellwether/log-events';
import type { AttributeSet } from '../fields/attribute-set.ts';
import { putAddress, putNumber, putTransport } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import type { JsonObject } from '../fields/json.ts';
import { asAccount } from '../fields/cloud-scope.ts';
import { badShape, droppedAs } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { inferFlowLayout } from './vpc-flow-layout.ts';

const format = 'vpc-flow';

/** Fields of version 2, the default format. @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html */
const versionTwo =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'.split(
    ' ',
  );

/** The example layout of AWS's documentation for version 3, which many accounts have copied. */
const versionThree =
  'version vpc-id subnet-id instance-id interface-id account-id type srcaddr dstaddr srcport dstport pkt-srcaddr pkt-dstaddr protocol bytes packets start end action tcp-flags log-status'.split(
    ' ',
  );

/** Fields of a transit gateway's flow logs in their default order. @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-flow-logs.html */
const transitFields =
  'version resource-type account-id tgw-id tgw-attachment-id tgw-src-vpc-account-id tgw-dst-vpc-account-id tgw-src-vpc-id tgw-dst-vpc-id tgw-src-subnet-id tgw-dst-subnet-id tgw-src-eni tgw-dst-eni tgw-src-az-id tgw-dst-az-id tgw-pair-attachment-id srcaddr dstaddr srcport dstport protocol packets bytes start end log-status type packets-lost-no-route packets-lost-blackhole packets-lost-mtu-exceeded packets-lost-ttl-expired tcp-flags region flow-direction pkt-src-aws-service pkt-dst-aws-service'.split(
    ' ',
  );

/** Fields of Global Accelerator's flow logs. @see https://docs.aws.amazon.com/global-accelerator/latest/dg/monitoring-global-accelerator.flow-logs.html */
const acceleratorFields =
  'version aws-account-id accelerator-id client-ip client-port accelerator-ip accelerator-port endpoint-ip endpoint-port protocol ip-address-type packets bytes start-time end-time action log-status globalaccelerator-source-ip globalaccelerator-source-port endpoint-region globalaccelerator-region direction vpc-id reject-reason'.split(
    ' ',
  );

/** What the flow logs of other services call the fields of a VPC's. */
const synonyms: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'aws-account-id': 'account-id',
    'client-ip': 'srcaddr',
    'client-port': 'srcport',
    'accelerator-ip': 'dstaddr',
    'accelerator-port': 'dstport',
    'start-time': 'start',
    'end-time': 'end',
    'endpoint-region': 'region',
    direction: 'flow-direction',
    starttime: 'start',
    endtime: 'end',
  }),
);

/** Every field name of versions 2 to 8 that a header line may list. */
const knownFields: ReadonlySet<string> = new Set([
  ...versionTwo,
  ...versionThree,
  ...'region az-id sublocation-type sublocation-id pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path'.split(
    ' ',
  ),
  ...'ecs-cluster-arn ecs-cluster-name ecs-container-instance-arn ecs-container-instance-id ecs-container-id'.split(
    ' ',
  ),
  ...'ecs-second-container-id ecs-service-name ecs-task-definition-arn ecs-task-arn ecs-task-id reject-reason'.split(
    ' ',
  ),
  ...'resource-id encryption-status'.split(' '),
  ...transitFields,
  ...acceleratorFields,
]);

/** A field's name as AWS documents it, from one in a format string or with underscores. */
export const flowFieldName = (name: string): string =>
  name
    .replace(/^\$\{|\}$/g, '')
    .replaceAll('_', '-')
    .toLowerCase();

/** Field names of a header line, or undefined when the line is none. */
export const vpcFlowHeader = (text: string): readonly string[] | undefined => {
  if (!text.includes('srcaddr') && !text.includes('interface-id') && !text.includes('client_ip')) return undefined;
  const names = text
    .trim()
    .split(/[ ,\t]{1,4}/, 60)
    .map(flowFieldName);
  return names.length >= 3 && names.every((name) => knownFields.has(name)) ? names : undefined;
};

/** Whether a table's columns are those of a flow log. */
export const isFlowTable = (names: readonly string[]): boolean =>
  names.includes('srcaddr') || names.includes('interface-id') || names.includes('client-ip');

/** Six fields around a NAT gateway: the other layout that AWS's documentation spells out. */
const natLayout = ['instance-id', 'interface-id', 'srcaddr', 'dstaddr', 'pkt-srcaddr', 'pkt-dstaddr'];

const layoutOf = (values: readonly string[]): readonly string[] | undefined => {
  if (values.length === 14 && values[2]!.includes('-')) return versionTwo;
  if (values[1] === 'TransitGateway' && values.length === transitFields.length) return transitFields;
  if (values.length === 21 && values[4]!.startsWith('eni-')) return versionThree;
  return values.length === 6 && values[1]!.startsWith('eni-') ? natLayout : inferFlowLayout(values);
};

const own: Readonly<Record<string, string>> = {
  'interface-id': 'aws.vpcflow.interface_id',
  'vpc-id': 'aws.vpcflow.vpc_id',
  'subnet-id': 'aws.vpcflow.subnet_id',
  'instance-id': 'cloud.instance.id',
  'az-id': 'cloud.availability_zone',
  'log-status': 'aws.vpcflow.log_status',
  'flow-direction': 'network.direction',
  'pkt-srcaddr': 'aws.vpcflow.pkt_srcaddr',
  'pkt-dstaddr': 'aws.vpcflow.pkt_dstaddr',
  'pkt-src-aws-service': 'aws.vpcflow.pkt_src_service',
  'pkt-dst-aws-service': 'aws.vpcflow.pkt_dst_service',
  'tcp-flags': 'aws.vpcflow.tcp_flags',
  'traffic-path': 'aws.vpcflow.traffic_path',
  'reject-reason': 'aws.vpcflow.reject_reason',
  'ecs-cluster-name': 'orchestrator.cluster.name',
};

const valuesByName = (names: readonly string[], values: readonly string[]): ReadonlyMap<string, string> => {
  const fields = new Map<string, string>();
  for (let index = 0; index < names.length && index < values.length; index += 1) {
    const name = names[index]!;
    if (values[index] !== '-' && name !== '') fields.set(synonyms.get(name) ?? name, values[index]!);
  }
  return fields;
};

const fill = (attributes: AttributeSet, fields: ReadonlyMap<string, string>): void => {
  for (const [name, value] of fields) {
    const target = own[name];
    if (target !== undefined) attributes[target] = value;
  }
  putAddress(attributes, 'source', fields.get('srcaddr'));
  putAddress(attributes, 'destination', fields.get('dstaddr'));
  putNumber(attributes, 'source.port', fields.get('srcport'));
  putNumber(attributes, 'destination.port', fields.get('dstport'));
  putNumber(attributes, 'network.packets', fields.get('packets'));
  putNumber(attributes, 'network.bytes', fields.get('bytes'));
  putTransport(attributes, fields.get('protocol')?.toLowerCase());
  const action = fields.get('action');
  if (action === undefined) return;
  attributes['event.action'] = action.toLowerCase();
  attributes['event.outcome'] = /^(?:ACCEPT|ALLOW|PASS)/i.test(action) ? 'success' : 'failure';
};

/** Epoch milliseconds have more digits than seconds have for the next 200 years. */
const latestSecond = 10_000_000_000;

const seconds = (value: string | undefined): number | undefined => {
  const number = Number(value);
  if (value === undefined || !Number.isFinite(number) || number <= 0) return undefined;
  return number > latestSecond ? number : number * 1000;
};

/** A sentence whose varying parts are addresses, ports and counts only, so that all flows of one action share a template. */
const sentence = (fields: ReadonlyMap<string, string>): string => {
  const status = fields.get('log-status');
  if (status === 'NODATA' || status === 'SKIPDATA') return `${status} on ${fields.get('interface-id') ?? '-'}`;
  const port = (name: string): string => (fields.has(name) ? `:${fields.get(name)!}` : '');
  const ends = `${fields.get('srcaddr') ?? '-'}${port('srcport')} to ${fields.get('dstaddr') ?? '-'}${port('dstport')}`;
  return `${fields.get('action') ?? 'flow'} ${ends} protocol ${fields.get('protocol') ?? '-'} packets ${fields.get('packets') ?? '-'} bytes ${fields.get('bytes') ?? '-'}`;
};

/** The record of a flow whose fields have AWS's names. */
export const readFlow = (raw: RawRecord, fields: ReadonlyMap<string, string>, document?: JsonObject): ReadOutcome => {
  const attributes: AttributeSet = {};
  fill(attributes, fields);
  return buildRecord(raw, {
    format,
    dataset: 'vpc-flow',
    message: sentence(fields),
    attributes,
    // The end of the aggregation interval is when the flow was last seen.
    timestampMs: seconds(fields.get('end')) ?? seconds(fields.get('start')) ?? seconds(fields.get('event-timestamp')),
    account: asAccount(fields.get('account-id')),
    region: fields.get('region'),
    document,
  });
};

/** A record of every field there is has some 900 characters. */
const maxFlowLength = 2000;

const isFlow = (text: string): number => {
  const first = text.charCodeAt(0);
  const isVersion = first >= 0x32 && first <= 0x39 && text.charCodeAt(1) === 0x20;
  const eni = text.indexOf('eni-');
  if (isVersion && eni > 0 && eni < 120) return 0.95;
  if (text.startsWith('version ') || vpcFlowHeader(text.slice(0, 1000)) !== undefined) return 0.95;
  if ((eni === 2 || (text.startsWith('i-') && eni > 0 && eni < 40)) && text.split(' ', 7).length === 6) return 0.9;
  if (isVersion && / (?:ACCEPT|REJECT|-) (?:OK|NODATA|SKIPDATA)$/.test(text.slice(-24))) return 0.9;
  if (!text.includes(' ACCEPT') && !text.includes(' REJECT') && !text.includes('DATA')) return 0;
  return text.length < maxFlowLength && inferFlowLayout(text.trimEnd().split(' ', 61)) !== undefined ? 0.93 : 0;
};

/** VPC flow logs, of the default layout, of any layout whose header line was seen, and of the documented ones. */
export const vpcFlowReader: Reader = {
  format,
  dataset: 'vpc-flow',
  recognise: isFlow,
  read(raw, context) {
    if (vpcFlowHeader(raw.text) !== undefined) return droppedAs('header');
    const values = raw.text.trim().split(' ');
    const named = context.fieldNames;
    const names = named !== undefined && named.length === values.length ? named : layoutOf(values);
    if (names === undefined) return badShape(format, 'fields');
    return readFlow(raw, valuesByName(names, values));
  },
};
