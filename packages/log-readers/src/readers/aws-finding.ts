import type { AttributeSet } from '../fields/attribute-set.ts';
import { putAddress, putNumber, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { levelOfGrade } from '../fields/finding-level.ts';
import { asText, at, firstOf, isObject } from '../fields/json.ts';
import { outcomeOfWord } from '../fields/outcome-word.ts';
import { jsonReader } from './json-reader.ts';
import { parseTime } from '../time/timestamp.ts';

/** The remote address of a GuardDuty action, whichever kind of action it is. */
const remoteAddress = (action: unknown): string | undefined => {
  if (!isObject(action)) return undefined;
  for (const name of Object.keys(action)) {
    const details = action[name];
    const found =
      asText(at(details, 'remoteIpDetails', 'ipAddressV4')) ??
      asText(at(details, 'remoteIpDetails', 'ipAddressV6')) ??
      asText(at(firstOf(at(details, 'portProbeDetails')), 'remoteIpDetails', 'ipAddressV4'));
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Bands of GuardDuty's severity, 1 to 10. @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html */
const levelOfSeverity = (severity: unknown): string | undefined => {
  if (typeof severity !== 'number') return undefined;
  return severity >= 9 ? 'critical' : severity >= 7 ? 'error' : severity >= 4 ? 'warning' : 'info';
};

/** What a GuardDuty action says besides its kind and the remote address. */
const putAction = (attributes: AttributeSet, action: unknown): void => {
  const connection = at(action, 'networkConnectionAction');
  const probe = firstOf(at(action, 'portProbeAction', 'portProbeDetails'));
  putText(attributes, 'network.direction', asText(at(connection, 'connectionDirection'))?.toLowerCase());
  putText(attributes, 'network.transport', asText(at(connection, 'protocol'))?.toLowerCase());
  putNumber(attributes, 'source.port', at(connection, 'remotePortDetails', 'port'));
  putNumber(attributes, 'destination.port', at(connection ?? probe, 'localPortDetails', 'port'));
  putText(attributes, 'dns.question.name', at(action, 'dnsRequestAction', 'domain'));
  putText(attributes, 'aws.guardduty.api', at(action, 'awsApiCallAction', 'api'));
  putText(attributes, 'aws.guardduty.service', at(action, 'awsApiCallAction', 'serviceName'));
};

/** One finding is sent again with each update, under the same id: its record is that id at that time. */
const idOfUpdate = (id: unknown, updatedAt: unknown): string | undefined => {
  const [text, time] = [asText(id), asText(updatedAt)];
  return text === undefined || time === undefined ? text : `${text}@${time}`;
};

/** GuardDuty findings. @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-format.html */
export const guardDutyReader = jsonReader({
  format: 'guardduty',
  dataset: 'guardduty',
  keys: ['schemaVersion', 'service', 'severity', 'resource'],
  read(raw, document, context) {
    const attributes: AttributeSet = {};
    const action = at(document, 'service', 'action');
    const resource = document['resource'];
    const address = remoteAddress(action);
    putText(attributes, 'event.action', at(action, 'actionType'));
    putText(attributes, 'rule.name', document['type']);
    putText(attributes, 'event.id', document['id']);
    putNumber(attributes, 'event.severity', document['severity']);
    putAddress(attributes, 'source', address);
    putAction(attributes, action);
    putNumber(attributes, 'aws.guardduty.count', at(document, 'service', 'count'));
    putText(
      attributes,
      'user.name',
      at(resource, 'accessKeyDetails', 'userName') ??
        at(resource, 'kubernetesDetails', 'kubernetesUserDetails', 'username'),
    );
    putText(attributes, 'user.id', at(resource, 'accessKeyDetails', 'principalId'));
    putText(attributes, 'cloud.instance.id', at(resource, 'instanceDetails', 'instanceId'));
    putText(attributes, 'aws.guardduty.resource.type', at(resource, 'resourceType'));
    const type = asText(document['type']) ?? 'GuardDuty finding';
    return buildRecord(raw, {
      format: 'guardduty',
      dataset: 'guardduty',
      message: asText(document['description']) ?? asText(document['title']) ?? type,
      attributes,
      timestampMs: parseTime(document['updatedAt'] ?? document['createdAt'], context.receivedMs),
      level: levelOfSeverity(document['severity']),
      id: idOfUpdate(document['id'], document['updatedAt']),
      account: asText(document['accountId']),
      region: asText(document['region']),
      document,
    });
  },
});

/** Bands of the Security Finding Format's normalised severity, 0 to 100. */
const levelOfScore = (score: unknown): string | undefined => {
  if (typeof score !== 'number') return undefined;
  return score >= 90 ? 'critical' : score >= 70 ? 'error' : score >= 40 ? 'warning' : 'info';
};

/** Security Hub findings in the AWS Security Finding Format. @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html */
export const securityHubReader = jsonReader({
  format: 'security-hub',
  dataset: 'application',
  keys: ['SchemaVersion', 'ProductArn', 'AwsAccountId', 'Title'],
  read(raw, document, context) {
    const attributes: AttributeSet = {};
    putText(attributes, 'event.id', document['Id']);
    putText(attributes, 'rule.id', document['GeneratorId']);
    putText(attributes, 'rule.name', document['Title']);
    putNumber(attributes, 'event.severity', at(document, 'Severity', 'Normalized'));
    putText(attributes, 'event.provider', document['ProductName']);
    const compliance = asText(at(document, 'Compliance', 'Status'));
    putText(attributes, 'aws.security_hub.compliance', compliance);
    const outcome = outcomeOfWord(compliance);
    if (outcome !== undefined) attributes['event.outcome'] = outcome;
    putText(attributes, 'aws.security_hub.record_state', document['RecordState']);
    putText(attributes, 'aws.security_hub.workflow_status', at(document, 'Workflow', 'Status'));
    const network = document['Network'];
    putAddress(attributes, 'source', at(network, 'SourceIpV4') ?? at(network, 'SourceIpV6'));
    putNumber(attributes, 'source.port', at(network, 'SourcePort'));
    putAddress(attributes, 'destination', at(network, 'DestinationIpV4') ?? at(network, 'DestinationIpV6'));
    putNumber(attributes, 'destination.port', at(network, 'DestinationPort'));
    putText(attributes, 'resource.id', at(firstOf(document['Resources']), 'Id'));
    putText(attributes, 'resource.type', at(firstOf(document['Resources']), 'Type'));
    return buildRecord(raw, {
      format: 'security-hub',
      dataset: context.dataset ?? 'application',
      message: asText(document['Title']) ?? 'Security Hub finding',
      attributes,
      timestampMs: parseTime(
        document['UpdatedAt'] ?? document['LastObservedAt'] ?? document['CreatedAt'],
        context.receivedMs,
      ),
      level: levelOfGrade(at(document, 'Severity', 'Label')) ?? levelOfScore(at(document, 'Severity', 'Normalized')),
      id: idOfUpdate(document['Id'], document['UpdatedAt']),
      account: asText(document['AwsAccountId']),
      region: asText(document['Region']),
      document,
    });
  },
});

/** Inspector findings. @see https://docs.aws.amazon.com/inspector/v2/APIReference/API_Finding.html */
export const inspectorReader = jsonReader({
  format: 'inspector',
  dataset: 'application',
  keys: ['awsAccountId', 'findingArn', 'severity'],
  read(raw, document, context) {
    const attributes: AttributeSet = {};
    putText(attributes, 'rule.name', document['title']);
    putText(attributes, 'event.id', document['findingArn']);
    putText(attributes, 'event.type', document['type']);
    putText(attributes, 'vulnerability.id', at(document, 'packageVulnerabilityDetails', 'vulnerabilityId'));
    putText(
      attributes,
      'network.transport',
      asText(at(document, 'networkReachabilityDetails', 'protocol'))?.toLowerCase(),
    );
    return buildRecord(raw, {
      format: 'inspector',
      dataset: context.dataset ?? 'application',
      message: asText(document['description']) ?? asText(document['title']) ?? 'Inspector finding',
      attributes,
      timestampMs: parseTime(
        document['updatedAt'] ?? document['lastObservedAt'] ?? document['firstObservedAt'],
        context.receivedMs,
      ),
      level: levelOfGrade(document['severity']),
      account: asText(document['awsAccountId']),
      region: asText(at(firstOf(document['resources']), 'region')),
      document,
    });
  },
});
