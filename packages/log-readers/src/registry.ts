import type { RecordOrigin, ReadOutcome } from '@bellwether/log-events';
import { groupHint } from './origin.ts';
import type { Reader } from './reader.ts';
import { accessReader } from './readers/access.ts';
import { apiGatewayAccessReader, apiGatewayReader, apiGatewayXmlReader } from './readers/api-gateway.ts';
import { auditdReader } from './readers/auditd.ts';
import { guardDutyReader, inspectorReader, securityHubReader } from './readers/aws-finding.ts';
import { cefReader, leefReader } from './readers/cef.ts';
import { cloudFrontJsonReader } from './readers/cloudfront-json.ts';
import { cloudTrailReader } from './readers/cloudtrail.ts';
import { cloudHsmReader } from './readers/cloud-hsm.ts';
import { configItemReader } from './readers/config-item.ts';
import { criReader, dockerReader } from './readers/container.ts';
import { deviceReader } from './readers/device.ts';
import { eksAuditReader } from './readers/eks-audit.ts';
import { eventBridgeReader, type ReadDetail } from './readers/event-bridge.ts';
import { haproxyReader } from './readers/haproxy.ts';
import { jsonLineReader } from './readers/json-line.ts';
import { klogReader } from './readers/klog.ts';
import { lambdaReader } from './readers/lambda.ts';
import { lambdaPlatformReader } from './readers/lambda-platform.ts';
import { loadBalancerReader } from './readers/load-balancer.ts';
import { logfmtReader } from './readers/logfmt.ts';
import { mssqlReader } from './readers/mssql.ts';
import { mysqlAuditReader } from './readers/mysql-audit.ts';
import { mysqlGeneralReader } from './readers/mysql-general.ts';
import { mysqlErrorReader, mysqlSlowReader } from './readers/mysql.ts';
import { ocsfReader } from './readers/ocsf.ts';
import { oracleAlertReader } from './readers/oracle-alert.ts';
import { otlpReader } from './readers/otlp.ts';
import { plainReader } from './readers/plain.ts';
import { postgresqlReader } from './readers/postgresql.ts';
import { route53PublicReader } from './readers/route53-public.ts';
import { route53Reader } from './readers/route53.ts';
import { s3AccessReader } from './readers/s3-access.ts';
import { kafkaReader, natsReader, redisReader } from './readers/servers.ts';
import { syslogReader } from './readers/syslog.ts';
import { textReader } from './readers/text.ts';
import { traefikReader } from './readers/traefik.ts';
import { lineLayoutReaders } from './readers/vendor/line-layout-reader.ts';
import { readVendor } from './readers/vendor/read-vendor.ts';
import { findVendorRow } from './readers/vendor/table.ts';
import { vpcFlowJsonReader } from './readers/vpc-flow-json.ts';
import { vpcFlowReader } from './readers/vpc-flow.ts';
import { cloudFrontReader, iisReader } from './readers/w3c.ts';
import { wafReader } from './readers/waf.ts';
import { webErrorReader } from './readers/web-error.ts';
import { windowsJsonReader } from './readers/windows-json.ts';
import { windowsTextReader } from './readers/windows-text.ts';
import { windowsXmlReader } from './readers/windows-xml.ts';
import { winlogReader } from './readers/winlog.ts';

/** Readers of one service's JSON records each. */
const particularJson: readonly Reader[] = [
  cloudTrailReader,
  wafReader,
  route53Reader,
  guardDutyReader,
  securityHubReader,
  ocsfReader,
  inspectorReader,
  configItemReader,
  eksAuditReader,
  lambdaPlatformReader,
  apiGatewayAccessReader,
  winlogReader,
  windowsJsonReader,
  cloudFrontJsonReader,
  otlpReader,
  traefikReader,
  vpcFlowJsonReader,
];

/** Readers of one service's or server's lines each. */
const particular: readonly Reader[] = [
  vpcFlowReader,
  lambdaReader,
  ...lineLayoutReaders,
  cloudHsmReader,
  oracleAlertReader,
  klogReader,
  loadBalancerReader,
  s3AccessReader,
  cloudFrontReader,
  iisReader,
  apiGatewayReader,
  apiGatewayXmlReader,
  route53PublicReader,
  windowsXmlReader,
  windowsTextReader,
  auditdReader,
  cefReader,
  leefReader,
  deviceReader,
  haproxyReader,
  accessReader,
  webErrorReader,
  mysqlErrorReader,
  mysqlSlowReader,
  mysqlAuditReader,
  mysqlGeneralReader,
  mssqlReader,
  postgresqlReader,
  redisReader,
  natsReader,
  kafkaReader,
];

/** Readers of many programs' formats, the last of which takes any text. */
const general: readonly Reader[] = [logfmtReader, syslogReader, textReader, plainReader];

/** Readers by how the text begins: a brace opens a JSON record. */
interface Candidates {
  readonly json: readonly Reader[];
  readonly text: readonly Reader[];
}

const openBrace = 0x7b;
/** So sure a reader is asked no further. */
const certainScore = 0.95;

/** The first `recognise` looks no further than this, in characters. */
const headLength = 16_384;

const bestOf = (candidates: Candidates, text: string): Reader => {
  const head = text.length > headLength ? text.slice(0, headLength) : text;
  let best: Reader = plainReader;
  let bestScore = 0;
  for (const reader of head.charCodeAt(0) === openBrace ? candidates.json : candidates.text) {
    const score = reader.recognise(head);
    if (score > bestScore) {
      best = reader;
      bestScore = score;
      if (score >= certainScore) break;
    }
  }
  return best;
};

/** What a service's own reader says of the record inside an event; the general reader knows less than the event itself. */
const readDetail: ReadDetail = (raw, detail, context, askTable) => {
  const own = bestOf({ json: particularJson, text: [] }, raw.text);
  const outcome = own === plainReader ? undefined : own.read(raw, context);
  if (outcome?.kind === 'record') return outcome;
  const row = askTable ? findVendorRow(detail) : undefined;
  return row === undefined ? undefined : readVendor(raw, detail, row, context);
};

const eventBridge = eventBridgeReader(readDetail);

const unwrapped: Candidates = {
  json: [eventBridge, ...particularJson, jsonLineReader],
  text: [...particular, ...general],
};

/** What a container wrote is read as any line is; containers do not nest. */
const readInner = (raw: Parameters<Reader['read']>[0], context: Parameters<Reader['read']>[1]): ReadOutcome => {
  const outcome = bestOf(unwrapped, raw.text).read(raw, context);
  return outcome.kind === 'failure' ? readAnyway(raw, context) : outcome;
};

/** Every reader, the particular before the general: among equals the first one wins. */
const cri = criReader(readInner);
const docker = dockerReader(readInner);
export const readers: readonly Reader[] = [
  eventBridge,
  ...particularJson,
  docker,
  ...particular,
  cri,
  jsonLineReader,
  ...general,
];

const candidates: Candidates = {
  json: [eventBridge, ...particularJson, docker, jsonLineReader, plainReader],
  text: [...particular, cri, ...general],
};

const byFormat: ReadonlyMap<string, Reader> = new Map(readers.map((reader) => [reader.format, reader]));

/** The reader of a format, such as `vpc-flow`. */
export const readerOf = (format: string): Reader | undefined => byFormat.get(format);

/** Whether the reader takes any JSON record: then each record is asked anew, since its keys identify particular formats. */
export const isGeneralJson = (reader: Reader): boolean => reader === jsonLineReader;

/** Whether the reader takes any text, since it has no format of its own. */
export const isLastResort = (reader: Reader): boolean => reader === plainReader;

/** What reads a text that its own reader failed on: any JSON record, else any text. */
export const readAnyway: Reader['read'] = (raw, context) => {
  const outcome = raw.text.charCodeAt(0) === openBrace ? jsonLineReader.read(raw, context) : undefined;
  return outcome?.kind === 'record' ? outcome : plainReader.read(raw, context);
};

/**
 * The reader for a text: among those that the log group's name proposes first, by the content's own signature second.
 *
 * The last reader takes any text, so one is always found.
 */
export const recognise = (text: string, origin: RecordOrigin): Reader => {
  // Whatever a group's name proposes, an event that wraps it is opened first.
  if (eventBridge.recognise(text) > 0) return eventBridge;
  for (const format of groupHint(origin)?.formats ?? []) {
    const reader = byFormat.get(format);
    if (reader !== undefined && reader.recognise(text) > 0) return reader;
  }
  return bestOf(candidates, text);
};
