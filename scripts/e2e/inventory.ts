import { fetchText } from './emulator-call.ts';

/** One way to ask an emulator what it holds. `id` captures what names a resource, in JSON or XML alike. */
interface Listing {
  readonly kind: string;
  /** Signing name of the service, by which emulators route a call. */
  readonly service: string;
  /** `X-Amz-Target` of a JSON call, the form of a query call, or the path of a REST call. */
  readonly target?: string;
  readonly form?: string;
  readonly path?: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly id: RegExp;
}

const ec2 = (kind: string, action: string, id: RegExp, filter = ''): Listing => ({
  kind,
  service: 'ec2',
  form: `Action=${action}&Version=2016-11-15${filter}`,
  id,
});

const iam = (kind: string, action: string, id: RegExp, more = ''): Listing => ({
  kind,
  service: 'iam',
  form: `Action=${action}&Version=2010-05-08&MaxItems=1000${more}`,
  id,
});

const logs = (kind: string, action: string, id: RegExp, body = {}): Listing => ({
  kind,
  service: 'logs',
  target: `Logs_20140328.${action}`,
  id,
  body,
});

// What has ended stays listed for a while; only what is alive is left behind.
const aliveInstances = ['pending', 'running', 'stopping', 'stopped']
  .map((state, index) => `&Filter.1.Value.${index + 1}=${state}`)
  .join('');
const aliveGateways = ['pending', 'available'].map((state, index) => `&Filter.1.Value.${index + 1}=${state}`).join('');

/** Every kind of resource that the stack can make and an emulator can list. */
export const listings: readonly Listing[] = [
  { kind: 'bucket', service: 's3', path: '/', id: /<Name>([^<]+)<\/Name>/g },
  { kind: 'table', service: 'dynamodb', target: 'DynamoDB_20120810.ListTables', id: /"([^"{}[\]:]+)"(?=[,\]])/g },
  { kind: 'stream', service: 'kinesis', target: 'Kinesis_20131202.ListStreams', id: /"StreamARN": ?"([^"]+)"/g },
  { kind: 'function', service: 'lambda', path: '/2015-03-31/functions/', id: /"FunctionName": ?"([^"]+)"/g },
  {
    kind: 'event source mapping',
    service: 'lambda',
    path: '/2015-03-31/event-source-mappings/',
    id: /"UUID": ?"([^"]+)"/g,
  },
  { kind: 'queue', service: 'sqs', target: 'AmazonSQS.ListQueues', id: /"(http[^"]+)"/g },
  { kind: 'topic', service: 'sns', form: 'Action=ListTopics&Version=2010-03-31', id: /<TopicArn>([^<]+)</g },
  {
    kind: 'subscription',
    service: 'sns',
    form: 'Action=ListSubscriptions&Version=2010-03-31',
    id: /<SubscriptionArn>([^<]+)</g,
  },
  {
    kind: 'machine',
    service: 'states',
    target: 'AWSStepFunctions.ListStateMachines',
    id: /"stateMachineArn": ?"([^"]+)"/g,
  },
  {
    kind: 'parameter',
    service: 'ssm',
    target: 'AmazonSSM.DescribeParameters',
    // AWS's own public parameters fill many pages.
    body: { ParameterFilters: [{ Key: 'Name', Option: 'Contains', Values: ['bellwether'] }] },
    id: /"Name": ?"([^"]+)"/g,
  },
  { kind: 'schedule', service: 'scheduler', path: '/schedules', id: /"Arn": ?"([^"]+:schedule\/[^"]+)"/g },
  { kind: 'event rule', service: 'events', target: 'AWSEvents.ListRules', id: /"Arn": ?"([^"]+)"/g },
  { kind: 'trail', service: 'cloudtrail', target: `CloudTrail_20131101.DescribeTrails`, id: /"TrailARN": ?"([^"]+)"/g },
  {
    kind: 'delivery stream',
    service: 'firehose',
    target: 'Firehose_20150804.ListDeliveryStreams',
    id: /"([^"{}[\]:]+)"(?=[,\]])/g,
  },
  {
    kind: 'alarm',
    service: 'monitoring',
    form: 'Action=DescribeAlarms&Version=2010-08-01&MaxRecords=100',
    id: /<AlarmName>([^<]+)</g,
  },
  {
    kind: 'dashboard',
    service: 'monitoring',
    form: 'Action=ListDashboards&Version=2010-08-01',
    id: /<DashboardName>([^<]+)</g,
  },
  logs('log group', 'DescribeLogGroups', /"logGroupName": ?"([^"]+)"/g),
  logs('log destination', 'DescribeDestinations', /"destinationName": ?"([^"]+)"/g),
  logs('metric filter', 'DescribeMetricFilters', /"filterName": ?"([^"]+)"/g),
  logs('query definition', 'DescribeQueryDefinitions', /"queryDefinitionId": ?"([^"]+)"/g),
  { kind: 'database', service: 'glue', target: 'AWSGlue.GetDatabases', id: /"Name": ?"([^"]+)"/g },
  { kind: 'workgroup', service: 'athena', target: 'AmazonAthena.ListWorkGroups', id: /"Name": ?"([^"]+)"/g },
  {
    kind: 'repository',
    service: 'ecr',
    target: 'AmazonEC2ContainerRegistry_V20150921.DescribeRepositories',
    id: /"repositoryArn": ?"([^"]+)"/g,
  },
  { kind: 'cluster', service: 'eks', path: '/clusters', id: /"([^"{}[\]:]+)"(?=[,\]])/g },
  {
    kind: 'notebook',
    service: 'sagemaker',
    target: 'SageMaker.ListNotebookInstances',
    id: /"NotebookInstanceName": ?"([^"]+)"/g,
  },
  iam('role', 'ListRoles', /<RoleName>([^<]+)</g),
  iam('policy', 'ListPolicies', /<PolicyName>([^<]+)</g, '&Scope=Local'),
  iam('instance profile', 'ListInstanceProfiles', /<InstanceProfileName>([^<]+)</g),
  ec2('network', 'DescribeVpcs', /<vpcId>([^<]+)</g),
  ec2('subnet', 'DescribeSubnets', /<subnetId>([^<]+)</g),
  ec2('route table', 'DescribeRouteTables', /<routeTableId>([^<]+)</g),
  ec2('internet gateway', 'DescribeInternetGateways', /<internetGatewayId>([^<]+)</g),
  ec2('NAT gateway', 'DescribeNatGateways', /<natGatewayId>([^<]+)</g, `&Filter.1.Name=state${aliveGateways}`),
  ec2('address', 'DescribeAddresses', /<allocationId>([^<]+)</g),
  ec2('endpoint', 'DescribeVpcEndpoints', /<vpcEndpointId>([^<]+)<(?:(?!<state>)[\s\S]){0,2000}<state>(?!deleted)/g),
  ec2('security group', 'DescribeSecurityGroups', /<groupId>([^<]+)</g),
  ec2('flow log', 'DescribeFlowLogs', /<flowLogId>([^<]+)</g),
  ec2('launch template', 'DescribeLaunchTemplates', /<launchTemplateId>([^<]+)</g),
  ec2(
    'machine instance',
    'DescribeInstances',
    /<instanceId>([^<]+)</g,
    `&Filter.1.Name=instance-state-name${aliveInstances}`,
  ),
  ec2('volume', 'DescribeVolumes', /<volumeId>([^<]+)</g),
  ec2('network interface', 'DescribeNetworkInterfaces', /<networkInterfaceId>([^<]+)</g),
];

/** What an emulator contains: ids by kind, and the kinds it could not list, each with its answer. */
export interface Inventory {
  readonly held: ReadonlyMap<string, ReadonlySet<string>>;
  readonly unlisted: ReadonlyMap<string, string>;
}

/**
 * Keys that are not waiting for their deletion, since AWS keeps a key for days after it was given up, and not the account's own
 * for a service, such as `alias/aws/ebs`, which comes with the first thing that it encrypts and can't be deleted.
 */
const aliveKeys = async (endpoint: string): Promise<ReadonlySet<string>> => {
  const call = { service: 'kms', target: 'TrentService.ListKeys', body: {} };
  const { text } = await fetchText(endpoint, call);
  const ids = Array.from(text.matchAll(/"KeyId": ?"([^"]+)"/g), ([, id = '']) => id);
  const aliases = await fetchText(endpoint, { service: 'kms', target: 'TrentService.ListAliases', body: {} });
  const entries = aliases.text.match(/\{[^{}]*\}/g) ?? [];
  const ofServices = entries.filter((entry) => entry.includes('"alias/aws/')).join();
  const alive = new Set<string>();
  for (const KeyId of ids) {
    const described = await fetchText(endpoint, {
      service: 'kms',
      target: 'TrentService.DescribeKey',
      body: { KeyId },
    });
    const isWaiting = /"KeyState": ?"PendingDeletion"/.test(described.text);
    if (!isWaiting && !ofServices.includes(KeyId)) alive.add(KeyId);
  }
  return alive;
};

/** Asks the emulator itself what it contains; Terraform's state only says what Terraform knows of. */
export const takeInventory = async (endpoint: string): Promise<Inventory> => {
  const held = new Map<string, ReadonlySet<string>>([['key', await aliveKeys(endpoint)]]);
  const unlisted = new Map<string, string>();
  for (const listing of listings) {
    const { isGood, text } = await fetchText(endpoint, listing);
    if (isGood) held.set(listing.kind, new Set(Array.from(text.matchAll(listing.id), ([, id = '']) => id)));
    else unlisted.set(listing.kind, text.slice(0, 200));
  }
  return { held, unlisted };
};

/** What stands after and did not stand before, as `kind id`. */
export const leftBehind = (before: Inventory, after: Inventory): readonly string[] =>
  [...after.held].flatMap(([kind, ids]) =>
    [...ids].filter((id) => before.held.get(kind)?.has(id) !== true).map((id) => `${kind} ${id}`),
  );
