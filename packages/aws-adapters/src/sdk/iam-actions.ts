/**
 * The IAM actions that each command of the SDK is judged by, named `<client>/<command>`. Held beside the clients, so that a new
 * call brings its permission along: `npm run check:iam` fails on a command that stands here not.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const iamActionsOf: Readonly<Record<string, readonly string[]>> = {
  // Converse has no action of its own.
  'client-bedrock-runtime/ConverseCommand': ['bedrock:InvokeModel'],
  'client-cloudtrail/GetTrailStatusCommand': ['cloudtrail:GetTrailStatus'],
  'client-cloudtrail/StartLoggingCommand': ['cloudtrail:StartLogging'],
  'client-cloudtrail/StopLoggingCommand': ['cloudtrail:StopLogging'],
  'client-dynamodb/BatchWriteItemCommand': ['dynamodb:BatchWriteItem'],
  'client-dynamodb/GetItemCommand': ['dynamodb:GetItem'],
  'client-dynamodb/PutItemCommand': ['dynamodb:PutItem'],
  'client-dynamodb/QueryCommand': ['dynamodb:Query'],
  'client-dynamodb/UpdateItemCommand': ['dynamodb:UpdateItem'],
  'client-ec2/DescribeNetworkInterfacesCommand': ['ec2:DescribeNetworkInterfaces'],
  'client-ec2/ModifyNetworkInterfaceAttributeCommand': ['ec2:ModifyNetworkInterfaceAttribute'],
  // A version has an action of its own, and without ListBucket an object that is gone looks like one that is forbidden.
  'client-s3/GetObjectCommand': ['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket'],
  'client-s3/PutObjectCommand': ['s3:PutObject'],
  'client-sfn/StartExecutionCommand': ['states:StartExecution'],
  'client-sns/PublishCommand': ['sns:Publish'],
};
