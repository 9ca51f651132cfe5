/**
 * What AWS's own services do with the roles of this deployment. The code sends none of these calls, so no source can be read for
 * them: each list is what the service's documentation asks for, and a role that is not here fails the check.
 */

const writesLogs = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const encrypts = ['kms:Decrypt', 'kms:GenerateDataKey'];
const traces = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];

/** Actions by `<module>/<name of the aws_iam_role_policy>`. */
export const actionsOfServiceRoles: Readonly<Record<string, readonly string[]>> = {
  // What Lambda does in every function's name: its log, its traces, its failed events, the keys of the stores.
  'lambda-function/this': [...writesLogs, ...traces, 'sqs:SendMessage', ...encrypts],
  // CloudWatch Logs puts subscribed lines onto the stream, under its key.
  'iam/subscription': ['kinesis:PutRecord', 'kinesis:PutRecords', 'kms:GenerateDataKey'],
  'iam/destination': ['kinesis:PutRecord', 'kinesis:PutRecords', 'kms:GenerateDataKey'],
  // The scheduler invokes, and keeps what it could not.
  'schedule/this': ['lambda:InvokeFunction', 'states:StartExecution', 'sqs:SendMessage'],
  'cloudtrail/logs': writesLogs,
  'firehose/this': [
    'kinesis:DescribeStream',
    'kinesis:GetShardIterator',
    'kinesis:GetRecords',
    'kinesis:ListShards',
    's3:GetBucketLocation',
    's3:ListBucket',
    's3:ListBucketMultipartUploads',
    's3:PutObject',
    's3:AbortMultipartUpload',
    'logs:PutLogEvents',
    ...encrypts,
  ],
  // Besides what its definition calls, which is read from the definition.
  'stepfunction/this': [
    'logs:CreateLogDelivery',
    'logs:GetLogDelivery',
    'logs:UpdateLogDelivery',
    'logs:DeleteLogDelivery',
    'logs:ListLogDeliveries',
    'logs:PutResourcePolicy',
    'logs:DescribeResourcePolicies',
    'logs:DescribeLogGroups',
    // A distributed Map reads its list, and runs each item in an execution of its own.
    's3:GetObject',
    'states:StartExecution',
    'states:DescribeExecution',
    'states:StopExecution',
    ...traces,
    'xray:GetSamplingRules',
    'xray:GetSamplingTargets',
    ...encrypts,
  ],
  // Flow logs look for their log group, then write to it.
  'network/flow': [...writesLogs, 'logs:DescribeLogStreams', 'logs:DescribeLogGroups'],
  // The CloudWatch agent of a machine reads its configuration, and sets the retention it is configured with.
  'ec2/this': [
    ...writesLogs,
    'logs:DescribeLogStreams',
    'logs:PutRetentionPolicy',
    'cloudwatch:PutMetricData',
    'ssm:GetParameter',
  ],
  // The observability add-on: Fluent Bit writes, the agent names nodes and volumes.
  'eks/agent': [
    ...writesLogs,
    'logs:DescribeLogStreams',
    'logs:DescribeLogGroups',
    'cloudwatch:PutMetricData',
    'ec2:DescribeVolumes',
    'ec2:DescribeTags',
  ],
  'eks/secrets': ['kms:Encrypt', 'kms:Decrypt', 'kms:DescribeKey', 'kms:ListGrants'],
  // A notebook reads the lake, stops itself when idle, and SageMaker joins it to its subnet.
  'sagemaker/this': [
    's3:GetObject',
    's3:ListBucket',
    'sagemaker:StopNotebookInstance',
    ...writesLogs,
    'ec2:CreateNetworkInterface',
    'ec2:CreateNetworkInterfacePermission',
    'ec2:DeleteNetworkInterface',
    'ec2:DeleteNetworkInterfacePermission',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeVpcs',
    'ec2:DescribeDhcpOptions',
    'kms:Decrypt',
  ],
};

/** What Lambda's pollers do in the name of the function they feed, by the module that makes the mapping. */
export const actionsOfPollers: Readonly<Record<string, readonly string[]>> = {
  'stream-trigger': [
    'kinesis:GetRecords',
    'kinesis:GetShardIterator',
    'kinesis:DescribeStream',
    'kinesis:DescribeStreamSummary',
    'kinesis:ListShards',
    // The batches it gave up on.
    's3:PutObject',
    's3:ListBucket',
  ],
  'table-trigger': [
    'dynamodb:DescribeStream',
    'dynamodb:GetRecords',
    'dynamodb:GetShardIterator',
    'dynamodb:ListStreams',
    's3:PutObject',
    's3:ListBucket',
  ],
  'queue-trigger': ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
};

/** What Step Functions does for a task's resource; a function's ARN invokes it. */
export const actionOfTask = (resource: string): string | undefined => {
  if (
    /^(?:\$\{\w+\}|arn:[\w$\{\}-]+:lambda:.*|arn:[\w$\{\}-]+:states:::lambda:invoke(?:\.waitForTaskToken)?)$/.test(
      resource,
    )
  )
    return 'lambda:InvokeFunction';
  // The one call of an SDK that keeps what a task waits for.
  if (/^arn:[\w$\{\}-]+:states:::aws-sdk:dynamodb:putItem\.waitForTaskToken$/.test(resource)) return 'dynamodb:PutItem';
  // The SDK's own name of the service is not the one that IAM has.
  if (/^arn:[\w$\{\}-]+:states:::aws-sdk:sfn:describeExecution$/.test(resource)) return 'states:DescribeExecution';
  const [, service = '', action = ''] =
    /^arn:[\w$\{\}-]+:states:::(sns|sqs|dynamodb|events):(\w+)/.exec(resource) ?? [];
  return service === '' ? undefined : `${service}:${action[0]?.toUpperCase() ?? ''}${action.slice(1)}`;
};
