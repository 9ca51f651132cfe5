import type { AttributeSet } from '../fields/attribute-set.ts';
import { putAddress, putNumber, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import type { JsonObject } from '../fields/json.ts';
import { asText, at, firstOf, isObject } from '../fields/json.ts';
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

/** EventBridge delivers a finding under `detail`. */
const unwrap = (document: JsonObject): JsonObject => (isObject(document['detail']) ? document['detail'] : document);

/** GuardDuty findings. @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-format.html */
export const guardDutyReader = jsonReader({
  format: 'guardduty',
  dataset: 'guardduty',
  keys: ['schemaVersion', 'service', 'severity', 'resource'],
  read(raw, whole, context) {
    const document = unwrap(whole);
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
      id: asText(document['id']),
      account: asText(document['accountId']),
      region: asText(document['region']),
      document,
    });
  },
});

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
    putText(attributes, 'aws.security_hub.compliance', at(document, 'Compliance', 'Status'));
    return buildRecord(raw, {
      format: 'security-hub',
      dataset: context.dataset ?? 'application',
      message: asText(document['Title']) ?? 'Security Hub finding',
      attributes,
      timestampMs: parseTime(document['CreatedAt'] ?? document['UpdatedAt'], context.receivedMs),
      level: asText(at(document, 'Severity', 'Label')),
      id: asText(document['Id']),
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
      level: asText(document['severity']),
      account: asText(document['awsAccountId']),
      region: asText(at(firstOf(document['resources']), 'region')),
      document,
    });
  },
});
