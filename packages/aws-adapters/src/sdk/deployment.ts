import { BedrockRuntimeClient, CountTokensCommand } from '@aws-sdk/client-bedrock-runtime';
import { CloudWatchLogsClient, DescribeSubscriptionFiltersCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeStreamSummaryCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import {
  GetAccountSettingsCommand,
  GetEventSourceMappingCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientSettings, hasOwnEndpoint } from './settings.ts';

/** Longest that a call about the state of something takes, in milliseconds. */
const maxCallMs = 15_000;

/** Calls that look at a deployment; each reads and changes nothing. */
export const openDeployment = () => {
  const settings = clientSettings(maxCallMs);
  const kinesis = new KinesisClient(settings);
  const lambda = new LambdaClient(settings);
  const logs = new CloudWatchLogsClient(settings);
  const sqs = new SQSClient(settings);
  const s3 = new S3Client({ ...settings, forcePathStyle: hasOwnEndpoint('S3') });
  const bedrock = new BedrockRuntimeClient(settings);
  return {
    stream: async (StreamName: string) =>
      (await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }))).StreamDescriptionSummary,
    functionConfiguration: (FunctionName: string) => lambda.send(new GetFunctionConfigurationCommand({ FunctionName })),
    eventSourceMapping: (UUID: string) => lambda.send(new GetEventSourceMappingCommand({ UUID })),
    accountLimit: async () => (await lambda.send(new GetAccountSettingsCommand({}))).AccountLimit,
    subscriptionFilters: async (logGroupName: string) =>
      (await logs.send(new DescribeSubscriptionFiltersCommand({ logGroupName }))).subscriptionFilters,
    queueUrl: async (QueueName: string) => (await sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl,
    waiting: async (QueueUrl: string) =>
      (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] })))
        .Attributes?.['ApproximateNumberOfMessages'],
    objects: async (Bucket: string, Prefix: string, MaxKeys: number) =>
      (await s3.send(new ListObjectsV2Command({ Bucket, Prefix, MaxKeys }))).KeyCount,
    countTokens: async (modelId: string) =>
      (
        await bedrock.send(
          new CountTokensCommand({
            modelId,
            input: { converse: { messages: [{ role: 'user', content: [{ text: 'hello' }] }] } },
          }),
        )
      ).inputTokens,
  };
};

export type DeploymentCalls = ReturnType<typeof openDeployment>;
