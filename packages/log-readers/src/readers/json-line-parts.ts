import type { AttributeSet } from '../fields/attribute-set.ts';
import { flattenEcs, isEcsName, isEcsRoot, putScalar } from '../fields/ecs.ts';
import type { JsonObject } from '../fields/json.ts';
import { at, isObject } from '../fields/json.ts';

/** The parts that a key of a structured line can play. */
export type Role =
  | 'time'
  | 'level'
  | 'message'
  | 'logger'
  | 'thread'
  | 'threadId'
  | 'pid'
  | 'host'
  | 'error'
  | 'stack'
  | 'request'
  | 'trace'
  | 'span'
  | 'service'
  | 'method'
  | 'status'
  | 'url'
  | 'agent'
  | 'user'
  | 'client'
  | 'clientPort'
  | 'peer'
  | 'peerPort'
  | 'transport'
  | 'program'
  | 'account'
  | 'owner'
  | 'region'
  | 'outcome';

/** Lower-case keys of the structured loggers in use, with the part that each plays; earlier ones win. */
const roleNames: Readonly<Record<Role, string>> = {
  time: '@timestamp timestamp time ts t datetime eventtime event_time timemillis instant @t asctime date timeunixnano observedtimeunixnano created_at log_time __realtime_timestamp logged_at time_iso8601 time_local time_utc',
  level:
    'level severity log.level lvl loglevel log_level levelname level_name severitytext severity_text s @l priority error_severity',
  message:
    'message msg @message body log text short_message event logevent renderedmessage @m @mt messagetemplate textpayload description errormessage output',
  logger: 'logger log.logger loggername logger_name sourcecontext name category c component module caller target',
  thread: 'thread process.thread.name threadname thread_name ctx',
  threadId: 'threadid thread_id tid',
  pid: 'pid processid process_id _pid process',
  host: 'hostname host _hostname host_name computer machinename',
  error: 'err error exception exc_info exception.message @x',
  stack: 'stack_trace stacktrace stack',
  request: 'function_request_id awsrequestid aws_request_id requestid request_id',
  trace: 'trace_id traceid trace.id dd.trace_id xray_trace_id',
  span: 'span_id spanid span.id',
  service: 'service service_name servicename service.name app application',
  method: 'method http_method httpmethod requestmethod request_method',
  status: 'status statuscode status_code http_status responsestatus',
  url: 'url uri path request_uri requesturi requestpath request_path',
  agent: 'user_agent useragent http_user_agent user-agent',
  user: 'username user_name user remote_user dbuser',
  client:
    'origin.address remote_addr remoteaddr client_ip clientip ip remote_ip remoteip sourceip source_ip remoteaddress src_ip srcip id.orig_h calleripaddress remote_host',
  clientPort: 'remote_port src_port srcport source_port sourceport id.orig_p',
  peer: 'dest_ip dst_ip dstip destip destination_ip id.resp_h',
  peerPort: 'dest_port dst_port dstport destport destination_port id.resp_p',
  transport: 'proto',
  program: 'syslog_identifier _comm',
  account: 'accountid awsaccountid aws_account_id aws.account.id account_id recipientaccountid aws_account',
  owner: 'account ownerid owner_id',
  region: 'awsregion aws_region aws.region region region_name',
  outcome: 'outcome eventoutcome event_outcome result state success resulttype',
};

interface Ranked {
  readonly role: Role;
  readonly rank: number;
}

const ranked: ReadonlyMap<string, Ranked> = new Map(
  (Object.keys(roleNames) as Role[]).flatMap((role) =>
    roleNames[role].split(' ').map((name, rank) => [name, { role, rank }] as const),
  ),
);

/** The best value of each role, with its key and its rank among the role's keys. */
export type Parts = Map<Role, { readonly rank: number; readonly key: string; readonly value: unknown }>;

/** Goes over the record's own keys once, keeping the best value of each role and taking over what is ECS already. */
export const partsOf = (document: JsonObject, attributes: AttributeSet): Parts => {
  const parts: Parts = new Map();
  for (const key of Object.keys(document)) {
    const value = document[key];
    if (value === null || value === '') continue;
    if (isEcsName(key)) putScalar(attributes, key, value);
    else if (key === 'source' && typeof at(value, 'file') === 'string')
      flattenEcs(attributes, 'log.origin', {
        file: { name: at(value, 'file'), line: at(value, 'line') },
        function: at(value, 'function'),
      });
    else if (isObject(value) && isEcsRoot(key)) flattenEcs(attributes, key, value);
    // A property `Name` is somebody's name, not the logger's.
    const found = ranked.get(key) ?? (key.length < 32 && key !== 'Name' ? ranked.get(key.toLowerCase()) : undefined);
    if (found === undefined) continue;
    const { rank } = found;
    // A thread under its number: its name may stand beside it.
    const role = found.role === 'thread' && typeof value === 'number' ? 'threadId' : found.role;
    const before = parts.get(role);
    if (before === undefined || before.rank > rank) parts.set(role, { rank, key, value });
  }
  return parts;
};
