import type { JsonObject } from '../../fields/json.ts';
import { isObject } from '../../fields/json.ts';

/** The parts that a value of a service's record can play. */
export type Role =
  | 'time'
  | 'level'
  | 'message'
  | 'action'
  | 'outcome'
  | 'account'
  | 'region'
  | 'user'
  | 'userId'
  | 'source'
  | 'sourcePort'
  | 'destination'
  | 'destinationPort'
  | 'transport'
  | 'bytes'
  | 'packets'
  | 'rule'
  | 'ruleId'
  | 'errorCode'
  | 'errorMessage'
  | 'request'
  | 'trace'
  | 'span'
  | 'method'
  | 'status'
  | 'url'
  | 'path'
  | 'query'
  | 'agent'
  | 'domain'
  | 'direction'
  | 'instance'
  | 'logger'
  | 'dnsName'
  | 'dnsType'
  | 'dnsCode'
  | 'faas'
  | 'eventId';

/**
 * Keys that AWS's services use for a role, best first, as `foldKey` gives them: `event_timestamp`, `eventTimestamp` and
 * `EventTimestamp` are one. A role without keys is filled only where a row names its path.
 */
const usualNames: Readonly<Partial<Record<Role, string>>> = {
  time: 'eventtimestamp eventtime messagetimestampms messagetimestamp occurredat @timestamp timestamp time eventdate querytimestamp requesttime timestamputc logtime updatedat startedat starttime createdat creationtime creationdate ts date',
  level: 'level loglevel severitytext severity logseverity',
  message:
    'message msg log body statusmessage eventmessage description eventdescription shortdescription logmessage details detail',
  action:
    'eventname eventtype operationname operation apioperation messagetype activity action activityname logtype eventcategory',
  outcome: 'outcome result eventresult status state eventstatus jobstatus executionstatus deliverystatus eventresponse',
  account: 'accountid awsaccountid account ownerid owneraccountid affectedaccount recipientaccountid sendingaccountid',
  region: 'awsregion region regionname',
  user: 'username user useremail identityusername effectiveuser actorname',
  userId: 'principalarn userarn principalid callerarn callerprincipal requester userid actorid',
  source:
    'sourceip sourceipaddress clientip srcip srcaddr remoteip clientsrcip senderipaddress remoteaddress ipaddress clientaddress callerip remoteaddr sourceaddress cip ip',
  sourcePort: 'sourceport srcport clientport clientsrcport remoteport cport',
  destination: 'destinationip destip dstip dstaddr destinationaddress destaddr serverip',
  destinationPort: 'destinationport destport dstport serverport',
  transport: 'transportprotocol transport proto protocol',
  bytes: 'bytes',
  packets: 'packets',
  rule: 'rulename finalrulename configrulename',
  ruleId: 'ruleid',
  errorCode: 'errorcode failurecode errortype statusreasoncode',
  errorMessage: 'errormessage failuremessage errormsg errordetails error err failurereason statusreason cause',
  request: 'requestid awsrequestid xamzrequestid',
  trace: 'traceid xrayttraceid',
  span: 'spanid',
  method: 'method httpmethod requestmethod csmethod',
  status: 'statuscode httpstatus httpstatuscode responsecode elbstatuscode responsestatuscode scstatus httpcode',
  url: 'requesturi requesturibase requesturl requestline url uri requestpath path csuristem',
  agent: 'useragent httpuseragent',
  domain: 'domainname hostheader httphost',
  query: 'requestqueryparams querystring',
  instance: 'instanceid ec2instanceid',
  eventId: 'eventid',
};

/** A key in lower case without the signs that part its words. */
export const foldKey = (key: string): string => (key.length > 48 ? key : key.replace(/[_\- ]/g, '').toLowerCase());

/** The usual keys of each role. */
export const usualKeys: ReadonlyMap<Role, readonly string[]> = new Map(
  Object.entries(usualNames).map(([role, names]) => [role as Role, names.split(' ')]),
);

/** Keys of one object that are looked at. */
const maxKeys = 200;

/** Puts an object's values under their folded keys; a key that is there already stays. */
export const addFolded = (values: Map<string, unknown>, document: JsonObject): void => {
  for (const key of Object.keys(document).slice(0, maxKeys)) {
    const value = document[key];
    if (value === null || value === undefined || value === '' || value === '-') continue;
    const folded = foldKey(key);
    if (!values.has(folded)) values.set(folded, value);
  }
};

/** The values of a document and of the objects named, the document's own first. */
export const foldedValues = (document: JsonObject, within: readonly unknown[]): ReadonlyMap<string, unknown> => {
  const values = new Map<string, unknown>();
  // An object that a row names is where the record itself stands, such as EventBridge's `detail`.
  for (const inner of within) if (isObject(inner)) addFolded(values, inner);
  addFolded(values, document);
  return values;
};
