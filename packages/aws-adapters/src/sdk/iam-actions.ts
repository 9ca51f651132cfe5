/**
 * The IAM actions that each command of the SDK is judged by, named `<client>/<command>`. Held beside the clients, so that a new
 * call brings its permission along: `npm run check:iam` fails on a command that is not listed here. A playbook lists its own
 * commands in its `deployment.ts`.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const iamActionsOf: Readonly<Record<string, readonly string[]>> = {
  'client-appconfigdata/GetLatestConfigurationCommand': ['appconfig:GetLatestConfiguration'],
  'client-appconfigdata/StartConfigurationSessionCommand': ['appconfig:StartConfigurationSession'],
  'client-athena/GetQueryExecutionCommand': ['athena:GetQueryExecution'],
  'client-athena/GetQueryResultsCommand': ['athena:GetQueryResults', 's3:GetObject'],
  // Athena reads the catalog and the lake, and writes the result, as whoever asks.
  'client-athena/StartQueryExecutionCommand': [
    'athena:StartQueryExecution',
    'glue:GetDatabase',
    'glue:GetTable',
    's3:GetBucketLocation',
    's3:GetObject',
    's3:ListBucket',
    's3:PutObject',
  ],
  'client-athena/StopQueryExecutionCommand': ['athena:StopQueryExecution'],
  // Converse has no action of its own.
  'client-bedrock-runtime/ConverseCommand': ['bedrock:InvokeModel'],
  'client-cloudwatch-logs/FilterLogEventsCommand': ['logs:FilterLogEvents'],
  'client-bedrock-runtime/CountTokensCommand': ['bedrock:CountTokens'],
  'client-cloudwatch-logs/DescribeSubscriptionFiltersCommand': ['logs:DescribeSubscriptionFilters'],
  'client-dynamodb/BatchWriteItemCommand': ['dynamodb:BatchWriteItem'],
  'client-dynamodb/GetItemCommand': ['dynamodb:GetItem'],
  'client-dynamodb/PutItemCommand': ['dynamodb:PutItem'],
  'client-dynamodb/QueryCommand': ['dynamodb:Query'],
  // A transaction of updates, each of which is judged by itself.
  'client-dynamodb/TransactWriteItemsCommand': ['dynamodb:UpdateItem'],
  'client-dynamodb/UpdateItemCommand': ['dynamodb:UpdateItem'],
  'client-eventbridge/PutEventsCommand': ['events:PutEvents'],
  'client-kinesis/DescribeStreamSummaryCommand': ['kinesis:DescribeStreamSummary'],
  'client-kinesis/PutRecordsCommand': ['kinesis:PutRecords'],
  'client-lambda/GetAccountSettingsCommand': ['lambda:GetAccountSettings'],
  'client-lambda/GetEventSourceMappingCommand': ['lambda:GetEventSourceMapping'],
  'client-lambda/GetFunctionConfigurationCommand': ['lambda:GetFunctionConfiguration'],
  'client-lambda/InvokeCommand': ['lambda:InvokeFunction'],
  // A version has an action of its own, and without ListBucket an object that is gone looks like one that is forbidden.
  'client-s3/GetObjectCommand': ['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket'],
  'client-s3/DeleteObjectsCommand': ['s3:DeleteObject'],
  'client-s3/ListObjectsV2Command': ['s3:ListBucket'],
  'client-s3/ListObjectVersionsCommand': ['s3:ListBucketVersions'],
  'client-s3/PutObjectCommand': ['s3:PutObject'],
  'client-secrets-manager/GetSecretValueCommand': ['secretsmanager:GetSecretValue'],
  'client-sesv2/SendEmailCommand': ['ses:SendEmail'],
  'client-sfn/DescribeExecutionCommand': ['states:DescribeExecution'],
  'client-sfn/ListExecutionsCommand': ['states:ListExecutions'],
  'client-sfn/SendTaskFailureCommand': ['states:SendTaskFailure'],
  'client-sfn/SendTaskSuccessCommand': ['states:SendTaskSuccess'],
  'client-sfn/StartExecutionCommand': ['states:StartExecution'],
  'client-sns/PublishCommand': ['sns:Publish'],
  'client-sqs/GetQueueAttributesCommand': ['sqs:GetQueueAttributes'],
  'client-sqs/GetQueueUrlCommand': ['sqs:GetQueueUrl'],
  'client-sqs/SendMessageCommand': ['sqs:SendMessage'],
  // Asking who one is takes no permission.
  'client-sts/GetCallerIdentityCommand': [],
  'client-ssm/GetParameterCommand': ['ssm:GetParameter'],
  'client-ssm/PutParameterCommand': ['ssm:PutParameter'],
  'client-ssm/GetParametersByPathCommand': ['ssm:GetParametersByPath'],
};
