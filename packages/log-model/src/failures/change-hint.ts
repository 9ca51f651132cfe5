import type { LogEvent, ReadRecord } from '@bellwether/log-events';
import type { PartialEvent } from '@bellwether/detection-engine';

/** Characters of a message in which a change is looked for. */
export const maxChangeText = 300;

/** A cheap look before the patterns: most lines contain none of these. */
export const changeHint =
  /start|listen|deploy|roll|releas|upgrad|scal|reload|sighup|config|changed|rotated|renewed|replaced|flag|migrat|flyway|liquibase|alembic|drop|create|alter|truncate|shut|sigterm|stopp|terminat|exit|going down|ready|boot|initiali/i;

/** Calls of AWS that change what runs, or how. */
const changeCalls =
  /^(?:(?:Update|Publish)(?:FunctionCode|FunctionConfiguration|Service|Stack|Alias)|(?:Create|Start)Deployment|ExecuteChangeSet|RegisterTaskDefinition|(?:Modify|Reboot)DB\w{1,40}|(?:Reboot|Stop|Terminate)Instances|UpdateNodegroup\w{1,20}|UpdateCluster\w{1,20}|PutParameter|RotateSecret)/;

export const isChangeCall = (name: unknown): boolean => typeof name === 'string' && changeCalls.test(name);

/** Parameters of a call that name what it changes; values, such as those of a parameter, may be secrets. */
const namingParameter = /(?:name|arn|identifier|instanceid|stackid|secretid)$|^(?:service|cluster|function)$/i;
const maxTargets = 3;

/** What a call of the trail changes, by the names in its parameters; undefined for other events. Not redacted. */
export const changedByCall = (
  dataset: string,
  action: unknown,
  { requestParameters }: NonNullable<ReadRecord['document']>,
): string | undefined => {
  if (dataset !== 'cloudtrail' || !isChangeCall(action)) return undefined;
  const named = Object.entries(requestParameters ?? {}).flatMap(([key, value]) =>
    typeof value === 'string' && namingParameter.test(key) ? value.slice(0, 100) : [],
  );
  return named.length === 0 ? undefined : named.slice(0, maxTargets).join(', ');
};

/** Whether an event may report a change; few do. */
export const mayBeChange = ({ dataset, message, attributes }: LogEvent): boolean =>
  dataset === 'cloudtrail'
    ? isChangeCall(attributes['event.action'])
    : changeHint.test(message.length > maxChangeText ? message.slice(0, maxChangeText) : message);

/** The same of an event of which only some is known: false only when it is certain. */
export const couldBeChange = ({ dataset, fields, message }: PartialEvent): boolean =>
  dataset === 'cloudtrail'
    ? (fields.get('eventName')?.some(isChangeCall) ?? false)
    : message !== undefined && changeHint.test(message.pieces.join('0'));
