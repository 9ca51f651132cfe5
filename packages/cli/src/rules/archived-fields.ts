import type { DetectionRule, PartialEvent } from '@bellwether/log-model';
import type { EventView } from '@bellwether/queries';

/** Fields of records to the attribute of the archive that has their value, where it has it exactly or not at all. */
const recordFields: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cloudtrail: {
    eventName: 'event.action',
    eventSource: 'event.provider',
    eventID: 'event.id',
    errorCode: 'error.code',
    errorMessage: 'error.message',
    eventType: 'aws.cloudtrail.event_type',
    eventCategory: 'aws.cloudtrail.event_category',
    readOnly: 'aws.cloudtrail.read_only',
    sourceIPAddress: 'source.address',
    userAgent: 'user_agent.original',
    'userIdentity.arn': 'aws.cloudtrail.user_identity.arn',
    'userIdentity.type': 'aws.cloudtrail.user_identity.type',
  },
  eks: {
    verb: 'event.action',
    stage: 'kubernetes.audit.stage',
    level: 'kubernetes.audit.level',
    'user.username': 'user.name',
    userAgent: 'user_agent.original',
    requestURI: 'url.original',
    'objectRef.name': 'orchestrator.resource.name',
    'objectRef.namespace': 'orchestrator.namespace',
    'responseStatus.code': 'http.response.status_code',
  },
};

/** Datasets whose records are lines of text: what is not an attribute of theirs is not there at all. */
const ofLines = ['vpc-flow', 'alb', 's3-access', 'cloudfront'];

const ownFields = ['message', 'severity', 'category', 'dataset', 'logGroup', 'logStream', 'account', 'region'] as const;

/** Fields that say what must be new. */
const seenFields: Readonly<Record<string, readonly string[]>> = {
  call: ['eventSource', 'eventName'],
  region: ['awsRegion'],
  network: ['sourceIPAddress'],
  agent: ['userAgent'],
};

/** Names of the fields that a rule compares, groups by or quotes. */
export const namesIn = ({
  selections,
  filters = [],
  threshold,
  dedupeBy,
  resources = {},
  firstSeen,
  absence,
}: DetectionRule): readonly string[] => {
  const keys = [selections, ...filters.map((filter) => filter.selections)]
    .flatMap((all) => Object.values(all).flat())
    .flatMap((selection) => Object.keys(selection).map((key) => key.split('|')[0] ?? ''));
  const { groupBy = [], distinct } = threshold ?? {};
  return [
    ...new Set([
      ...keys,
      ...groupBy,
      ...(distinct === undefined ? [] : [distinct]),
      ...dedupeBy,
      ...Object.values(resources),
      ...(absence?.groupBy ?? []),
      ...(firstSeen === undefined ? [] : ['userIdentity.arn', ...(seenFields[firstSeen.of] ?? [])]),
    ]),
  ];
};

const isRedacted = (value: unknown): boolean => typeof value === 'string' && value.includes('[redacted:');

/**
 * An archived event as rules read it. The archive keeps what is common to all logs, not the record: fields of the record that it does not
 * have, and values that were taken out, are unknown.
 *
 * @param names  fields that the rule asks for
 */
export const archivedFields = (event: EventView, names: readonly string[]): PartialEvent => {
  const fields = new Map<string, readonly unknown[]>();
  const put = (name: string, value: unknown): void => {
    const values: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
    if (!values.some(isRedacted)) fields.set(name, values);
  };
  for (const [name, value] of Object.entries(event.attributes)) put(name, value);
  for (const name of ownFields) put(name, event[name]);
  for (const [name, attribute] of Object.entries(recordFields[event.dataset] ?? {}))
    put(name, event.attributes[attribute]);
  if (event.dataset === 'cloudtrail') {
    put('awsRegion', event.region);
    put('recipientAccountId', event.account);
  }
  if (ofLines.includes(event.dataset))
    for (const name of names) if (!fields.has(name)) put(name, event.attributes[name]);
  return { dataset: event.dataset, fields };
};
